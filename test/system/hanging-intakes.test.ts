import { afterEach, beforeEach, expect, test } from "vitest";
import { feed, lineFrom } from "../support/feed.js";
import { account } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { routeFor } from "../support/routed.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const HANGING = 8;
const ROUNDS = 80;
/** Far less than http.timeout, after which the hanging ones are known to be down. */
const MOST_MS = 12_000;

let well: SimulatorProcess;
let hanging: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  well = await startSimulatorProcess(["--key", KEY]);
  hanging = await startSimulatorProcess();
  workplace = createWorkplace(well.url);
});

afterEach(async () => {
  await endHelpers();
  await Promise.all([well.stop(), hanging.stop()]);
  workplace.remove();
});

test("intakes that never answer, with more waiting than memory holds: another gets all meanwhile", async () => {
  const routes = Array.from({ length: HANGING }, (_, n) =>
    routeFor(workplace, `hanging${n}`, `HANGING-${n}`, hanging.url, KEY),
  );
  routes.push(routeFor(workplace, "well", "WELL", well.url, KEY));
  workplace.configure({
    intake: "{}",
    routes: `[${routes.join(", ")}]`,
    batch: "{max_wait: 5s}",
    http: "{timeout: 60s}",
  });
  await hanging.fault({ fault: { hang: true } });
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBe("OK");
  for (let round = 0; round < ROUNDS; round++) {
    const lines = [lineFrom("WELL", round)];
    for (let n = 0; n < 999; n++) lines.push(lineFrom(`HANGING-${n % HANGING}`, n));
    expect(await feed(helper, lines)).toEqual([]);
  }
  await well.waitForEvents(ROUNDS, MOST_MS);
  expect(account(well.events(), ROUNDS)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});
