import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type feed, feedAll, lineFrom } from "../support/feed.js";
import { account } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { routeFor } from "../support/routed.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { createWorkplace, type Workplace } from "../support/workplace.js";

const KEYS = { up: "up0testkey0testkey0testkey0testk", down: "down0testkey0testkey0testkey0tes" };
const mayMount =
  process.getuid?.() === 0 &&
  spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

let up: SimulatorProcess;
let down: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  up = await startSimulatorProcess(["--key", KEYS.up]);
  down = await startSimulatorProcess(["--key", KEYS.down]);
  workplace = createWorkplace(up.url);
});

afterEach(async () => {
  await endHelpers();
  await Promise.all([up.stop(), down.stop()]);
  spawnSync("umount", ["-l", workplace.spoolDir]);
  workplace.remove();
});

test.skipIf(!mayMount)(
  "disk full with one of two routes down: the other gets all meanwhile, and the first once it is back",
  async () => {
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=60m,mode=700", "tmpfs", workplace.spoolDir]);
    workplace.configure({
      intake: "{}",
      routes: `[${routeFor(workplace, "up", "PCS-1", up.url, KEYS.up)}, ${routeFor(workplace, "down", "PCS-2", down.url, KEYS.down)}]`,
      spool: `{dir: "${workplace.spoolDir}", share: 100%}`,
    });
    await down.fault({ fault: { status: 503 } });
    const helper = startHelper(workplace);
    expect(await helper.answer()).toBe("OK");

    // One of each in turn, until lines are refused; a pair is never refused in part.
    const stored = { up: 0, down: 0 };
    let refused = 0;
    while (refused === 0) {
      const taken = await feedPairs(helper, stored, 50);
      refused = 100 - taken;
      if (stored.down > 400_000) throw new Error("the disk does not get full");
    }
    await up.waitForEvents(stored.up, 30_000);
    expect(account(up.events(), stored.up)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
    expect((await down.stats()).accepted).toBe(0);

    await down.clearFaults();
    await down.waitForEvents(stored.down, 30_000);
    expect(account(down.events(), stored.down)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
    // Lines are taken again, and shipped.
    const more = [lineFrom("PCS-1", stored.up), lineFrom("PCS-2", stored.down)];
    expect(await feedAll(helper, more)).toBe(2);
    await up.waitForEvents(stored.up + 1, 20_000);
    await down.waitForEvents(stored.down + 1, 20_000);
    helper.closeInput();
    expect(await helper.exited).toBe(0);
  },
);

/** Hands over so many pairs and counts in `stored` what was acknowledged. Returns how many lines that are. */
async function feedPairs(
  helper: Parameters<typeof feed>[0],
  stored: { up: number; down: number },
  pairs: number,
): Promise<number> {
  let taken = 0;
  let { up: nextUp, down: nextDown } = stored;
  const lines: string[] = [];
  for (let n = 0; n < pairs; n++) {
    lines.push(lineFrom("PCS-1", nextUp++), lineFrom("PCS-2", nextDown++));
  }
  helper.write(lines.join(""));
  // The first refusal is followed by refusals only, unless room is made meanwhile.
  let open = true;
  for (const [n] of lines.entries()) {
    const ok = (await helper.answer()) === "OK";
    if (ok && open) {
      taken++;
      if (n % 2 === 0) stored.up++;
      else stored.down++;
    } else if (ok) throw new Error("a line was taken after a refusal");
    else open = false;
  }
  return taken;
}
