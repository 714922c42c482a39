import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { KEY, OneIntake, type OneIntakeSettings } from "../../support/one-intake.js";
import { until } from "../../support/until.js";

let simulator: Simulator;
let intake: OneIntake;

beforeEach(async () => {
  simulator = await startSimulator({ keys: [KEY] });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await intake.close();
  await simulator.close();
});

function open(settings: OneIntakeSettings = {}): OneIntake {
  intake = new OneIntake(simulator.url, settings);
  return intake;
}

async function untilArrived(count: number): Promise<void> {
  await until(`${count} events have arrived`, () => {
    intake.takeUp();
    return intake.counters.shipped === count;
  });
}

test.each([400, 422, 413])("%i for one in a thousand sets aside that one alone", async (status) => {
  simulator.setFault({ fault: { status, body: "no" }, match: { containing: "event 617;" } });
  open();
  intake.add(1000);
  await intake.allSettled(1000);
  expect(intake.givenUp).toMatchObject([
    {
      reason: status === 413 ? "too-large" : "refused",
      message: "event 617;",
      failure: { status, excerpt: "no" },
    },
  ]);
  expect(intake.counters.shipped).toBe(999);
  const { accepted, requests, byStatus } = simulator.stats();
  expect(accepted).toBe(999);
  // Ten halvings isolate one of a thousand: eleven refusals, one more when it changes hands, and at most one other
  // half each to accept.
  expect(byStatus[status]).toBeLessThanOrEqual(12);
  expect(requests).toBeLessThanOrEqual(22);
});

test("a refused event holds up nothing: other batches go on meanwhile", async () => {
  simulator.setFault({ fault: { status: 400 }, match: { containing: "event 5;" } });
  const { state } = open({ maxEvents: 100 });
  intake.add(1000);
  await intake.allSettled(1000);
  expect(intake.counters.shipped).toBe(999);
  expect(intake.givenUp).toHaveLength(1);
  expect(state.outage.trouble).toBeUndefined();
});

test("more than twenty refusals with accepted ones between do not stop anything", async () => {
  simulator.setFault({ fault: { status: 400 }, match: { containing: "0;" } });
  const { state } = open({ maxEvents: 100 });
  intake.add(500);
  await intake.allSettled(500);
  expect(intake.givenUp).toHaveLength(50);
  expect(intake.counters.shipped).toBe(450);
  expect(state.evidence.blamesIntake).toBe(false);
  expect(state.outage.trouble).toBeUndefined();
});

test("an intake that refuses everything does not turn everything into dead letters", async () => {
  simulator.setFault({ fault: { status: 400 } });
  const { state } = open({ maxEvents: 100 });
  intake.add(500);
  await until("it is told", () => {
    intake.takeUp();
    if (state.evidence.blamesIntake && intake.main.isIdle) intake.add(1);
    return state.outage.trouble?.reason.startsWith("the intake takes no event at all");
  });
  expect(intake.givenUp).toHaveLength(20);
  simulator.clearFaults();
  intake.slow.hurry();
  await until("the others arrive", () => {
    intake.takeUp();
    intake.slow.hurry();
    return intake.main.isIdle && intake.slow.isIdle && intake.counters.shipped >= 480;
  });
  expect(intake.givenUp).toHaveLength(20);
});

test.each([503, 403])(
  "%i for one event: its neighbours arrive, and it is tried on",
  async (status) => {
    simulator.setFault({ fault: { status }, match: { containing: "event 617;" } });
    open({ maxEvents: 100 });
    intake.add(1000);
    await untilArrived(999);
    const { requests } = simulator.stats();
    await until("it is tried again", () => simulator.stats().requests > requests);
    expect(intake).toMatchObject({ settled: 617, givenUp: [] });
    simulator.clearFaults();
    await intake.allSettled(1000);
  },
);

