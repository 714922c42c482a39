import { afterEach, beforeEach, expect, test } from "vitest";
import { feed, lineFrom } from "../support/feed.js";
import { account } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { deadLetters, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const COUNT = 5000;

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

test("while a proxy answers with its block page nothing counts as shipped; afterwards all arrives", async () => {
  await intake.fault({
    fault: {
      status: 200,
      headers: { "Content-Type": "text/html", Server: "squid/6.6", Via: "1.1 gate" },
      body: "<html><head><title>Access denied</title></head><body>Ask the desk.</body></html>",
    },
  });
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBe("OK");
  const lines = Array.from({ length: COUNT }, (_, n) => lineFrom("PCS-1", n));
  expect(await feed(helper, lines)).toEqual([]);
  await intake.waitForRequests(3);
  const reason = await until("the status says why", () =>
    statuses(workplace)
      .flatMap(({ troubles }) => troubles)
      .map((trouble) => trouble.reason)
      .at(0),
  );
  expect(reason).toContain('page "Access denied", Server: squid/6.6, Via: 1.1 gate');
  expect(statuses(workplace).map(({ counters }) => counters.shipped)).toEqual([0]);
  expect(deadLetters(workplace)).toEqual([]);

  await intake.clearFaults();
  await intake.waitForEvents(COUNT);
  expect(account(intake.events(), COUNT)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  await until("the status is well again", () =>
    statuses(workplace).every(
      ({ troubles, counters }) => troubles.length === 0 && counters.shipped === COUNT,
    ),
  );
  helper.closeInput();
  expect(await helper.exited).toBe(0);
});
