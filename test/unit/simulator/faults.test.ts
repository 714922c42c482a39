import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Agent, request } from "undici";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FaultRule } from "../../../src/simulator/faults.js";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { type PostOptions, post } from "../../support/post.js";

let dir: string;
let simulator: Simulator;
let agent: Agent;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "simulator-test-"));
  simulator = await startSimulator({ store: join(dir, "store"), seed: 7 });
  agent = new Agent();
});

afterEach(async () => {
  await agent.destroy();
  await simulator.close();
  await rm(dir, { recursive: true });
});

/** Sends these events with key `key`, to `/jsons`. */
function sendEvents(events: string[], options: PostOptions = {}) {
  const headers = { "X-SEKOIAIO-INTAKE-KEY": "key", ...options.headers };
  return post(`${simulator.url}/jsons`, events, { dispatcher: agent, ...options, headers });
}

async function statusOf(events: string[], options?: PostOptions): Promise<number> {
  return (await sendEvents(events, options)).status;
}

async function storedLines(): Promise<number> {
  return (await readFile(join(dir, "store"), "utf8")).split("\n").length - 1;
}

describe("what befalls a request", () => {
  test("status, headers and body", async () => {
    const fault = { status: 503, headers: { "Retry-After": "2" }, body: "busy" };
    simulator.setFault({ fault });
    const answer = await sendEvents(["one"]);
    expect(answer).toMatchObject({ status: 503, text: "busy" });
    expect(answer.headers["retry-after"]).toBe("2");
    expect(simulator.stats()).toMatchObject({ accepted: 0, rejected: 0, byStatus: { 503: 1 } });
    expect(await storedLines()).toBe(0);
  });

  test("a status without a body", async () => {
    simulator.setFault({ fault: { status: 204 } });
    expect(await sendEvents(["one"])).toMatchObject({ status: 204, text: "" });
  });

  test("delayMs: the events are there before the answer is", async () => {
    simulator.setFault({ fault: { delayMs: 50 } });
    const began = performance.now();
    let answered = false;
    const answer = sendEvents(["one"]).then((value) => {
      answered = true;
      return value;
    });
    await simulator.waitFor({ events: 1 });
    expect(answered).toBe(false);
    expect(simulator.stats().inFlight).toBe(1);
    expect((await answer).status).toBe(200);
    // A timer may fire a millisecond early.
    expect(performance.now() - began).toBeGreaterThan(48);
  });

  test("hang: no answer, no event", async () => {
    simulator.setFault({ fault: { hang: true }, requests: 1 });
    const impatient = new Agent();
    const hanging = sendEvents(["one"], { dispatcher: impatient }).catch((error: Error) => error);
    await simulator.waitFor({ requests: 1 });
    expect(await statusOf(["two"])).toBe(200);
    expect(simulator.stats()).toMatchObject({ accepted: 1, byStatus: { 200: 1 }, inFlight: 1 });
    await impatient.destroy();
    expect(await hanging).toBeInstanceOf(Error);
  });

  test.each([
    ["before", 0],
    ["body", 0],
    ["after", 2],
  ] as const)("cut %s: the connection is reset, %d events taken", async (cut, taken) => {
    simulator.setFault({ fault: { cut }, requests: 1 });
    await expect(sendEvents(["one", "two"])).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(simulator.stats()).toMatchObject({ accepted: taken, byStatus: {} });
    expect(await storedLines()).toBe(taken);
    expect(await statusOf(["three"])).toBe(200);
  });

  test("cut in the body comes while the client is still sending", async () => {
    simulator.setFault({ fault: { cut: "body" } });
    // Six of ten million bytes, and then nothing: whoever waits for the end waits for ever.
    async function* unfinished() {
      for (let sent = 0; sent < 6000; sent++) yield Buffer.alloc(1000);
      await new Promise(() => {});
    }
    const headers = { "content-length": "10000000" };
    const sending = request(simulator.url, {
      method: "POST",
      headers,
      body: Readable.from(unfinished()),
    });
    await expect(sending).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|EPIPE/),
    });
  });

  test("drip: the answer begins with one byte", async () => {
    simulator.setFault({ fault: { drip: true } });
    const headers = { "X-SEKOIAIO-INTAKE-KEY": "key" };
    const url = `${simulator.url}/plain`;
    const response = await request(url, {
      method: "POST",
      headers,
      body: "one",
      dispatcher: agent,
    });
    expect(response.statusCode).toBe(200);
    expect(Number(response.headers["content-length"])).toBeGreaterThan(10);
    for await (const chunk of response.body) {
      expect(chunk).toHaveLength(1);
      break;
    }
    expect(simulator.stats().accepted).toBe(1);
  });

  test("fewerIds: all events taken, some ids missing", async () => {
    simulator.setFault({ fault: { fewerIds: 2 } });
    const answer = await sendEvents(["one", "two", "three"]);
    expect(answer.status).toBe(200);
    expect(answer.json.event_ids).toHaveLength(1);
    expect(await storedLines()).toBe(3);
  });

  test("brokenBody: events taken, the answer is not JSON", async () => {
    simulator.setFault({ fault: { brokenBody: true } });
    const answer = await sendEvents(["one"]);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toBe("");
    expect(answer.json).toBeUndefined();
    expect(await storedLines()).toBe(1);
  });

  test("redirect", async () => {
    simulator.setFault({ fault: { redirect: "https://elsewhere.invalid/" } });
    const answer = await sendEvents(["one"]);
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toBe("https://elsewhere.invalid/");
    expect(simulator.stats().accepted).toBe(0);
  });
});

