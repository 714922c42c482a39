import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { feed, lineFrom } from "../support/feed.js";
import { account } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { routeFor } from "../support/routed.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const COUNT = 3000;
const ROUTE_KEY = "route0testkey0testkey0testkey000";
const REVOKED = "revoked0testkey0testkey0testkey0";

let alone: SimulatorProcess;
let routed: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  alone = await startSimulatorProcess(["--key", KEY]);
  routed = await startSimulatorProcess(["--key", ROUTE_KEY]);
  workplace = createWorkplace(alone.url);
});

afterEach(async () => {
  await endHelpers();
  await Promise.all([alone.stop(), routed.stop()]);
  workplace.remove();
});

const refusedKey = () =>
  until("the status tells of the key", () =>
    statuses(workplace).some(({ troubles }) =>
      troubles.some(({ reason }) => reason.includes("refused the intake key")),
    ),
  );

const configureAlone = (key: string) =>
  workplace.configure({ intake: `{url: "${alone.url}", key: ${key}}` });

const configureRoute = (key: string) =>
  workplace.configure({
    intake: "{}",
    routes: `[${routeFor(workplace, "only", "PCS-1", routed.url, key)}]`,
  });

test("what waits for an intake with a revoked key goes by the routes of the next HUP, and back", async () => {
  const lines = Array.from({ length: 2 * COUNT }, (_, n) => lineFrom("PCS-1", n));
  configureAlone(REVOKED);
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBe("OK");
  expect(await feed(helper, lines.slice(0, COUNT))).toEqual([]);
  await refusedKey();
  configureRoute(ROUTE_KEY);
  helper.signal("SIGHUP");
  await routed.waitForEvents(COUNT, 20_000);
  expect(account(routed.events(), COUNT)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  await until("no trouble is left", () =>
    statuses(workplace).every(({ troubles }) => troubles.length === 0),
  );

  // And back: the route's key is revoked, and the intake alone is to take what waits for it.
  configureRoute(REVOKED);
  helper.signal("SIGHUP");
  await until(
    "the configuration is read",
    () => readFileSync(workplace.logFile, "utf8").split("configuration read again").length === 3,
  );
  expect(await feed(helper, lines.slice(COUNT))).toEqual([]);
  await refusedKey();
  configureAlone(KEY);
  helper.signal("SIGHUP");
  await alone.waitForEvents(COUNT, 20_000);
  expect(account([...routed.events(), ...alone.events()], 2 * COUNT)).toEqual({
    lost: 0,
    duplicates: 0,
    strange: 0,
  });
  await until("no trouble is left", () =>
    statuses(workplace).every(({ troubles }) => troubles.length === 0),
  );
  helper.closeInput();
  expect(await helper.exited).toBe(0);
});
