import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DeadLetters } from "../../../src/dead-letters/dead-letters.js";
import type { DeadLetter } from "../../../src/dead-letters/letter.js";
import { LetterSender } from "../../../src/delivery/letter-sender.js";
import { IntakeClient } from "../../../src/sekoia/client.js";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { noCounts } from "../../../src/status/counters.js";
import { keptLog } from "../../support/log.js";
import { KEY } from "../../support/one-intake.js";
import { deadLetters } from "../../support/spool.js";
import { temporaryDir } from "../../support/temporary.js";
import { until } from "../../support/until.js";
import type { Workplace } from "../../support/workplace.js";

const MIB = 2 ** 20;

let simulator: Simulator;
let sender: LetterSender;
let spool: string;
let settled: number[];
let counters: ReturnType<typeof noCounts>;

beforeEach(async () => {
  simulator = await startSimulator({ keys: [KEY] });
});

afterEach(async () => {
  await sender.close();
  await simulator.close();
});

function open(maxEvents = 100): void {
  spool = temporaryDir();
  settled = [];
  counters = noCounts();
  const limits = { refused: 100 * MIB, sortedOut: 100 * MIB };
  const store = new DeadLetters(spool, "1-1-00000000", limits, () => {});
  const client = new IntakeClient({
    url: simulator.url,
    key: KEY,
    timeoutMs: 300_000,
    connections: 2,
  });
  const settings = { maxEvents, maxBytes: 8 * MIB, maxWaitMs: 3_600_000 };
  sender = new LetterSender(client, settings, store, counters, "paris", keptLog().log);
}

function add(count: number): void {
  for (let n = 0; n < count; n++) {
    const letter: DeadLetter = {
      time: "2026-11-24T10:00:00Z",
      reason: "refused",
      detail: "why",
      source: `device ${n}`,
      timestamp: "2026-11-24T10:00:00+01:00",
      event: `event ${n};`,
    };
    sender.add(letter, () => settled.push(n));
  }
  sender.flush();
}

const written = () => deadLetters({ spoolDir: spool } as Workplace);

test("what is refused again becomes a letter again, and the others arrive", async () => {
  simulator.setFault({ fault: { status: 400, body: "no" }, match: { containing: "event 61;" } });
  simulator.setFault({ fault: { status: 413 }, match: { containing: "event 17;" } });
  open();
  add(100);
  await until("all are settled", () => sender.isIdle && settled.length === 100);
  const { reason, time, ...again } = written().find(({ event }) => event === "event 61;") ?? {};
  expect(reason).toBe("refused");
  expect(Date.parse(time ?? "")).toBeGreaterThan(Date.parse("2026-11-24T10:00:00Z"));
  expect(again).toEqual({
    detail: "the intake did not understand the event (400)",
    status: 400,
    answer: "no",
    route: "paris",
    source: "device 61",
    timestamp: "2026-11-24T10:00:00+01:00",
    event: "event 61;",
  });
  expect(written().find(({ event }) => event === "event 17;")?.reason).toBe("too-large");
  expect(written()).toHaveLength(2);
  expect(counters).toMatchObject({ shipped: 98, setAside: 2 });
});

test("one letter that always fails keeps the others from nothing", async () => {
  simulator.setFault({ fault: { status: 503 }, match: { containing: "event 3;" } });
  open(10);
  add(30);
  await until("the other batches are in", () => counters.shipped >= 20);
  simulator.clearFaults();
  await until("all are settled", () => sender.isIdle && settled.length === 30);
});

test("letters wait in memory while the intake is down, and are sent once", async () => {
  simulator.setFault({ fault: { status: 503 } });
  open(10);
  add(30);
  await until("it is told", () => sender.trouble !== undefined);
  await until("it was tried again", () => counters.failedAttempts >= 2);
  expect(settled).toEqual([]);
  simulator.clearFaults();
  await until("all are settled", () => sender.isIdle && settled.length === 30);
  expect(simulator.stats().accepted).toBe(30);
  expect(sender.trouble).toBeUndefined();
});

test("what cannot be written again is not settled, and the failure is told", async () => {
  simulator.setFault({ fault: { status: 400 }, match: { containing: "event 1;" } });
  open();
  writeFileSync(join(spool, "dead-letters"), "in the way");
  add(3);
  await until("it is told", () => sender.failure !== undefined && sender.isIdle);
  expect(sender.failure?.message).toMatch(/the dead letters in .* cannot be written/);
  expect(settled.toSorted()).toEqual([0, 2]);
});
