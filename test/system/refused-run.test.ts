import { afterEach, beforeEach, expect, test } from "vitest";
import { feed, lineFrom } from "../support/feed.js";
import { account, numbersOf } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { deadLetters, journalLines } from "../support/spool.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const BAD = 10_000;
const GOOD = 20_000;

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

test("10,000 refused events in a row hold up 20,000 good ones for less than 30 s, and are kept", async () => {
  await intake.fault({ fault: { status: 400 }, match: { containing: "not understood" } });
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBe("OK");
  const line = (n: number) => lineFrom("PCS-1", n, n < BAD ? "not understood" : undefined);
  const lines = Array.from({ length: BAD + GOOD }, (_, n) => line(n));
  expect(await feed(helper, lines)).toEqual([]);
  await intake.waitForEvents(GOOD, 30_000);
  helper.signal("SIGKILL");
  await helper.exited;
  expect(account(intake.events(), BAD + GOOD)).toEqual({ lost: BAD, duplicates: 0, strange: 0 });

  // In the dead letters, or waiting for that.
  const waiting = journalLines(workplace).map((text) => ({
    event: (JSON.parse(text) as { raw: string }).raw,
  }));
  const kept = new Set(numbersOf([...deadLetters(workplace), ...waiting]).filter((n) => n < BAD));
  expect(kept.size).toBe(BAD);
});
