import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compileFaultySync } from "../support/faulty-sync.js";
import { feed, lineFrom } from "../support/feed.js";
import { hasProgram } from "../support/has-program.js";
import { numbersOf } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const COUNT = 2000;

let intake: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url, {});
});

afterEach(async () => {
  await endHelpers();
  await intake.stop();
  workplace.remove();
});

test.skipIf(!hasProgram("cc"))(
  "fdatasync fails once with EIO: what was acknowledged survives although the segment's bytes are gone",
  async () => {
    await intake.fault({ fault: { status: 503 } });
    const failOnce = join(workplace.dir, "fail-once");
    const helper = startHelper(workplace, [], {
      LD_PRELOAD: compileFaultySync(workplace),
      SYNC_FAIL_ONCE: failOnce,
    });
    expect(await helper.answer()).toBe("OK");
    const lines = Array.from({ length: COUNT }, (_, n) => lineFrom("PCS-1", n));
    expect(await feed(helper, lines.slice(0, COUNT / 2))).toEqual([]);
    writeFileSync(failOnce, "");
    expect(await feed(helper, lines.slice(COUNT / 2))).toEqual([]);
    await until("fdatasync has failed", () => !existsSync(failOnce));
    const root = join(workplace.spoolDir, "journal");
    const own = readdirSync(root).find((name) => !name.includes("~")) ?? "";
    const unsafe = join(root, own, "00000001.jsonl");
    await until("what was in it is copied", () =>
      readdirSync(root)
        .filter((name) => name.includes("~"))
        .some((name) => {
          const copy = join(root, name, "00000001.jsonl");
          return existsSync(copy) && readFileSync(copy).equals(readFileSync(unsafe));
        }),
    );
    // What comes now goes elsewhere.
    expect(await feed(helper, [lineFrom("PCS-1", COUNT)])).toEqual([]);
    await until("there is a new segment", () => existsSync(join(root, own, "00000002.jsonl")));
    helper.signal("SIGKILL");
    await helper.exited;

    // The kernel's pages never reached the disk.
    truncateSync(unsafe);
    await intake.clearFaults();
    const next = startHelper(workplace);
    expect(await next.answer()).toBe("OK");
    await intake.waitForEvents(COUNT + 1, 30_000);
    expect(new Set(numbersOf(intake.events()))).toEqual(
      new Set(Array.from({ length: COUNT + 1 }, (_, n) => n)),
    );
    next.closeInput();
    expect(await next.exited).toBe(0);
    expect(readdirSync(root)).toEqual([]);
  },
);
