import { cpSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { totalsOf } from "../../src/status/totals.js";
import { numbersOf } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { startReplay } from "../support/replay.js";
import { routeFor } from "../support/routed.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { deadLetters } from "../support/spool.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

/** See its README.md. */
const FIXTURE = resolve(import.meta.dirname, "../fixtures/spool-0.1.0");
const REASONS = ["unrouted", "too-large", "refused", "foreign", "standard", "unknown", "empty"];

let up: SimulatorProcess;
let down: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  up = await startSimulatorProcess(["--key", KEY]);
  down = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(up.url);
  for (const room of ["journal", "dead-letters", "status"]) {
    cpSync(join(FIXTURE, room), join(workplace.spoolDir, room), { recursive: true });
  }
  workplace.configure({
    intake: `{url: "${up.url}", key: ${KEY}}`,
    routes: `[${routeFor(workplace, "up", "PCS-1", up.url, KEY)}, ${routeFor(workplace, "down", "PCS-2", down.url, KEY)}]`,
  });
});

afterEach(async () => {
  await endHelpers();
  await Promise.all([up.stop(), down.stop()]);
  workplace.remove();
});

const sorted = (intake: SimulatorProcess) => numbersOf(intake.events()).sort((a, b) => a - b);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

test("a spool of 0.1.0: what waits is shipped once, the letters stay, and the counts go on", async () => {
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBe("OK");
  await up.waitForEvents(50);
  await down.waitForEvents(60);
  helper.closeInput();
  expect(await helper.exited).toBe(0);
  expect(sorted(up)).toEqual(range(200, 250));
  expect(sorted(down)).toEqual(range(100, 160));
  expect(readdirSync(join(workplace.spoolDir, "journal"))).toEqual([]);
  expect(deadLetters(workplace).map(({ reason }) => reason)).toEqual(REASONS);
  const { received, counters, parkedEvents } = totalsOf(workplace.spoolDir);
  expect(received).toBe(177);
  expect(counters).toMatchObject({ shipped: 170, setAside: 7 });
  expect(parkedEvents).toEqual({});
});

test("letters of 0.1.0 are sent again, each of every reason that replay is asked for", async () => {
  const reasons = REASONS.filter((reason) => reason !== "empty");
  const { code, stdout, stderr } = await startReplay(
    workplace,
    ...reasons.flatMap((reason) => ["--reason", reason]),
  ).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^6 of 6 dead letters shipped/);
  expect(sorted(up).filter((n) => !Number.isNaN(n))).toEqual([300, 301, 302]);
  expect(deadLetters(workplace).map(({ reason }) => reason)).toContain("empty");
});
