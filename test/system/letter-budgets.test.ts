import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { feed, lineFrom } from "../support/feed.js";
import { numbersOf } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { deadLetters, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const MIB = 2 ** 20;
const REFUSED = 500;
/** About 450 bytes each as a letter: nine times what the sorted-out may take. */
const FOREIGN = 20_000;

let intake: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url, {
    dead_letters: "{max_bytes: 1MiB, sorted_out_max_bytes: 1MiB}",
  });
});

afterEach(async () => {
  await endHelpers();
  await intake.stop();
  workplace.remove();
});

/** Another vendor's record, as long as ours. */
function foreignLine(n: number): string {
  const record = `id=firewall sn=0017C5000000 time="2026-11-24 10:00:00" fw=192.0.2.1 pri=6 c=1024 m=537 msg="Connection Closed ${n} ${"x".repeat(200)}"`;
  return `${JSON.stringify({ raw: `<134>${record}` })}\n`;
}

test("two workers, one with far more foreign records than may be kept: no refused letter goes", async () => {
  await intake.fault({ fault: { status: 400 }, match: { containing: "not understood" } });
  const [one, two] = [startHelper(workplace), startHelper(workplace)];
  expect([await one.answer(), await two.answer()]).toEqual(["OK", "OK"]);
  // One refused event among good ones, for each of both.
  const lines = Array.from({ length: 2 * REFUSED }, (_, n) =>
    lineFrom("PCS-1", n, n % 2 === 0 ? "not understood" : undefined),
  );
  await Promise.all([feed(one, lines.slice(0, REFUSED)), feed(two, lines.slice(REFUSED))]);
  const foreign = Array.from({ length: FOREIGN }, (_, n) => foreignLine(n));
  expect(await feed(two, foreign)).toEqual([]);
  await intake.waitForEvents(REFUSED);
  const refused = () => deadLetters(workplace).filter(({ reason }) => reason === "refused");
  await until("the refused are set aside", () => refused().length === REFUSED);
  const evicted = await until("foreign ones had to go, and are counted", () => {
    const counters = statuses(workplace).map((status) => status.counters);
    const setAside = counters.reduce((sum, counts) => sum + counts.setAside, 0);
    return (
      setAside === REFUSED + FOREIGN &&
      counters.reduce((sum, { deadLettersEvicted }) => sum + deadLettersEvicted, 0)
    );
  });
  const left = deadLetters(workplace).filter(({ reason }) => reason === "foreign");
  expect(left.length + evicted).toBe(FOREIGN);
  const dir = join(workplace.spoolDir, "dead-letters");
  const bytes = readdirSync(dir)
    .filter((name) => name.includes("-sorted-out-"))
    .reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
  // The file being written may come on top.
  expect(bytes).toBeLessThan(1.5 * MIB);
  expect(new Set(numbersOf(refused()))).toEqual(
    new Set(Array.from({ length: REFUSED }, (_, n) => 2 * n)),
  );
});
