import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { feed, lineFrom } from "../support/feed.js";
import { hasProgram } from "../support/has-program.js";
import { account } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { openDescriptors, peakMemory } from "../support/process-figures.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const JOURNALS = 2000;
const LINES_EACH = 10;
const OWN = 100;

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

test.skipIf(!hasProgram("prlimit"))(
  "2,000 journals of dead instances: new lines go at once, and all are drained within bounds",
  async () => {
    const root = join(workplace.spoolDir, "journal");
    for (let journal = 0; journal < JOURNALS; journal++) {
      // Of another boot, so their owners are dead.
      const dir = join(root, `${1000 + journal}-12345-deadbeef`);
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      const first = OWN + journal * LINES_EACH;
      const lines = Array.from({ length: LINES_EACH }, (_, n) => lineFrom("PCS-1", first + n));
      writeFileSync(join(dir, "00000001.jsonl"), lines.join(""), { mode: 0o600 });
    }
    const helper = startHelper(workplace);
    execFileSync("prlimit", ["--pid", String(helper.pid), "--nofile=1024:1024"]);
    expect(await helper.answer()).toBe("OK");
    const own = Array.from({ length: OWN }, (_, n) => lineFrom("PCS-1", n));
    expect(await feed(helper, own)).toEqual([]);
    await until("the new lines have arrived", () => account(intake.events(), OWN).lost === 0);
    // Long before the old ones: most of those still wait.
    expect(intake.events().length).toBeLessThan((JOURNALS * LINES_EACH) / 2);

    let descriptors = 0;
    const count = OWN + JOURNALS * LINES_EACH;
    await until("all have arrived", async () => {
      descriptors = Math.max(descriptors, openDescriptors(helper.pid));
      return (await intake.stats()).accepted >= count;
    });
    expect(account(intake.events(), count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
    expect(descriptors).toBeLessThan(200);
    expect(peakMemory(helper.pid)).toBeLessThan(160);
    await until("only our own journal is left", () => readdirSync(root).length === 1);
    helper.closeInput();
    expect(await helper.exited).toBe(0);
    expect(readdirSync(root)).toEqual([]);
  },
);
