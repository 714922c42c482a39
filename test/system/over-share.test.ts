import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { account, welf } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { startSimulatorProcess } from "../support/simulator.js";
import { deadLetters, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY } from "../support/workplace.js";

afterEach(endHelpers);

test("over_share: set-aside keeps the oldest of a tenant whose intake is away, and the others go on", async () => {
  const intake = await startSimulatorProcess(["--key", KEY]);
  const workplace = createWorkplace(intake.url);
  const keyFile = join(workplace.dir, "dead.key");
  writeFileSync(keyFile, "d".repeat(32), { mode: 0o600 });
  workplace.configure({
    // About 600 lines of this size.
    spool: `{dir: "${workplace.spoolDir}", max_bytes: 4MiB, share: 10%, over_share: set-aside}`,
    routes: `[{name: dead, match: {vpn: PCS-DEAD}, url: "http://127.0.0.1:9", key_file: "${keyFile}"}]`,
  });
  const helper = startHelper(workplace);
  await helper.answer();
  const send = async (event: string) => {
    helper.write(`${JSON.stringify({ raw: `<134>PulseSecure: ${event}` })}\n`);
    expect(await helper.answer()).toBe("OK");
  };
  const ofDead = (n: number) => welf(n).replace("vpn=PCS-1 ", "vpn=PCS-DEAD ");
  for (let n = 0; n < 1500; n++) await send(ofDead(n));
  const letters = await until("the newest are set aside", () => {
    const found = deadLetters(workplace);
    const parked = statuses(workplace).flatMap(({ parkedEvents }) =>
      Object.values(parkedEvents ?? {}),
    );
    const waiting = parked.reduce((sum, count) => sum + count, 0);
    return found.length > 0 && found.length + waiting >= 1500 && found;
  });
  expect(new Set(letters.map(({ reason }) => reason))).toEqual(new Set(["over-share"]));
  expect(letters.length).toBeLessThan(1300);
  expect(letters.map(({ event }) => event)).not.toContain(ofDead(0));
  expect(letters.map(({ event }) => event)).toContain(ofDead(1499));
  for (let n = 0; n < 1500; n++) await send(welf(n));
  await intake.waitForEvents(1500);
  expect(account(intake.events(), 1500)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  helper.closeInput();
  await helper.exited;
  await intake.stop();
  workplace.remove();
});
