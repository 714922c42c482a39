import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "../../src/simulator/faults.js";
import { feedSteadily, lineFrom } from "../support/feed.js";
import { account, numbersOf } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { routeFor } from "../support/routed.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { deadLetters, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

/** About 11 MiB of lines: nearly three times what the spool may hold. */
const COUNT = 24_000;
const PER_SECOND = 4000;
/** Early, so that it stands before nearly everything. */
const CULPRIT = 500;
const OTHER_KEY = "other0testkey0testkey0testkey000";

let intake: SimulatorProcess;
let other: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  other = await startSimulatorProcess(["--key", OTHER_KEY]);
  workplace = createWorkplace(intake.url);
});

afterEach(async () => {
  await endHelpers();
  await Promise.all([intake.stop(), other.stop()]);
  workplace.remove();
});

const spool = () => `{dir: "${workplace.spoolDir}", max_bytes: 4MiB}`;

function configureRoutes(sections: Record<string, string> = {}): void {
  workplace.configure({
    intake: "{}",
    routes: `[${routeFor(workplace, "here", "PCS-1", intake.url, KEY)}, ${routeFor(workplace, "there", "PCS-2", other.url, OTHER_KEY)}]`,
    spool: spool(),
    ...sections,
  });
}

function lines(routed: boolean): string[] {
  return Array.from({ length: COUNT }, (_, n) => {
    const vpn = routed && n % 2 === 1 ? "PCS-2" : "PCS-1";
    return lineFrom(vpn, n, n === CULPRIT ? "culprit" : undefined);
  });
}

const ANSWERS: readonly [string, Fault][] = [
  ["503", { status: 503 }],
  ["403", { status: 403 }],
  ["503 with Retry-After: 30", { status: 503, headers: { "Retry-After": "30" } }],
];

describe.each([
  ["alone", false],
  ["with routes", true],
])("an intake %s", (_, routed) => {
  test.each(ANSWERS)("that answers one event %s for ever gets all others", async (_, fault) => {
    if (routed) configureRoutes();
    else workplace.configure({ spool: spool() });
    await intake.fault({ fault, match: { containing: "culprit" } });
    const helper = startHelper(workplace);
    expect(await helper.answer()).toBe("OK");
    expect(await feedSteadily(helper, lines(routed), PER_SECOND)).toEqual([]);

    const expected = routed ? COUNT / 2 : COUNT;
    await intake.waitForEvents(expected - 1, 20_000);
    if (routed) await other.waitForEvents(COUNT / 2, 20_000);
    const arrived = () => [...intake.events(), ...other.events()];
    expect(account(arrived(), COUNT)).toEqual({ lost: 1, duplicates: 0, strange: 0 });
    expect(numbersOf(arrived())).not.toContain(CULPRIT);
    await until("the culprit is told to wait", () =>
      statuses(workplace).some(({ parkedEvents = {} }) =>
        Object.entries(parkedEvents).some(([name, n]) => name.endsWith("(suspects)") && n === 1),
      ),
    );
    expect(deadLetters(workplace)).toEqual([]);

    // It arrives as soon as the intake takes it.
    await intake.clearFaults();
    helper.signal("SIGHUP");
    await intake.waitForEvents(expected, 20_000);
    expect(account(arrived(), COUNT)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
    helper.closeInput();
    expect(await helper.exited).toBe(0);
  });
});

test("an event that fails alone for delivery.give_up becomes a letter with the answer", async () => {
  configureRoutes({ delivery: "{give_up: 2s}" });
  const body = "upstream closed";
  await intake.fault({ fault: { status: 503, body }, match: { containing: "culprit" } });
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBe("OK");
  const refusals = await feedSteadily(helper, lines(true).slice(0, 6000), 1000);
  expect(refusals).toEqual([]);
  const letter = await until("there is a letter", () => deadLetters(workplace).at(0), 20_000);
  expect(letter).toMatchObject({
    reason: "undeliverable",
    status: 503,
    answer: body,
    route: "here",
  });
  expect(letter.event).toContain(`sessionID="${CULPRIT}"`);
  await intake.waitForEvents(2999, 20_000);
  await other.waitForEvents(3000, 20_000);
  expect(deadLetters(workplace)).toHaveLength(1);
  helper.closeInput();
  expect(await helper.exited).toBe(0);
});
