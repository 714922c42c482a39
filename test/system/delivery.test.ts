import { afterEach, beforeEach, expect, test } from "vitest";
import { account, pulseMessage, pulseMessages, welf } from "../support/messages.js";
import { checkSnippets, type Rsyslogd, startRsyslogd } from "../support/rsyslogd.js";
import { sendSyslog } from "../support/sender.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

let intake: SimulatorProcess;
let workplace: Workplace;
let rsyslogd: Rsyslogd;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url);
  rsyslogd = await startRsyslogd(workplace);
});

afterEach(async () => {
  await rsyslogd.stop();
  await intake.stop();
  workplace.remove();
});

test("rsyslogd accepts the snippets without a complaint", () => {
  const { ok, output } = checkSnippets(workplace);
  expect(output).not.toMatch(/error|warning/i);
  expect(ok).toBe(true);
});

test("20,000 messages arrive exactly once, byte for byte", async () => {
  const texts = [
    'quotes " and """ and \\" and backslashes \\ \\\\',
    "accents é à ü ß € 日本",
    "separators \u2028 and \u2029 and \u0085",
    "escapes of rsyslog's own: #011 #012 #134",
    `8 KiB ${"long ".repeat(1640)}`,
    "= & < > ' % $HOME $(id) `id` {}[]",
  ];
  const count = 20_000;
  const messages = function* () {
    for (let n = 0; n < count; n++) yield pulseMessage(n, texts[n % texts.length]);
  };
  await sendSyslog(rsyslogd.port, messages());
  await intake.waitForEvents(count);
  const events = intake.events();
  expect(account(events, count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  // #011 and #012 stand for a tab and a line feed, and are shipped as blanks; so are separators that some readers
  // split at, a quote inside a quoted value becomes one that ends none, and a backslash at the end escapes nothing.
  const shipped = (n: number) =>
    welf(
      n,
      texts[n % texts.length]
        ?.replace("#011 #012", "   ")
        .replaceAll('"', "'")
        .replaceAll(/[\u2028\u2029\u0085]/g, " ")
        .replace(/\\$/, "\\ "),
    );
  const expected = new Set(Array.from({ length: count }, (_, n) => shipped(n)));
  expect(events.filter(({ event }) => !expected.has(event)).slice(0, 3)).toEqual([]);
  expect(new Set(events.map(({ timestamp }) => timestamp))).toEqual(
    new Set(["2026-11-24T10:21:15+01:00"]),
  );
});

test("control characters and bytes that are not UTF-8 neither split a message nor stop the next", async () => {
  const bytes = (text: string) => Buffer.from(text, "latin1");
  const hostile = [
    bytes(pulseMessage(0, "before\nafter a line feed")),
    bytes(pulseMessage(1, "before\0after a NUL")),
    bytes(pulseMessage(2, "carriage\rreturn and tab\t")),
    bytes(pulseMessage(3, "Windows-1252: indiqu\xe9")),
    bytes(pulseMessage(4, "broken UTF-8: \xc3( \xff\xfe")),
    bytes(pulseMessage(5, "the end")),
  ];
  await sendSyslog(rsyslogd.port, hostile);
  await intake.waitForEvents(hostile.length);
  const events = intake.events();
  expect(account(events, hostile.length)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(events.every(({ event }) => event.startsWith("id=firewall ") && event.endsWith('"'))).toBe(
    true,
  );
});

test("other firewalls' records are left alone, and other rules still get every message", async () => {
  const stormshield =
    '<13>id=firewall time="2026-11-24 10:00:00" fw="SN310" tz=+0100 startime="2026-11-24 10:00:00" pri=5 confid=01 slotlevel=2 action=pass logtype="filter" msg="vpn= realm= roles="';
  const sshd =
    "<38>Nov 24 10:21:15 gate sshd[12]: Failed password for PulseSecure: id=firewall time= fw= vpn=x from 198.51.100.7";
  await sendSyslog(rsyslogd.port, [stormshield, sshd, pulseMessage(0)]);
  await intake.waitForEvents(1);
  await until("the other rule has all three", () => {
    const lines = rsyslogd.otherRules().split("\n");
    return (
      lines.some((line) => line.includes("slotlevel=2")) &&
      lines.some((line) => line.includes("Failed password")) &&
      lines.some((line) => line.includes("AUT24414"))
    );
  });
  expect(intake.events().map(({ event }) => event)).toEqual([welf(0)]);
});

test("the optional listener takes messages too", async () => {
  await sendSyslog(rsyslogd.listenerPort, pulseMessages(100));
  await intake.waitForEvents(100);
  expect(account(intake.events(), 100)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});
