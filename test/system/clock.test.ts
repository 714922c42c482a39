import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hasProgram } from "../support/has-program.js";
import { handedLine } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const SOURCE = resolve(import.meta.dirname, "../support/stepped-clock.c");
const DAY = 86_400;

let intake: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url);
});

afterEach(async () => {
  await endHelpers();
  await intake.stop();
  workplace.remove();
});

test.skipIf(!hasProgram("cc")).each([
  ["back", -DAY],
  ["on", DAY],
])("the clock is set a day %s while events wait: they are sent no later", async (_, seconds) => {
  workplace.configure({ batch: "{max_events: 10, max_wait: 500ms}" });
  const library = join(workplace.dir, "stepped-clock.so");
  const compiled = spawnSync("cc", ["-shared", "-fPIC", "-o", library, SOURCE, "-ldl"]);
  expect(String(compiled.stderr)).toBe("");
  const step = join(workplace.dir, "step");
  writeFileSync(step, "0");
  await intake.fault({ fault: { status: 503 } });
  const helper = startHelper(workplace, [], { LD_PRELOAD: library, CLOCK_STEP: step });
  const store = async (n: number) => {
    helper.write(handedLine(n));
    expect(await helper.answer()).toBe("OK");
  };
  expect(await helper.answer()).toBe("OK");

  // One event waits between two attempts, another for its batch to be complete.
  await store(0);
  await until("an attempt has failed", () => statuses(workplace)[0]?.troubles.length === 1);
  await store(1);
  writeFileSync(step, String(seconds));
  await intake.clearFaults();
  await intake.waitForEvents(2);
  await store(2);
  await intake.waitForEvents(3);

  const set = Date.now() + seconds * 1000;
  await until("the status says so, by the clock as it is now", () => {
    const [{ counters, updated } = {}] = statuses(workplace);
    return counters?.shipped === 3 && Math.abs(Date.parse(updated ?? "") - set) < (DAY / 2) * 1000;
  });
  const { minute, quarterHour } = statuses(workplace)[0]?.shippedPerSecond ?? {};
  expect(minute).toBeGreaterThan(0);
  expect(quarterHour).toBeGreaterThan(0);
  helper.closeInput();
  expect(await helper.exited).toBe(0);
});
