import { get as httpGet } from "node:http";
import { Agent } from "undici";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import type { Stats } from "../../../src/simulator/statistics.js";
import { post } from "../../support/post.js";

let simulator: Simulator;
let agent: Agent;

beforeEach(async () => {
  simulator = await startSimulator();
  agent = new Agent();
});

afterEach(async () => {
  await agent.destroy();
  await simulator.close();
});

const EVENT = { intake_key: "key", json: "one" };
const sendEvent = () => post(simulator.url, EVENT, { dispatcher: agent });

async function get(path: string): Promise<{ status: number; json: Stats & { message: string } }> {
  const answer = await fetch(`${simulator.url}/_simulator/${path}`);
  return { status: answer.status, json: (await answer.json()) as Stats & { message: string } };
}

test("stats count requests and events, and not those who look at them", async () => {
  const dispatcher = new Agent({ connections: 1 });
  await post(simulator.url, EVENT, { dispatcher });
  await post(simulator.url, {}, { dispatcher });
  await get("stats");
  const { json } = await get("stats");
  const bytes = JSON.stringify(EVENT).length + 2;
  expect(json).toEqual({
    requests: 2,
    accepted: 1,
    rejected: 0,
    bytesReceived: bytes,
    bytesDecompressed: bytes,
    byStatus: { 200: 1, 401: 1 },
    connections: 1,
    connectionsTotal: 1,
    inFlight: 0,
    maxInFlight: 1,
    connects: 0,
    tunnels: 0,
  });
  await dispatcher.destroy();
});

test("stats tell how many requests were in flight at once", async () => {
  simulator.setFault({ fault: { hang: true }, requests: 3 });
  const hanging = [1, 2, 3].map(() => sendEvent().catch(() => undefined));
  await simulator.waitFor({ requests: 3 });
  expect(simulator.stats()).toMatchObject({ inFlight: 3, maxInFlight: 3, connections: 3 });
  await agent.destroy();
  await Promise.all(hanging);
});

describe("wait", () => {
  test("answers once enough events were accepted, with the numbers then", async () => {
    await sendEvent();
    let answered = false;
    const waiting = get("wait?events=2").then((answer) => {
      answered = true;
      return answer;
    });
    await get("stats");
    expect(answered).toBe(false);
    await sendEvent();
    expect((await waiting).json.accepted).toBe(2);
  });

  test("answers at once if they were already", async () => {
    await sendEvent();
    expect((await get("wait?events=1")).json.accepted).toBe(1);
    expect((await get("wait?events=0&requests=1")).json.requests).toBe(1);
  });

  test("counts requests whatever the answer", async () => {
    simulator.setFault({ fault: { status: 503 } });
    const waiting = get("wait?requests=2");
    await sendEvent();
    await sendEvent();
    expect((await waiting).json).toMatchObject({ requests: 2, accepted: 0 });
  });

  test.each(["wait", "wait?events=", "wait?events=x", "wait?requests=-1"])(
    "%s answers 400",
    async (path) => {
      const { status, json } = await get(path);
      expect(status).toBe(400);
      expect(json.message).toMatch(/\.$/);
    },
  );
});

test("an unknown path answers 404 and tells which there are", async () => {
  const { status, json } = await get("other");
  expect(status).toBe(404);
  expect(json.message).toContain("GET /_simulator/stats");
});

test("close ends open connections, and can be called twice", async () => {
  simulator.setFault({ fault: { hang: true } });
  const hanging = sendEvent().catch((error: Error) => error);
  await simulator.waitFor({ requests: 1 });
  await Promise.all([simulator.close(), simulator.close()]);
  expect(await hanging).toBeInstanceOf(Error);
});

test("a port in use is told of", async () => {
  const port = Number(new URL(simulator.url).port);
  await expect(startSimulator({ port })).rejects.toThrow(
    /Cannot listen on 127\.0\.0\.1:\d+.*Choose another port/,
  );
  await expect(startSimulator({ proxy: { port } })).rejects.toThrow(/Cannot listen/);
});

test.each([
  [{ origin: "http://evil.example" }, 403],
  [{ host: "evil.example" }, 403],
  [{ host: "evil.example:80" }, 403],
  [{ host: "127.0.0.1.evil.example" }, 403],
  [{ host: "localhost:1234" }, 200],
  [{}, 200],
])("a request with the headers %j is answered with %i", async (headers, status) => {
  // fetch would not let Host be set.
  const answer = new Promise<number | undefined>((resolve, reject) => {
    httpGet(`${simulator.url}/_simulator/stats`, { headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once("error", reject);
  });
  expect(await answer).toBe(status);
});
