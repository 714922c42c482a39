import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { IntakeClient } from "../../../src/sekoia/client.js";
import type { FaultRule } from "../../../src/simulator/faults.js";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { KEY, OneIntake, type OneIntakeSettings } from "../../support/one-intake.js";
import { until } from "../../support/until.js";

const MIB = 2 ** 20;

let simulator: Simulator;
let intake: OneIntake;

beforeEach(async () => {
  simulator = await startSimulator({ keys: [KEY] });
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await intake.close();
  await simulator.close();
});

function open(settings: OneIntakeSettings = {}): OneIntake {
  intake = new OneIntake(simulator.url, settings);
  return intake;
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

test("events wait for others as long as batch.max_wait, and no longer", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { main } = open({ maxWaitMs: 700 });
  intake.add(1);
  vi.advanceTimersByTime(699);
  expect(main.isCollecting).toBe(true);
  vi.advanceTimersByTime(1);
  expect(main.isCollecting).toBe(false);
  vi.useRealTimers();
  await intake.allSettled(1);
});

test("where less gets through than configured, later batches are small enough at once", async () => {
  simulator.setFault({ fault: { status: 413 }, match: { bytesOver: MIB } });
  open({ maxEvents: 100_000, concurrency: 2, text: (n) => `${n} ${"x".repeat(2000)}` });
  intake.add(8000);
  await intake.allSettled(8000);
  const before = simulator.stats();
  intake.add(20_000);
  await intake.allSettled(28_000);
  const after = simulator.stats();
  expect(intake.givenUp).toEqual([]);
  expect(after.accepted).toBe(28_000);
  const refused = (after.byStatus[413] ?? 0) - (before.byStatus[413] ?? 0);
  const accepted = (after.byStatus[200] ?? 0) - (before.byStatus[200] ?? 0);
  // 40 MB in requests of half a MiB to a MiB; the limit goes up a little with each and may touch what gets through.
  expect(accepted).toBeLessThan(110);
  expect(refused).toBeLessThanOrEqual(4);
});

test("one event that is too large does not make the other batches small", async () => {
  simulator.setFault({ fault: { status: 413 }, match: { containing: "event 617;" } });
  open();
  intake.add(1000);
  await intake.allSettled(1000);
  const { requests } = simulator.stats();
  intake.add(5000);
  await intake.allSettled(6000);
  expect(simulator.stats().requests - requests).toBe(5);
});

test("one attempt at a time while the intake is down, several at once when it is back", async () => {
  const down: FaultRule = { fault: { status: 503 } };
  simulator.setFault(down);
  const { main, counters, log } = open({ maxEvents: 10 });
  intake.add(20);
  await until("it is known to be down", () => main.isDown);
  intake.add(50);
  const failed = counters.failedAttempts;
  const { requests } = simulator.stats();
  await until("two more attempts failed", () => counters.failedAttempts >= failed + 2);
  expect(simulator.stats().requests - requests).toBeLessThanOrEqual(3);
  expect(main.hasRoom).toBe(false);
  let underWay = 0;
  let most = 0;
  sendBy(async (really) => {
    most = Math.max(most, ++underWay);
    const outcome = await really();
    underWay--;
    return outcome;
  });
  simulator.clearFaults();
  await intake.allSettled(70);
  expect(most).toBe(4);
  expect(log.lines).toEqual([
    expect.stringMatching(/^warn: the intake is in trouble \(503\)\. Events wait on disk/),
    expect.stringMatching(/^info: shipping again after \d+ s of: the intake is in trouble \(503\)/),
  ]);
});

test("while the intake is down, all but a little to try with waits on disk", async () => {
  simulator.setFault({ fault: { status: 503 } });
  const { main } = open({ maxEvents: 100, text: (n) => `${n} ${"x".repeat(2000)}` });
  intake.add(600);
  await until("all were tried", () => intake.counters.failedAttempts >= 5);
  expect(main.isDown).toBe(true);
  expect(main.heldBytes).toBeLessThanOrEqual(64 * 1024);
  expect(intake.returned.length).toBeGreaterThan(500);
  simulator.clearFaults();
  await intake.allSettled(600);
  expect(simulator.stats().accepted).toBe(600);
});

