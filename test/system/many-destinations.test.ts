import { afterEach, beforeEach, expect, test } from "vitest";
import { feed, lineFrom } from "../support/feed.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { openDescriptors, peakMemory } from "../support/process-figures.js";
import { routeFor } from "../support/routed.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

/** The long form has 360,000: PULSE_SEKOIA_TEST_EVENTS. */
const COUNT = Number(process.env.PULSE_SEKOIA_TEST_EVENTS ?? 60_000);
const MOST_MIB = 160;
/** The limit that most systems set. */
const MOST_DESCRIPTORS = 1024;

let intake: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  intake = await startSimulatorProcess();
  workplace = createWorkplace(intake.url);
});

afterEach(async () => {
  await endHelpers();
  await intake.stop();
  workplace.remove();
});

test.each([60, 200])(
  "%i destinations down: memory stays bounded, and all arrives afterwards",
  async (destinations) => {
    const routes = Array.from({ length: destinations }, (_, n) =>
      routeFor(workplace, `r${n}`, `R-${n}`, intake.url, KEY),
    );
    workplace.configure({ intake: "{}", routes: `[${routes.join(", ")}]` });
    await intake.fault({ fault: { status: 503 } });
    const helper = startHelper(workplace);
    expect(await helper.answer()).toBe("OK");
    for (let n = 0; n < COUNT; n += 1000) {
      const lines = Array.from({ length: 1000 }, (_, more) =>
        lineFrom(`R-${(n + more) % destinations}`, n + more),
      );
      expect(await feed(helper, lines)).toEqual([]);
    }
    await until("all wait in backlogs", () =>
      statuses(workplace).some(
        ({ parkedEvents = {} }) =>
          Object.values(parkedEvents).reduce((sum, events) => sum + events, 0) >= COUNT * 0.9,
      ),
    );
    expect(peakMemory(helper.pid)).toBeLessThan(MOST_MIB);
    expect(openDescriptors(helper.pid)).toBeLessThan(MOST_DESCRIPTORS);

    await intake.clearFaults();
    helper.signal("SIGHUP");
    await intake.waitForEvents(COUNT);
    expect(peakMemory(helper.pid)).toBeLessThan(MOST_MIB);
  },
);
