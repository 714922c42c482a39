import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  type DeadLetter,
  DeadLetters,
  deadLetterDir,
  deadLetterFiles,
} from "../../../src/dead-letters/dead-letters.js";
import { AckTracker } from "../../../src/delivery/ack-tracker.js";
import { BatchSender, type BatchSenderSettings } from "../../../src/delivery/batch-sender.js";
import { IntakeClient } from "../../../src/sekoia/client.js";
import { intakeEvent } from "../../../src/sekoia/request.js";
import type { FaultRule } from "../../../src/simulator/faults.js";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { type Counters, noCounts } from "../../../src/status/counters.js";
import { keptLog } from "../../support/log.js";
import { temporaryDir } from "../../support/temporary.js";
import { until } from "../../support/until.js";

const KEY = "key0key0key0key0";
const MIB = 2 ** 20;

let simulator: Simulator;
let lane: BatchSender;
let counters: Counters;
let ledger: AckTracker;
let settled: number;
let spool: string;
let lines: string[];
let released: number;

beforeEach(async () => {
  simulator = await startSimulator({ keys: [KEY] });
  settled = 0;
  ledger = new AckTracker(({ offset }) => {
    settled = offset;
  });
});

afterEach(async () => {
  await lane.close();
  await simulator.close();
  vi.restoreAllMocks();
});

function open(settings: Partial<BatchSenderSettings> = {}, key = KEY): void {
  const kept = keptLog();
  lines = kept.lines;
  spool = temporaryDir();
  counters = noCounts();
  released = 0;
  const deadLetters = new DeadLetters(spool, "1-1-00000000", 100 * MIB, () => {});
  lane = new BatchSender(
    client(key),
    { maxEvents: 1000, maxBytes: 8 * MIB, concurrency: 4, ...settings },
    deadLetters,
    counters,
    kept.log,
    undefined,
    (events) => {
      released += events.length;
    },
  );
}

/** No request of its takes too long: whatever waits for that waits longer than a test may. */
function client(key = KEY): IntakeClient {
  return new IntakeClient({ url: simulator.url, key, timeoutMs: 300_000, connections: 4 });
}

type Send = typeof IntakeClient.prototype.send;

/** Has every request sent by `send`, which is given the way it is sent otherwise. */
function sendBy(send: (really: () => ReturnType<Send>) => ReturnType<Send>): void {
  const really = IntakeClient.prototype.send;
  vi.spyOn(IntakeClient.prototype, "send").mockImplementation(function (this: IntakeClient, body) {
    return send(() => really.call(this, body));
  });
}

/** Keeps back what becomes of requests until the function that it returns is called. */
function keepOutcomes(): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  sendBy(async (really) => {
    const outcome = await really();
    await released;
    return outcome;
  });
  return release;
}

/** Adds events numbered from `first`; each has an account of its own that ends at its number + 1. */
function add(count: number, { first = 0, text = (n: number) => `event ${n};` } = {}): void {
  for (let n = first; n < first + count; n++) {
    const stretch = ledger.current();
    stretch.pending++;
    ledger.close({ segment: 1, offset: n + 1 });
    lane.add(intakeEvent(text(n), null), { source: "device", stretch });
  }
}

function letters(): DeadLetter[] {
  return deadLetterFiles(deadLetterDir(spool)).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as DeadLetter),
  );
}

async function allSettled(count: number): Promise<void> {
  lane.flush();
  await until(
    `${count} events are settled, not ${settled}`,
    () => settled === count && lane.isIdle,
  );
}

test.each([400, 422, 413])("%i for one in a thousand sets aside that one alone", async (status) => {
  simulator.setFault({ fault: { status, body: "no" }, match: { containing: "event 617;" } });
  open();
  add(1000);
  await allSettled(1000);
  expect(letters()).toMatchObject([
    {
      reason: status === 413 ? "too-large" : "refused",
      status,
      answer: "no",
      source: "device",
      timestamp: null,
      event: "event 617;",
    },
  ]);
  expect(counters).toMatchObject({ shipped: 999, setAside: 1, failedAttempts: 0 });
  const { accepted, requests, byStatus } = simulator.stats();
  expect(accepted).toBe(999);
  // Ten halvings isolate one of a thousand: eleven refusals, and at most one other half each to accept.
  expect(byStatus[status]).toBeLessThanOrEqual(11);
  expect(requests).toBeLessThanOrEqual(21);
});

