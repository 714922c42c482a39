import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import type { StoredEvent } from "../../../src/simulator/store.js";
import { post } from "../../support/post.js";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KEY = { "X-SEKOIAIO-INTAKE-KEY": "key1" };

let dir: string;
let simulator: Simulator;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "simulator-test-"));
  simulator = await startSimulator({ keys: ["key1", "key2"], store: join(dir, "store") });
});

afterEach(async () => {
  await simulator.close();
  await rm(dir, { recursive: true });
});

async function stored(): Promise<StoredEvent[]> {
  const text = await readFile(join(dir, "store"), "utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

interface Sample {
  path: string;
  body: unknown;
  headers?: Record<string, string>;
  events: [key: string, timestamp: string | null, event: string][];
}

const SAMPLES: Sample[] = [
  {
    path: "/",
    body: { intake_key: "key1", json: "one", "@timestamp": "2026-11-24T10:21:15.5Z" },
    events: [["key1", "2026-11-24T10:21:15.5Z", "one"]],
  },
  {
    path: "/batch",
    body: { intake_key: "key2", jsons: ["one", "two"] },
    events: [
      ["key2", null, "one"],
      ["key2", null, "two"],
    ],
  },
  {
    path: "/array",
    body: [
      { intake_key: "key1", json: "one", timestamp: "2021-04-05T21:33:31+02:00" },
      { intake_key: "key2", json: "two" },
    ],
    events: [
      ["key1", "2021-04-05T21:33:31+02:00", "one"],
      ["key2", null, "two"],
    ],
  },
  {
    path: "/jsons",
    body: ["one", "two"],
    headers: KEY,
    events: [
      ["key1", null, "one"],
      ["key1", null, "two"],
    ],
  },
  {
    path: "/jsons?path=$.path.to.events",
    body: { path: { to: { events: ["one"] } } },
    headers: KEY,
    events: [["key1", null, "one"]],
  },
  { path: "/plain", body: "one\ntwo\n", headers: KEY, events: [["key1", null, "one\ntwo\n"]] },
  {
    path: "/plain/batch",
    body: "one\ntwo\r\n\nthree",
    headers: KEY,
    events: [
      ["key1", null, "one"],
      ["key1", null, "two\r"],
      ["key1", null, "three"],
    ],
  },
];

describe.each(["", "/api/v1/intake-http"])("under %j", (prefix) => {
  test.each(SAMPLES)("$path takes its events", async ({ path, body, headers, events }) => {
    const answer = await post(simulator.url + prefix + path, body, headers && { headers });
    expect(answer.status).toBe(200);
    const endpoint = path.replace(/\?.*/, "");
    if (endpoint === "/" || endpoint === "/plain") {
      expect(answer.json).toEqual({ event_id: expect.stringMatching(UUID) });
    } else {
      expect(answer.json).toEqual({ event_ids: events.map(() => expect.stringMatching(UUID)) });
      expect(new Set(answer.json.event_ids).size).toBe(events.length);
    }
    const lines = await stored();
    expect(lines.map(({ key, timestamp, event }) => [key, timestamp, event])).toEqual(events);
    expect(lines.map((line) => [line.n, line.endpoint, line.request])).toEqual(
      events.map((_, index) => [index + 1, endpoint, 1]),
    );
    for (const { at } of lines) expect(new Date(at).toISOString()).toBe(at);
  });

  test.each(SAMPLES)("$path takes gzip", async ({ path, body, headers, events }) => {
    const options = { gzip: true, ...(headers && { headers }) };
    expect((await post(simulator.url + prefix + path, body, options)).status).toBe(200);
    expect((await stored()).map(({ event }) => event)).toEqual(events.map(([, , event]) => event));
    const { bytesReceived, bytesDecompressed } = simulator.stats();
    const length = typeof body === "string" ? body.length : JSON.stringify(body).length;
    expect(bytesDecompressed).toBe(length);
    expect(bytesReceived).not.toBe(length);
  });
});

test("the regional base address without a slash is the root endpoint", async () => {
  const body = { intake_key: "key1", json: "one" };
  const answer = await post(`${simulator.url}/api/v1/intake-http`, body);
  expect(answer.status).toBe(200);
  expect((await stored())[0]?.endpoint).toBe("/");
});

describe("keys", () => {
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;

  test.each([
    ["header", "/plain", { "X-SEKOIAIO-INTAKE-KEY": "key1" }],
    ["Basic password", "/plain", { Authorization: basic(":key1") }],
    ["Basic password with a user name", "/plain", { Authorization: basic("user:key1") }],
    ["query parameter", "/plain?intake_key=key1", {}],
  ])("are taken as %s", async (_, path, headers) => {
    expect((await post(simulator.url + path, "one", { headers })).status).toBe(200);
    expect((await stored())[0]?.key).toBe("key1");
  });

  test.each([
    ["/", { json: "one" }],
    ["/", { intake_key: "", json: "one" }],
    ["/batch", { jsons: ["one"] }],
    ["/array", [{ intake_key: "key1", json: "one" }, { json: "two" }]],
    ["/jsons", ["one"]],
    ["/plain", "one"],
    ["/plain/batch", "one"],
  ])("missing: %s answers 401", async (path, body) => {
    const answer = await post(simulator.url + path, body);
    expect(answer.status).toBe(401);
    expect(answer.json.message).toContain("No intake key");
    expect(await stored()).toEqual([]);
  });

  test("in the header do not stand in for the body's", async () => {
    const answer = await post(simulator.url, { json: "one" }, { headers: KEY });
    expect(answer.status).toBe(401);
  });

  test.each([
    ["/", { intake_key: "other", json: "one" }, 1],
    [
      "/array",
      [
        { intake_key: "key1", json: "one" },
        { intake_key: "other", json: "two" },
      ],
      2,
    ],
  ])("unknown: %s answers 401 and takes nothing", async (path, body, events) => {
    const answer = await post(simulator.url + path, body);
    expect(answer.status).toBe(401);
    expect(answer.json.message).toContain("not known");
    expect(simulator.stats()).toMatchObject({ accepted: 0, rejected: events });
    expect(await stored()).toEqual([]);
  });

  test("are all taken when none was told", async () => {
    const open = await startSimulator();
    try {
      expect((await post(open.url, { intake_key: "any", json: "one" })).status).toBe(200);
      expect((await post(open.url, { json: "one" })).status).toBe(401);
    } finally {
      await open.close();
    }
  });
});

describe("timestamps", () => {
  const time = "2026-11-24T10:21:15Z";
  const headers = { ...KEY, "X-SEKOIAIO-EVENT-TIMESTAMP": time };

  test("the header is every event's time", async () => {
    await post(`${simulator.url}/jsons`, ["one", "two"], { headers });
    expect((await stored()).map(({ timestamp }) => timestamp)).toEqual([time, time]);
  });

  test("an event's own time comes first", async () => {
    const own = "2020-01-01T00:00:00Z";
    const body = [
      { intake_key: "key1", json: "one", timestamp: own },
      { intake_key: "key1", json: "two" },
    ];
    await post(`${simulator.url}/array`, body, { headers });
    expect((await stored()).map(({ timestamp }) => timestamp)).toEqual([own, time]);
  });

  test.each(["2026-11-24 10:21", "yesterday", 1764000000, null, "2026-13-24T10:21:15Z"])(
    "%j answers 400",
    async (timestamp) => {
      const body = [{ intake_key: "key1", json: "one", timestamp }];
      const answer = await post(`${simulator.url}/array`, body);
      expect(answer.status).toBe(400);
      expect(answer.json.message).toContain("RFC 3339");
    },
  );
});

describe("requests that are not understood", () => {
  test.each<[string, unknown]>([
    ["/", "{"],
    ["/", "[]"],
    ["/", { intake_key: "key1" }],
    ["/", { intake_key: "key1", json: { an: "object" } }],
    ["/batch", { intake_key: "key1", jsons: "one" }],
    ["/batch", { intake_key: "key1", jsons: [] }],
    ["/batch", { intake_key: "key1", jsons: ["one", 2] }],
    ["/array", { intake_key: "key1", json: "one" }],
    ["/array", [{ intake_key: "key1", json: 1 }]],
    ["/array", ["one"]],
    ["/array", []],
    ["/jsons", { a: ["one"] }],
    ["/jsons", [["one"]]],
    ["/jsons?path=$.b", { a: ["one"] }],
    ["/jsons?path=a", { a: ["one"] }],
    ["/plain", ""],
    ["/plain/batch", "\n\n"],
    ["/plain", Buffer.from([0x61, 0xff])],
  ])("%s %j answers 400 and takes nothing", async (path, body) => {
    const answer = await post(simulator.url + path, body, { headers: KEY });
    expect(answer.status).toBe(400);
    expect(answer.json.message).toMatch(/\.$|:/);
    expect(await stored()).toEqual([]);
  });

  test("gzip that is none answers 400", async () => {
    const headers = { ...KEY, "Content-Encoding": "gzip" };
    expect((await post(`${simulator.url}/plain`, "one", { headers })).status).toBe(400);
  });

  test("another encoding answers 415", async () => {
    const headers = { ...KEY, "Content-Encoding": "br" };
    expect((await post(`${simulator.url}/plain`, "one", { headers })).status).toBe(415);
  });

  test.each(["/other", "/batch/", "/api/v1", "//", "/array/x"])("%s answers 404", async (path) => {
    expect((await post(simulator.url + path, "one", { headers: KEY })).status).toBe(404);
  });

  test("another method answers 405 and says which would do", async () => {
    const answer = await fetch(`${simulator.url}/array`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST");
  });
});

test("any text comes into the store exactly as it was sent", async () => {
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (events) => {
      const before = (await stored()).length;
      const body = events.map((json) => ({ intake_key: "key1", json }));
      expect((await post(`${simulator.url}/array`, body)).status).toBe(200);
      expect((await stored()).slice(before).map(({ event }) => event)).toEqual(events);
    }),
    { numRuns: 50 },
  );
});
