import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compileFaultySync } from "../support/faulty-sync.js";
import { feed, lineFrom } from "../support/feed.js";
import { hasProgram } from "../support/has-program.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { routeFor } from "../support/routed.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { deadLetters, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

let up: SimulatorProcess;
let down: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  up = await startSimulatorProcess(["--key", KEY]);
  down = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(up.url);
});

afterEach(async () => {
  await endHelpers();
  await Promise.all([up.stop(), down.stop()]);
  workplace.remove();
});

test.skipIf(!hasProgram("cc"))(
  "what is moved and set aside is synced, with the directories made for it, before the cursor passes",
  async () => {
    workplace.configure({
      intake: "{}",
      routes: `[${routeFor(workplace, "up", "PCS-1", up.url, KEY)}, ${routeFor(workplace, "down", "PCS-2", down.url, KEY)}]`,
    });
    await down.fault({ fault: { status: 503 } });
    const log = join(workplace.dir, "syncs");
    const helper = startHelper(workplace, [], {
      LD_PRELOAD: compileFaultySync(workplace),
      SYNC_LOG: log,
    });
    expect(await helper.answer()).toBe("OK");
    const root = join(workplace.spoolDir, "journal");
    const own = join(root, readdirSync(root)[0] ?? "");
    const backlog = join(root, `${readdirSync(root)[0]}~1`);
    const letters = join(workplace.spoolDir, "dead-letters");
    const steps = () => readFileSync(log, "utf8").split("\n");
    const synced = `fdatasync ${join(own, "00000001.jsonl")}`;

    // Nothing waits at first, so that the cursor moves with what follows alone.
    expect(await feed(helper, [lineFrom("PCS-1", 0)])).toEqual([]);
    await up.waitForEvents(1);
    await until("the line is safe", () => steps().includes(synced));
    for (const dir of [own, root, workplace.spoolDir]) {
      await until(
        `${dir} is synced`,
        () => steps().includes(`fsync ${dir}`) || steps().includes(`fdatasync ${dir}`),
      );
    }
    const before = steps().length - 1;
    const later = () => steps().slice(before);
    const isSync = (path: string) => (step: string) =>
      step === `fsync ${path}` || step === `fdatasync ${path}`;
    expect(await feed(helper, [lineFrom("PCS-2", 1)])).toEqual([]);
    await until("it waits in its backlog", () =>
      statuses(workplace).some(({ parkedEvents }) => parkedEvents?.down === 1),
    );
    const passed = await until("the cursor passes it", () => {
      const at = later().indexOf(`cursor ${join(own, "cursor")}`);
      return at >= 0 && at;
    });
    for (const path of [join(backlog, "00000001.jsonl"), backlog, root]) {
      const at = later().findIndex(isSync(path));
      expect(at, `${path} in\n${later().join("\n")}`).toBeGreaterThanOrEqual(0);
      expect(at, path).toBeLessThan(passed);
    }

    const sofar = steps().length - 1;
    expect(
      await feed(helper, ['{"raw":"<134>id=firewall sn=0017C5 fw=192.0.2.1 m=537"}\n']),
    ).toEqual([]);
    await until("it is set aside", () => deadLetters(workplace).length === 1);
    const done = await until("the cursor passes it, too", () => {
      const at = steps()
        .slice(sofar)
        .indexOf(`cursor ${join(own, "cursor")}`);
      return at >= 0 && at;
    });
    const letter = steps()
      .slice(sofar)
      .filter(
        (step, at) =>
          at < done && step.startsWith("fdatasync") && dirname(step) === `fdatasync ${letters}`,
      );
    expect(letter).toHaveLength(1);
    for (const path of [letters, workplace.spoolDir]) {
      const at = steps().slice(sofar).findIndex(isSync(path));
      expect(at, path).toBeGreaterThanOrEqual(0);
      expect(at, path).toBeLessThan(done);
    }
  },
);
