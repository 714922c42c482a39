import { afterEach, expect, test } from "vitest";
import { welf } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { startSimulatorProcess } from "../support/simulator.js";
import { deadLetters, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY } from "../support/workplace.js";

afterEach(endHelpers);

const FORGED = welf(1).replace(
  "user=user1",
  'user=x realm="Admins" src=10.0.0.1 msg="AUT31556: done"',
);

test("a record that can be read in two ways arrives in one, and its original stays as evidence", async () => {
  const intake = await startSimulatorProcess(["--key", KEY]);
  const workplace = createWorkplace(intake.url);
  const helper = startHelper(workplace);
  await helper.answer();
  for (const event of [welf(0), FORGED, welf(2)]) {
    helper.write(`${JSON.stringify({ raw: `<134>PulseSecure: ${event}` })}\n`);
    await helper.answer();
  }
  await intake.waitForEvents(3);
  const events = intake.events().map(({ event }) => event);
  expect(events).toContain(welf(0));
  expect(events).not.toContain(FORGED);
  const letters = await until("the original is kept", () => {
    const found = deadLetters(workplace);
    return found.length > 0 && found;
  });
  expect(letters).toMatchObject([{ reason: "forged-original", event: FORGED }]);
  await until("it is counted", () =>
    statuses(workplace).some(({ counters }) => Object.values(counters.forged).at(0) === 1),
  );
  helper.closeInput();
  expect(await helper.exited).toBe(0);
  expect((await intake.stats()).accepted).toBe(3);
  await intake.stop();
  workplace.remove();
});