test("a refused event holds up nothing: other batches go on meanwhile", async () => {
  simulator.setFault({ fault: { status: 400 }, match: { containing: "event 5;" } });
  open({ maxEvents: 100 });
  add(1000);
  await allSettled(1000);
  expect(counters).toMatchObject({ shipped: 999, setAside: 1 });
  expect(lane.outage.trouble).toBeUndefined();
});

test("an intake that refuses everything does not turn everything into dead letters", async () => {
  simulator.setFault({ fault: { status: 400 } });
  open({ maxEvents: 100 });
  add(500);
  while (!lane.outage.trouble?.reason.startsWith("the intake takes no event at all")) {
    await lane.changed();
  }
  // Four requests in flight may have had their answers meanwhile.
  expect(letters().length).toBeLessThanOrEqual(24);
  simulator.clearFaults();
  lane.use(client());
  await allSettled(500);
  expect(counters.shipped + counters.setAside).toBe(500);
  expect(letters().length).toBeLessThanOrEqual(24);
});

test("where less gets through than configured, later batches are small enough at once", async () => {
  simulator.setFault({ fault: { status: 413 }, match: { bytesOver: MIB } });
  open({ maxEvents: 100_000, concurrency: 2 });
  const text = (n: number) => `${n} ${"x".repeat(2000)}`;
  add(8000, { text });
  await allSettled(8000);
  const before = simulator.stats();
  expect(letters()).toEqual([]);
  add(20_000, { first: 8000, text });
  await allSettled(28_000);
  const after = simulator.stats();
  expect(after.accepted).toBe(28_000);
  const refused = (after.byStatus[413] ?? 0) - (before.byStatus[413] ?? 0);
  const accepted = (after.byStatus[200] ?? 0) - (before.byStatus[200] ?? 0);
  // 40 MB in requests of half a MiB to a MiB; the ceiling goes up a little with each and may touch the limit.
  expect(accepted).toBeLessThan(110);
  expect(refused).toBeLessThanOrEqual(4);
});

test("one event that is too large does not make the other batches small", async () => {
  simulator.setFault({ fault: { status: 413 }, match: { containing: "event 617;" } });
  open();
  add(1000);
  await allSettled(1000);
  const { requests } = simulator.stats();
  add(5000, { first: 1000 });
  await allSettled(6000);
  expect(simulator.stats().requests - requests).toBe(5);
});

test("one attempt at a time while the intake is down, several at once when it is back", async () => {
  const down: FaultRule = { fault: { status: 503 } };
  simulator.setFault(down);
  open({ maxEvents: 10, concurrency: 4 });
  add(10);
  await until("the lane is down", () => lane.isDown);
  add(60, { first: 10 });
  const failed = counters.failedAttempts;
  await until("two more attempts failed", () => counters.failedAttempts >= failed + 2);
  expect(simulator.stats()).toMatchObject({ maxInFlight: 1 });
  expect(lane.isFull).toBe(true);
  let underWay = 0;
  let most = 0;
  sendBy(async (really) => {
    most = Math.max(most, ++underWay);
    const outcome = await really();
    underWay--;
    return outcome;
  });
  simulator.clearFaults();
  await allSettled(70);
  expect(most).toBe(4);
  expect(lines).toEqual([
    expect.stringMatching(/^warn: the intake is in trouble \(503\)\. Events wait in the journal/),
    expect.stringMatching(/^info: shipping again after \d+ s of: the intake is in trouble \(503\)/),
  ]);
  // The intake sees as many, where none has its answer before the last has come.
  const { requests } = simulator.stats();
  simulator.setFault({ fault: { hang: true } });
  add(50, { first: 70 });
  await simulator.waitFor({ requests: requests + 4 });
  expect(simulator.stats().maxInFlight).toBe(4);
});

test("a request that always fails keeps no other from being sent", async () => {
  simulator.setFault({ fault: { status: 500 }, match: { containing: "event 3;" } });
  open({ maxEvents: 10, concurrency: 1 });
  add(20);
  await until("the other batch is in", () => counters.shipped === 10);
  add(50, { first: 20 });
  await until("the others too", () => counters.shipped === 60);
  expect(settled).toBe(0);
  simulator.clearFaults();
  await allSettled(70);
  expect(simulator.stats().accepted).toBe(70);
});

