import { afterEach, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { post } from "../../support/post.js";

const LARGEST = "é".repeat(125_000);
const TOO_LARGE = `${LARGEST}x`;
const headers = { "X-SEKOIAIO-INTAKE-KEY": "key" };

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

test.each([
  ["/", (event: string) => ({ intake_key: "key", json: event })],
  ["/plain", (event: string) => event],
  ["/batch", (event: string) => ({ intake_key: "key", jsons: [event] })],
])("%s takes an event of 250,000 bytes and answers 413 to one more", async (path, body) => {
  expect((await post(simulator.url + path, body(LARGEST), { headers })).status).toBe(200);
  const answer = await post(simulator.url + path, body(TOO_LARGE), { headers });
  expect(answer.status).toBe(413);
  expect(answer.json.message).toContain("250000 bytes");
  expect(simulator.stats()).toMatchObject({ accepted: 1, rejected: 1 });
});

test("the other events of a batch are taken, and the answer tells which were not", async () => {
  const answer = await post(`${simulator.url}/jsons`, ["one", TOO_LARGE, "three"], { headers });
  expect(answer.status).toBe(200);
  const [one, three] = answer.json.event_ids;
  expect(answer.json).toEqual({
    event_ids: [expect.any(String), expect.any(String)],
    events: [
      { status: "accepted", event_id: one },
      { status: "rejected", reason: expect.stringContaining("250000 bytes") },
      { status: "accepted", event_id: three },
    ],
  });
  expect(simulator.stats()).toMatchObject({ accepted: 2, rejected: 1 });
});

test("a batch of which every event is too large answers 413", async () => {
  const answer = await post(`${simulator.url}/jsons`, [TOO_LARGE, TOO_LARGE], { headers });
  expect(answer.status).toBe(413);
  expect(answer.json.events).toHaveLength(2);
  expect(simulator.stats()).toMatchObject({ accepted: 0, rejected: 2 });
});

/** A JSON list of events of this many bytes in all. */
function listOf(bytes: number): string {
  const list = JSON.stringify(
    Array.from({ length: Math.floor(bytes / 200_000) }, () => LARGEST.slice(0, 90_000)),
  );
  return list + " ".repeat(bytes - Buffer.byteLength(list));
}

test.each([{ gzip: false }, { gzip: true }])(
  "a request may have 10,485,760 bytes and no more (gzip: $gzip)",
  async ({ gzip }) => {
    const url = `${simulator.url}/jsons`;
    expect((await post(url, listOf(10_485_760), { headers, gzip })).status).toBe(200);
    const accepted = simulator.stats().accepted;
    const answer = await post(url, listOf(10_485_761), { headers, gzip });
    expect(answer.status).toBe(413);
    expect(answer.json.message).toContain("10485760 bytes");
    expect(simulator.stats().accepted).toBe(accepted);
  },
);
