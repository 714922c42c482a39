import { afterEach, beforeEach, expect, test } from "vitest";
import { type Rsyslogd, startRsyslogd } from "../support/rsyslogd.js";
import { sendSyslog } from "../support/sender.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { deadLetters, statuses } from "../support/spool.js";
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

const WELF =
  'id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.3 vpn=PCS-1 ivs=Default Network user=jane realm="Users" roles="Staff" proto=auth src=198.51.100.7 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="AUT24414: Agent login succeeded for jane/Users."';
const STANDARD =
  "2026-11-24 10:21:15 - ive - [198.51.100.7] Default Network::jane(Users)[Staff, Admins][30f317948f] - Logout from 198.51.100.7 (session:sid1)";
/** STANDARD as the intake's parser reads it; `fw` is what the header tells, else the sender's address. */
const converted = (fw: string) =>
  `id=firewall time="2026-11-24 10:21:15" pri=6 fw=${fw} vpn=ive ivs=Default Network user=jane realm="Users" roles="Staff,Admins" sessionID="30f317948f" proto= src=198.51.100.7 dst= dstname= type= op= arg="" result= sent= rcvd= agent="" duration= msg="AUT22673: Logout from 198.51.100.7 (session:sid1)"`;

const HEADERS: [name: string, header: string, offset: string | undefined][] = [
  [
    "RFC 5424, as 8.x and later send it",
    "<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - ",
    "+01:00",
  ],
  ["RFC 3164", "<134>Nov 24 10:21:15 192.0.2.3 PulseSecure: ", undefined],
  ["RFC 3164, as 7.x and 8.0 send it", "<134>Nov 24 10:21:15 192.0.2.3 Juniper: ", undefined],
  ["a program name alone", "<134>PulseSecure: ", undefined],
  ["no header", "<134>", undefined],
  [
    "a relay's copy",
    "<134>Oct 19 09:16:53 pcs-node1 1 2026-11-24T10:21:15+02:00 192.0.2.3 PulseSecure: - - - ",
    "+02:00",
  ],
];

test.each(HEADERS)("WELF with %s", async (_, header, offset) => {
  await sendSyslog(rsyslogd.port, [header + WELF]);
  await intake.waitForEvents(1);
  const [stored] = intake.events();
  expect(stored?.event).toBe(WELF);
  if (offset !== undefined) expect(stored?.timestamp).toBe(`2026-11-24T10:21:15${offset}`);
  else expect(Date.parse(stored?.timestamp ?? "")).not.toBeNaN();
});

test.each(HEADERS)("Standard with %s", async (_, header, offset) => {
  await sendSyslog(rsyslogd.port, [header + STANDARD]);
  await intake.waitForEvents(1);
  const [stored] = intake.events();
  expect(stored?.event).toBe(converted(header.includes(" 192.0.2.3 ") ? "192.0.2.3" : "127.0.0.1"));
  if (offset !== undefined) expect(stored?.timestamp).toBe(`2026-11-24T10:21:15${offset}`);
  await until("the status names the device", () =>
    statuses(workplace).some(({ counters }) => counters.standard["127.0.0.1"] === 1),
  );
});

test("a BOM, leading blanks and trailing line ends are no part of the record", async () => {
  await sendSyslog(rsyslogd.port, [
    `<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - \ufeff${WELF}\r\n`,
    `<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - -   ${WELF}\n\n`,
  ]);
  await intake.waitForEvents(2);
  expect(intake.events().map(({ event }) => event)).toEqual([WELF, WELF]);
});

test("an accent of an old device arrives as what it was", async () => {
  const text = WELF.replace("Agent login", "Identit\u00e9 v\u00e9rifi\u00e9e");
  await sendSyslog(rsyslogd.port, [
    Buffer.from(`<134>Nov 24 10:21:15 192.0.2.3 PulseSecure: ${text}`, "latin1"),
    `<134>Nov 24 10:21:15 192.0.2.3 PulseSecure: ${text}`,
  ]);
  await intake.waitForEvents(2);
  expect(intake.events().map(({ event }) => event)).toEqual([text, text]);
});

test("other vendors' records that reach the listener are set aside, counted, and never shipped", async () => {
  const foreign = [
    '<13>id=firewall time="2026-11-24 10:00:00" fw="SN310" tz=+0100 startime="2026-11-24 10:00:00" pri=5 slotlevel=2 logtype="filter" user="x" msg="vpn=PCS-1 realm="',
    '<13>id=tos time="2026-11-24 10:00:00" fw=TopsecOS pri=6 type=conn recorder=kernel src=192.0.2.1 dst=192.0.2.2',
    '<13>id=firewall sn=0017C5000000 time="2026-11-24 10:00:00" fw=192.0.2.1 pri=6 c=1024 m=537 msg="Connection Closed"',
    "<38>Nov 24 10:00:00 gate sshd[1]: Failed password for id=firewall vpn=PCS-1 from 198.51.100.7",
  ];
  await sendSyslog(rsyslogd.listenerPort, [...foreign, `<134>PulseSecure: ${WELF}`]);
  await intake.waitForEvents(1);
  const letters = await until("all are set aside", () => {
    const found = deadLetters(workplace);
    return found.length === foreign.length && found;
  });
  expect(letters.map(({ reason }) => reason)).toEqual(foreign.map(() => "foreign"));
  expect(intake.events().map(({ event }) => event)).toEqual([WELF]);
});