describe("which requests", () => {
  const broken = { status: 500 };

  test("as many as told, then no more", async () => {
    simulator.setFault({ fault: broken, requests: 2 });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push(await statusOf(["one"]));
    expect(statuses).toEqual([500, 500, 200, 200]);
  });

  test("the first rule that applies, in the order of installing", async () => {
    simulator.setFault({ fault: broken, requests: 1, match: { containing: "x" } });
    simulator.setFault({ fault: { status: 501 }, requests: 1 });
    simulator.setFault({ fault: { cut: "before" }, requests: 1 });
    simulator.setFault({ fault: { status: 502 }, requests: 1 });
    expect(await statusOf(["one"])).toBe(501);
    await expect(sendEvents(["one"])).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await statusOf(["xyz"])).toBe(500);
    expect(await statusOf(["one"])).toBe(502);
    expect(await statusOf(["one"])).toBe(200);
  });

  test.each<[NonNullable<FaultRule["match"]>, string[], string[]]>([
    [{ containing: "needle" }, ["one", "a needle b"], ["one", "two"]],
    [{ eventsOver: 1 }, ["one", "two"], ["one"]],
    [{ bytesOver: 10 }, ["123456789"], ["123456"]],
    [{ containing: "needle", eventsOver: 1 }, ["needle", "two"], ["needle"]],
  ])("match %j", async (match, hit, miss) => {
    simulator.setFault({ fault: broken, match });
    expect(await statusOf(miss)).toBe(200);
    expect(await statusOf(hit)).toBe(500);
    expect(await statusOf(hit, { gzip: true })).toBe(500);
  });

  test("match a key", async () => {
    simulator.setFault({ fault: broken, match: { key: "other" } });
    expect(await statusOf(["one"])).toBe(200);
    expect(await statusOf(["one"], { headers: { "X-SEKOIAIO-INTAKE-KEY": "other" } })).toBe(500);
  });

  test("a share of them, the same for the same seed", async () => {
    const run = async () => {
      const another = await startSimulator({
        seed: 7,
        faults: [{ fault: broken, share: 0.3 }],
      });
      const statuses: number[] = [];
      for (let i = 0; i < 100; i++) {
        const body = { intake_key: "key", json: "one" };
        statuses.push((await post(another.url, body, { dispatcher: agent })).status);
      }
      await another.close();
      return statuses;
    };
    const first = await run();
    const failed = first.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(15);
    expect(failed).toBeLessThan(45);
    expect(await run()).toEqual(first);
  });

  test("none once cleared", async () => {
    simulator.setFault({ fault: broken });
    simulator.clearFaults();
    expect(await statusOf(["one"])).toBe(200);
  });
});

describe("over HTTP", () => {
  const control = (method: string, body?: unknown) =>
    fetch(`${simulator.url}/_simulator/faults`, {
      method,
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });

  test("faults are set and cleared", async () => {
    expect((await control("POST", { fault: { status: 500 } })).status).toBe(204);
    expect(await statusOf(["one"])).toBe(500);
    expect((await control("DELETE")).status).toBe(204);
    expect(await statusOf(["one"])).toBe(200);
  });

  test.each<[unknown, RegExp]>([
    ["{", /not valid JSON/],
    [[], /fault rule is wrong/],
    [{}, /wrong at fault/],
    [{ fault: {} }, /exactly one of: status, delayMs/],
    [{ fault: { status: 500, hang: true } }, /exactly one of/],
    [{ fault: { status: 99 } }, /wrong at status/],
    [{ fault: { status: 500, headers: { "a b": "c" } } }, /wrong at headers/],
    [{ fault: { status: 500, bodyy: "x" } }, /wrong at bodyy/],
    [{ fault: { cut: "later" } }, /wrong at cut/],
    [{ fault: { redirect: "a\nb" } }, /wrong at redirect/],
    [{ fault: { hang: true }, requests: 0 }, /wrong at requests/],
    [{ fault: { hang: true }, share: 2 }, /wrong at share/],
    [{ fault: { hang: true }, match: { contains: "x" } }, /wrong at match\.contains/],
    [{ fault: { cut: "before" }, match: { key: "k" } }, /cannot have a match/],
  ])("%j is refused with a reason", async (rule, message) => {
    const answer = await control("POST", rule);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).toMatch(message);
    expect(await statusOf(["one"])).toBe(200);
  });
});