test("Retry-After given for an event alone slows that one alone", async () => {
  // Nobody lives to see the end of it.
  const headers = { "Retry-After": "86400" };
  simulator.setFault({ fault: { status: 503, headers }, match: { containing: "event 617;" } });
  simulator.setFault({ fault: { status: 500 }, match: { containing: "event 318;" } });
  const { slow } = open({ maxEvents: 100 });
  intake.add(1000);
  /** Waits while the stream goes on, an event now and then. */
  const untilMeanwhile = (what: string, look: () => boolean) =>
    until(what, () => {
      if (look()) return true;
      if (intake.main.isIdle) intake.add(1);
      intake.takeUp();
      return false;
    });
  await untilMeanwhile("all but two arrive", () => {
    // Idle: both were tried alone, and wait for their next turn.
    const arrived = intake.added > 1000 && intake.counters.shipped === intake.added - 2;
    return arrived && slow.isIdle;
  });
  const failures = (status: number) => simulator.stats().byStatus[status] ?? 0;
  const before = { 503: failures(503), 500: failures(500) };
  await untilMeanwhile("the other one is tried again", () => {
    return failures(500) > before[500];
  });
  expect(failures(503)).toBe(before[503]);
  simulator.clearFaults();
  await untilMeanwhile("all but the slow one arrive", () => {
    return intake.counters.shipped === intake.added - 1;
  });
  expect(intake.settled).toBe(617);
  slow.hurry();
  await intake.allSettled(intake.added);
});

test("an event that fails alone for too long is given up, and its time goes on over a restart", async () => {
  simulator.setFault({ fault: { status: 503, body: "no" }, match: { containing: "event 2;" } });
  open({ giveUpMs: 3_600_000 });
  intake.add(2);
  await intake.allSettled(2);
  intake.heldSince.set(2, Date.now() - 3_600_000);
  intake.heldSince.set(3, Date.now() - 1_800_000);
  simulator.setFault({ fault: { status: 503 }, match: { containing: "event 3;" } });
  intake.addSuspects(2);
  await until("the older one is given up", () => {
    // Others get through meanwhile.
    if (intake.main.isIdle) intake.add(1);
    intake.main.flush();
    return intake.givenUp.length === 1;
  });
  expect(intake.givenUp).toMatchObject([
    { reason: "undeliverable", message: "event 2;", failure: { status: 503, excerpt: "no" } },
  ]);
  expect(intake.settled).toBe(3);
});

test("while the intake takes nothing at all, no suspect is blamed for it", async () => {
  simulator.setFault({ fault: { status: 503 } });
  const { slow } = open({ giveUpMs: 0 });
  intake.addSuspects(20);
  await until("it failed", () => intake.counters.failedAttempts === 1);
  await until("it failed again", () => {
    slow.hurry();
    return intake.counters.failedAttempts >= 2;
  });
  expect(intake.givenUp).toEqual([]);
  simulator.clearFaults();
  slow.hurry();
  await intake.allSettled(20);
  // Nothing was halved.
  expect(simulator.stats().byStatus[200]).toBe(1);
});

test("an event that cannot be written to the dead letters stays, and is written later", async () => {
  simulator.setFault({ fault: { status: 400 }, match: { containing: "event 1;" } });
  const { slow } = open();
  intake.lettersCanBeWritten = false;
  intake.add(3);
  await untilArrived(2);
  await until("it waits", () => slow.isIdle);
  expect(intake.settled).toBe(1);
  intake.lettersCanBeWritten = true;
  slow.hurry();
  await intake.allSettled(3);
  expect(intake.givenUp).toHaveLength(1);
});

test("of events that fail alone it holds few; the others wait on disk", async () => {
  simulator.setFault({ fault: { status: 503 }, match: { containing: "bad" } });
  const text = (n: number) => (n === 0 || n > 10 ? "good" : `bad ${"x".repeat(50_000)}`);
  const { slow } = open({ text });
  intake.add(1);
  await intake.allSettled(1);
  intake.addSuspects(10);
  await until("some are given back", () => {
    // Others get through meanwhile.
    if (intake.main.isIdle) intake.add(1);
    intake.main.flush();
    return intake.suspected.length > 0 && slow.isIdle;
  });
  expect(slow.heldBytes).toBeLessThanOrEqual(256 * 1024);
  expect(slow.hasRoomForReturned).toBe(false);
});

test("an intake that is not wanted any more gets its suspects back, in flight or not", async () => {
  simulator.setFault({ fault: { status: 503 } });
  const { slow } = open();
  intake.addSuspects(20);
  slow.retire();
  await until("all are given back", () => intake.suspected.length === 20);
  expect(slow.hasRoom).toBe(false);
  expect(intake.settled).toBe(0);
});