test.each([1, 4])(
  "a batch that always fails is handed over to the suspects, %i at a time",
  async (concurrency) => {
    simulator.setFault({ fault: { status: 500 }, match: { containing: "event 3;" } });
    const { main } = open({ maxEvents: 10, concurrency });
    intake.add(10);
    await until("it failed", () => main.isStuck);
    // Where there is no room for another, nobody can give a second opinion.
    expect(main.hasRoom).toBe(true);
    intake.add(50);
    await until("the others are in", () => intake.counters.shipped === 50);
    await until("it is suspect", () => intake.suspected.length === 10);
    expect(main.isStuck).toBe(false);
    expect(intake.suspected.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    simulator.clearFaults();
    await intake.allSettled(60);
    expect(simulator.stats().accepted).toBe(60);
  },
);

test("a batch that fails once is no suspect", async () => {
  simulator.setFault({ fault: { status: 500 }, match: { containing: "event 3;" }, requests: 1 });
  open({ maxEvents: 10 });
  intake.add(40);
  await intake.allSettled(40);
  expect(intake.counters).toMatchObject({ shipped: 40, failedAttempts: 1 });
  expect(simulator.stats().byStatus[200]).toBe(4);
});

test("Retry-After given for one batch does not slow the others", async () => {
  // Nobody lives to see the end of it.
  const headers = { "Retry-After": "86400" };
  simulator.setFault({ fault: { status: 503, headers }, match: { containing: "event 3;" } });
  const { main } = open({ maxEvents: 10 });
  intake.add(10);
  await until("it failed", () => main.isStuck);
  intake.add(500);
  await until("the others are in", () => intake.counters.shipped === 500);
  expect(main.isStuck).toBe(false);
});

test("Retry-After is honoured", async () => {
  simulator.setFault({ fault: { status: 429, headers: { "Retry-After": "2" } }, requests: 1 });
  open();
  intake.add(1);
  const began = performance.now();
  await intake.allSettled(1);
  // Timers count whole milliseconds.
  expect(performance.now() - began).toBeGreaterThanOrEqual(1995);
  expect(simulator.stats().requests).toBe(2);
});

test("a reload does not wait for the end of a Retry-After", async () => {
  simulator.setFault({ fault: { status: 503, headers: { "Retry-After": "99999999999" } } });
  const { main } = open();
  intake.add(1);
  main.flush();
  await until("it failed", () => main.isStuck);
  simulator.clearFaults();
  main.hurry();
  await intake.allSettled(1);
});

test("a wrong key holds events back, and is told once", async () => {
  const { main, log, state } = open({ maxEvents: 10, key: "wrongwrongwrongwrong" });
  intake.add(100);
  await until("some attempts failed", () => intake.counters.failedAttempts >= 6);
  expect(intake).toMatchObject({ settled: 0, suspected: [], givenUp: [] });
  expect(state.outage.trouble?.reason).toMatch(/Sekoia refused the intake key.*\(401\)/);
  expect(log.lines).toEqual([expect.stringMatching(/^error: Sekoia refused the intake key/)]);
  main.retire();
  await until("everything waits on disk", () => intake.returned.length === 100 && main.isIdle);
});

test("fewer ids are counted and told, and send nothing twice", async () => {
  simulator.setFault({ fault: { fewerIds: 3 }, requests: 2 });
  open({ maxEvents: 10, concurrency: 1 });
  intake.add(40);
  await intake.allSettled(40);
  expect(intake.counters).toMatchObject({ shipped: 40, unconfirmed: 6 });
  expect(simulator.stats().accepted).toBe(40);
  expect(intake.log.lines).toEqual([
    "warn: the intake accepted 10 events but gave only 7 event_ids",
  ]);
});

test("a 2xx that is not JSON settles nothing", async () => {
  const headers = { "Content-Type": "text/html" };
  simulator.setFault({ fault: { status: 200, headers, body: "<title>Blocked</title>" } });
  open({ maxEvents: 10 });
  intake.add(40);
  await until("it is told", () => intake.state.outage.trouble?.reason.includes("Blocked"));
  await until("it was tried again", () => intake.counters.failedAttempts >= 3);
  expect(intake).toMatchObject({ settled: 0, givenUp: [], suspected: [] });
  expect(intake.counters.shipped).toBe(0);
  simulator.clearFaults();
  intake.main.hurry();
  await intake.allSettled(40);
  expect(intake.counters.shipped).toBe(40);
});

test("an intake that is not wanted any more gets nothing again that fails", async () => {
  simulator.setFault({ fault: { status: 503 }, requests: 1 });
  const { main } = open();
  const fail = keepOutcomes();
  intake.add(3);
  main.flush();
  await until("it is under way", () => simulator.stats().requests === 1);
  main.retire();
  expect(main.hasRoom).toBe(false);
  fail();
  await until("all are given back", () => intake.returned.length === 3 && main.isIdle);
  expect(simulator.stats().requests).toBe(1);
});

test.each([400, 413])(
  "an intake that is not wanted any more gets no halves of what it refused with %i",
  async (status) => {
    const { main } = open();
    const answer = keepOutcomes();
    simulator.setFault({ fault: { status } });
    intake.add(4);
    main.flush();
    await until("it is under way", () => simulator.stats().requests === 1);
    main.retire();
    answer();
    await until("all are given back", () => intake.returned.length === 4 && main.isIdle);
    expect(simulator.stats().requests).toBe(1);
  },
);

test("what is under way when an intake is retired is settled once", async () => {
  const { main } = open();
  const answer = keepOutcomes();
  intake.add(4);
  main.flush();
  await until("it is under way", () => simulator.stats().accepted === 4);
  main.retire();
  answer();
  await until("it is settled", () => intake.settled === 4);
  expect(intake.returned).toEqual([]);
});

test("a reload after the end does no harm", async () => {
  const { main } = open();
  intake.add(1);
  await intake.allSettled(1);
  await main.close();
  main.giveBack();
  main.hurry();
  main.retire();
});

test("of very long events it holds few, and sends as many requests at once as of others", async () => {
  simulator.setFault({ fault: { hang: true } });
  const { main } = open({ text: () => "x".repeat(200_000) });
  let added = 0;
  for (; added < 1000 && main.hasRoom; added++) intake.add(1);
  // 4 MiB and the event that goes beyond; four requests of 8 MiB in flight and four that wait would be 320.
  expect(added).toBeGreaterThan(20);
  expect(added).toBeLessThanOrEqual(26);
  await simulator.waitFor({ requests: 4 });
});

test("a reload ends the wait that a Retry-After asked for, also when the events come back a moment later", async () => {
  simulator.setFault({ fault: { status: 503, headers: { "Retry-After": "300" } } });
  open();
  intake.add(1);
  intake.main.flush();
  await until("it failed", () => intake.counters.failedAttempts === 1);
  simulator.clearFaults();
  intake.main.giveBack();
  intake.main.hurry();
  await until("it was given back", () => intake.returned.length === 1 && intake.main.isIdle);
  intake.takeUp();
  intake.main.flush();
  await intake.allSettled(1);
});
