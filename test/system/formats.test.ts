import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Rsyslogd, startRsyslogd } from "../support/rsyslogd.js";
import { readIfThere, spawnRsyslogd } from "../support/rsyslogd-process.js";
import { sendSyslog } from "../support/sender.js";
import { converted, NOT_PULSE, SHAPES, STANDARD_SHAPES, WELF } from "../support/shapes.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { placedSnippet } from "../support/snippet.js";
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

test("the rule takes every shape there is, each becomes what the program makes of it, and nothing else", async () => {
  const standard = STANDARD_SHAPES.map(
    ([, raw]) => `<134>Nov 24 10:21:15 192.0.2.3 Juniper: ${raw}`,
  );
  const shapes = SHAPES.map(({ raw }) => raw);
  await sendSyslog(rsyslogd.port, [...NOT_PULSE, ...shapes, ...standard]);
  await intake.waitForEvents(shapes.length + standard.length);
  const events = intake.events().map(({ event, timestamp }) => ({ event, timestamp }));
  for (const { name, format, host, offset } of SHAPES) {
    const expected = format === "welf" ? WELF : converted(host ?? "127.0.0.1");
    const at = events.findIndex(
      ({ event, timestamp }) =>
        event === expected && (offset === null || timestamp === `2026-11-24T10:21:15${offset}`),
    );
    expect([name, at < 0 ? events.map(({ event }) => event) : []]).toEqual([name, []]);
    if (offset === null) expect(Date.parse(events[at]?.timestamp ?? "")).not.toBeNaN();
    events.splice(at, 1);
  }
  expect(events.map(({ event }) => event.slice(event.indexOf("vpn=")))).toEqual(
    STANDARD_SHAPES.map(([, , leaves]) => leaves),
  );
  await until("the status names the device", () =>
    statuses(workplace).some(
      ({ counters }) =>
        counters.standard["127.0.0.1"] === SHAPES.length / 2 + STANDARD_SHAPES.length,
    ),
  );
  expect(deadLetters(workplace)).toEqual([]);
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

const COPIES = [
  "49-pulse-sekoia.conf",
  "49-pulse-sekoia-kafka-edge.conf.example",
  "49-pulse-sekoia-relp-edge.conf.example",
];

test("every copy of the template says when the device sent a message and when it came in", async () => {
  const dir = join(workplace.dir, "templates");
  mkdirSync(dir);
  const parts = COPIES.map((name, n) => {
    const [template = "", named] =
      /template\(name="(pulse_sekoia_\w*json)" type="list"\) \{[\s\S]*?\n\}/.exec(
        placedSnippet(name, workplace),
      ) ?? [];
    return `${template}\naction(type="omfile" file="${dir}/${n}.jsonl" template="${named}")`;
  });
  writeFileSync(
    join(dir, "rsyslog.conf"),
    `global(workDirectory="${dir}")
module(load="imtcp")
input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="${dir}/port")
${parts.join("\n")}
`,
  );
  const other = spawnRsyslogd(dir);
  try {
    const since = Date.now();
    const raw = `<134>1 2021-10-19T09:16:53+02:00 192.0.2.3 PulseSecure: - - - ${WELF}`;
    await sendSyslog(await other.readPort("port"), [raw], "127.0.0.5");
    for (const n of COPIES.keys()) {
      const line = await until(`${COPIES[n]} has written`, () =>
        readIfThere(join(dir, `${n}.jsonl`))
          .split("\n")
          .find((text) => text.includes("id=firewall")),
      );
      const { received, ...members } = JSON.parse(line) as Record<string, string>;
      expect(members).toEqual({
        raw,
        msg: WELF,
        programname: "PulseSecure",
        hostname: "192.0.2.3",
        ip: "127.0.0.5",
        pri: "134",
        reported: "2021-10-19T09:16:53+02:00",
      });
      expect(Date.parse(received ?? "")).toBeGreaterThanOrEqual(since - 1000);
    }
  } finally {
    await other.stop();
  }
});
