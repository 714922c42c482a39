import { afterEach, beforeEach, expect, test } from "vitest";
import { compileFaultySync } from "../support/faulty-sync.js";
import { feedSteadily, lineFrom } from "../support/feed.js";
import { hasProgram } from "../support/has-program.js";
import { numbersOf } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { routeFor } from "../support/routed.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const SECONDS = 12;
const PER_SECOND = 500;
const MAX_WAIT_MS = 1000;

let quiet: SimulatorProcess;
let dead: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  quiet = await startSimulatorProcess(["--key", KEY]);
  dead = await startSimulatorProcess();
  workplace = createWorkplace(quiet.url);
});

afterEach(async () => {
  await endHelpers();
  await Promise.all([quiet.stop(), dead.stop()]);
  workplace.remove();
});

test.skipIf(!hasProgram("cc")).each([
  { syncMs: 20, deadRoutes: 1, mostMs: MAX_WAIT_MS + 2000 },
  { syncMs: 5, deadRoutes: 10, mostMs: MAX_WAIT_MS + 2000 },
  { syncMs: 3000, deadRoutes: 1, mostMs: 10_000 },
])(
  "$deadRoutes dead beside a quiet intake, $syncMs ms for each fsync: its events are no older than $mostMs ms",
  async ({ syncMs, deadRoutes, mostMs }) => {
    const routes = Array.from({ length: deadRoutes }, (_, n) =>
      routeFor(workplace, `dead${n}`, `DEAD-${n}`, dead.url, KEY),
    );
    routes.push(routeFor(workplace, "quiet", "QUIET", quiet.url, KEY));
    workplace.configure({
      intake: "{}",
      routes: `[${routes.join(", ")}]`,
      batch: `{max_wait: ${MAX_WAIT_MS}ms}`,
    });
    await dead.fault({ fault: { status: 503 } });
    const helper = startHelper(workplace, [], {
      LD_PRELOAD: compileFaultySync(workplace),
      SYNC_DELAY_MS: String(syncMs),
    });
    expect(await helper.answer()).toBe("OK");

    const handedOver: number[] = [];
    let n = 0;
    for (let second = 0; second < SECONDS; second++) {
      handedOver.push(Date.now());
      const lines = [lineFrom("QUIET", second)];
      for (; lines.length < PER_SECOND; n++) lines.push(lineFrom(`DEAD-${n % deadRoutes}`, n));
      expect(await feedSteadily(helper, lines, PER_SECOND)).toEqual([]);
    }
    await quiet.waitForEvents(SECONDS, 30_000);
    const events = quiet.events();
    const numbers = numbersOf(events);
    expect([...numbers].sort((a, b) => a - b)).toEqual(handedOver.map((_, second) => second));
    const ages = events.map(
      ({ at }, index) => Date.parse(at) - (handedOver[numbers[index] ?? 0] ?? 0),
    );
    expect(Math.max(...ages), `ages ${ages.join(", ")}`).toBeLessThan(mostMs);
    expect((await dead.stats()).accepted).toBe(0);
  },
);
