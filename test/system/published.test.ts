/** What other projects have published of these devices' messages, through rsyslog with the shipped rule. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { startRsyslogd } from "../support/rsyslogd.js";
import { sendSyslog } from "../support/sender.js";
import { startSimulatorProcess } from "../support/simulator.js";
import { deadLetters } from "../support/spool.js";
import { createWorkplace, KEY } from "../support/workplace.js";

const DIR = resolve("test/fixtures/published");
const PRI = "<134>";
const STANDARD = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - \S+ - \[/;
/** Of the Standard lines; their texts are in no public list. */
const MOST_WITHOUT_CODE = 10;

/** In a format of an administrator's own. */
const CUSTOM = "sc4s-pulse-custom.log";

/** Lines as a device would send them: most were published without the priority. */
const lines = readdirSync(DIR)
  .filter((name) => name.endsWith(".log") && name !== CUSTOM)
  .flatMap((name) => readFileSync(resolve(DIR, name), "utf8").split("\n"))
  .filter((line) => line !== "")
  .map((line) => (/^(?:\d+ )?<\d+>/.test(line) ? line : PRI + line));
const welf = lines.filter((line) => line.includes("id=firewall "));
const standard = lines.filter((line) => STANDARD.test(line));

/** Where and when, which a Standard record and what becomes of it have in common. */
const sourceAndTime = (source = "", time = "") => `${time} ${source}`;

test("the rule takes every WELF and every Standard line, and the program understands each", async () => {
  expect(welf.length + standard.length).toBe(lines.length);
  const intake = await startSimulatorProcess(["--key", KEY]);
  const workplace = createWorkplace(intake.url);
  const rsyslogd = await startRsyslogd(workplace);
  try {
    await sendSyslog(rsyslogd.port, [...welf, ...standard]);
    await intake.waitForEvents(welf.length + standard.length);
    const events = intake.events().map(({ event }) => event);
    const asSent = welf.map((line) => line.slice(line.indexOf("id=firewall ")).trimEnd());
    for (const record of asSent) {
      const at = events.indexOf(record);
      expect([record, at >= 0]).toEqual([record, true]);
      events.splice(at, 1);
    }
    const converted = events.map((event) => {
      const [, time, source] = /^id=firewall time="([^"]*)" .* src=(\S*) dst= /.exec(event) ?? [];
      return sourceAndTime(source, time);
    });
    const expected = standard.map((line) => {
      const [, time, source] =
        /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - .*? - \[(.*?)\]/.exec(line) ?? [];
      return sourceAndTime(source, time);
    });
    expect(converted.sort()).toEqual(expected.sort());
    const withoutCode = events.filter((event) => event.includes(' msg="STD00000: '));
    expect(withoutCode.length, withoutCode.join("\n")).toBeLessThanOrEqual(MOST_WITHOUT_CODE);
    expect(deadLetters(workplace)).toEqual([]);
  } finally {
    await rsyslogd.stop();
    await intake.stop();
    workplace.remove();
  }
});
