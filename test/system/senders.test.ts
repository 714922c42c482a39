import { afterEach, expect, test } from "vitest";
import { welf } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { startSimulatorProcess } from "../support/simulator.js";
import { deadLetters } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY } from "../support/workplace.js";

afterEach(endHelpers);

test("devices.accept: listed sets aside what others send, and says why; a HUP lets a new one in", async () => {
  const intake = await startSimulatorProcess(["--key", KEY]);
  const workplace = createWorkplace(intake.url);
  const list = (blocks: string) =>
    workplace.configure({ devices: `{accept: listed, list: [${blocks}]}` });
  list("{source: 192.0.2.0/28}");
  const helper = startHelper(workplace);
  await helper.answer();
  const send = async (ip: string, n: number) => {
    helper.write(`${JSON.stringify({ raw: `<134>PulseSecure: ${welf(n)}`, ip })}\n`);
    await helper.answer();
  };
  await send("192.0.2.3", 0);
  await send("203.0.113.9", 1);
  await intake.waitForEvents(1);
  const letters = await until("it is set aside", () => {
    const found = deadLetters(workplace);
    return found.length > 0 && found;
  });
  expect(letters).toMatchObject([{ reason: "unlisted", source: "203.0.113.9", event: welf(1) }]);

  list("{source: 192.0.2.0/28}, {source: 203.0.113.9}");
  helper.signal("SIGHUP");
  await until("the new list counts", async () => {
    await send("203.0.113.9", 2);
    return (await intake.stats()).accepted > 1;
  });
  expect(intake.events().some(({ event }) => event === welf(1))).toBe(false);
  helper.closeInput();
  expect(await helper.exited).toBe(0);
  await intake.stop();
  workplace.remove();
});