test("Retry-After is honoured", async () => {
  simulator.setFault({ fault: { status: 429, headers: { "Retry-After": "2" } }, requests: 1 });
  open();
  const began = performance.now();
  add(1);
  await allSettled(1);
  expect(performance.now() - began).toBeGreaterThanOrEqual(2000);
  expect(simulator.stats().requests).toBe(2);
});

test("Retry-After beyond the cap does not end a corrected configuration's patience", async () => {
  simulator.setFault({ fault: { status: 503, headers: { "Retry-After": "99999999999" } } });
  open();
  add(1);
  lane.flush();
  await until("the lane is down", () => lane.isDown);
  simulator.clearFaults();
  lane.use(client());
  await allSettled(1);
});

test("a wrong key holds events back, is said once, and a corrected one goes on at once", async () => {
  // The sixth answer asks for a wait that no test lives to see the end of.
  const key = "wrongwrongwrongwrong";
  const headers = { "Retry-After": "300" };
  simulator.setFault({ fault: { status: 401 }, match: { key }, requests: 5 });
  simulator.setFault({ fault: { status: 401, headers }, match: { key } });
  open({ maxEvents: 10 }, key);
  add(100);
  lane.flush();
  await until("some attempts failed", () => counters.failedAttempts >= 6);
  expect(settled).toBe(0);
  expect(letters()).toEqual([]);
  expect(lane.outage.trouble?.reason).toMatch(/Sekoia refused the intake key.*\(401\)/);
  expect(lines).toEqual([expect.stringMatching(/^error: Sekoia refused the intake key/)]);
  lane.use(client());
  await allSettled(100);
  expect(simulator.stats().accepted).toBe(100);
  expect(lane.outage.trouble).toBeUndefined();
});

test("a corrected address does not wait for an attempt at the old one", async () => {
  simulator.setFault({ fault: { status: 503 }, requests: 1 });
  simulator.setFault({ fault: { hang: true } });
  open();
  add(1);
  lane.flush();
  await until("the next attempt hangs", () => simulator.stats().requests === 2);
  simulator.clearFaults();
  lane.use(client());
  await allSettled(1);
});

test("fewer ids and a broken body are counted and said, and send nothing twice", async () => {
  simulator.setFault({ fault: { fewerIds: 3 }, requests: 2 });
  simulator.setFault({ fault: { brokenBody: true }, requests: 1 });
  open({ maxEvents: 10, concurrency: 1 });
  add(40);
  await allSettled(40);
  expect(counters).toMatchObject({ shipped: 40, unconfirmed: 6 });
  expect(simulator.stats().accepted).toBe(40);
  expect(lines).toEqual([
    "warn: the intake accepted 10 events but gave only 7 event_ids",
    "warn: the intake accepted the events, but its answer is not JSON",
  ]);
});

test("a HUP that comes after the end does no harm", async () => {
  open();
  add(1);
  await allSettled(1);
  await lane.close();
  lane.use(client());
});

/** Adds one batch of events that can wait elsewhere, and waits until it is under way. */
async function sendReleasable(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const line = Buffer.from("line\n");
    lane.add(intakeEvent(`event ${n};`, null), { source: "d", stretch: ledger.current(), line });
  }
  lane.flush();
  await until("it is under way", () => simulator.stats().requests === 1);
}

test("an intake that is not wanted any more gets nothing again that fails with the key before", async () => {
  simulator.setFault({ fault: { status: 503 }, requests: 1 });
  open();
  const fail = keepOutcomes();
  await sendReleasable(3);
  lane.use(client());
  lane.retire();
  fail();
  await until("all are released", () => released === 3 && lane.isIdle);
  expect(simulator.stats().requests).toBe(1);
});

test("an intake that is not wanted any more gets no halves of what it refused", async () => {
  open();
  const answer = keepOutcomes();
  simulator.setFault({ fault: { status: 400 } });
  await sendReleasable(4);
  lane.retire();
  answer();
  await until("all are released", () => released === 4 && lane.isIdle);
  expect(simulator.stats().requests).toBe(1);
});

test("of very long events it holds few, and sends as many requests at once as of others", async () => {
  simulator.setFault({ fault: { hang: true } });
  open();
  const text = () => "x".repeat(200_000);
  let added = 0;
  for (; added < 1000 && !lane.isFull; added++) add(1, { first: added, text });
  // 4 MiB and the batch that goes beyond; four requests of 8 MiB in flight and four that wait would be 320.
  expect(added).toBeGreaterThan(20);
  expect(added).toBeLessThanOrEqual(26);
  await simulator.waitFor({ requests: 4 });
});
