import { describe, expect, it } from "vitest";
import { explain } from "../../../src/pulse/explain.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { modern, rawLine, welf } from "./writer.js";

const FOREIGN: Record<string, string> = {
  Stormshield:
    'id=firewall time="2026-11-24 10:21:15" fw="SN310A17B0000A7" tz=+0100 startime="2026-11-24 10:21:14" pri=5 confid=01 slotlevel=2 ruleid=48 srcif="Ethernet3" srcifname="in" ipproto=tcp proto=https src=192.0.2.55 srcport=39618 dst=198.51.100.22 dstport=443 action=pass logtype="filter"',
  "Stormshield, authentication":
    'id=firewall time="2026-11-24 10:21:15" fw="SN310A17B0000A7" tz=+0100 startime="2026-11-24 10:21:15" user="alice" src=192.0.2.22 domain="example.org" confid=1 ruleid=0 method="OPENVPN" error=3 msg="Authentication Failed" logtype="auth"',
  "Stormshield without id":
    'time="2026-11-24 10:21:15" fw="SN310A17B0000A7" tz=+0100 startime="2026-11-24 10:21:15" pri=4 msg="CRL download failed" class=system alarmid=56 repeat=3 logtype="alarm"',
  TOPSEC:
    'id=tos time="2026-11-24 10:21:15" fw=TopsecOS pri=5 type=mgmt user=superman src=192.0.2.4 op="system config" result=0 recorder=config msg="null"',
  SonicWall:
    'id=firewall sn=0017C5000000 time="2026-11-24 10:21:15" fw=192.0.2.1 pri=6 c=262144 m=98 msg="Connection Opened" n=12345 src=192.0.2.7:51234:X0 dst=198.51.100.5:443:X1 proto=tcp/https',
  "SonicWall, other id":
    'id=sonicwall-1 sn=0017C5000000 time="2026-11-24 10:21:15" fw=192.0.2.1 pri=1 c=32 m=82 msg="Possible port scan"',
  ISA: 'id=isa time="2026-11-24 10:21:15" fw=ISA1 pri=6 rule="Web" proto=http src=192.0.2.7 dst=198.51.100.5 op=GET result=200',
  "some firewall":
    'id=firewall time="2026-11-24 10:21:15" fw=gw1 pri=6 rule=3 proto=http src=192.0.2.7 dst=198.51.100.5 msg="permitted"',
};

describe("other writers of WELF", () => {
  for (const [vendor, record] of Object.entries(FOREIGN)) {
    it(`${vendor}: set aside by default, and why`, () => {
      const found = explain(
        rawLine(`<134>Nov 24 10:21:15 fw1 asqd: ${record}`),
        defaultPulseSettings,
      );
      expect(found).toMatchObject({
        format: "welf",
        pulse: false,
        verdict: "set-aside",
        reason: { word: "foreign" },
        message: record,
        code: null,
        source: "192.0.2.3",
      });
      expect(explain(Buffer.from(record), defaultPulseSettings).pulse).toBe(false);
    });
  }

  it("are dropped or shipped where the configuration says so", () => {
    const line = Buffer.from(FOREIGN.Stormshield ?? "");
    expect(explain(line, { ...defaultPulseSettings, foreign: "drop" })).toMatchObject({
      verdict: "drop",
      dropRule: null,
      reason: { word: "foreign" },
    });
    expect(explain(line, { ...defaultPulseSettings, foreign: "ship" })).toMatchObject({
      verdict: "ship",
      pulse: false,
      reason: null,
    });
  });

  it("stay foreign whatever is typed there", () => {
    const typed =
      'x vpn=EVIL ivs=Root realm="A" roles="B" proto= src=1.2.3.4 msg="AUT24414: hello"';
    for (const record of Object.values(FOREIGN)) {
      for (const place of [
        record.replace(/ src=/, ` user=${typed} src=`),
        `${record} user=${typed}`,
      ]) {
        expect(explain(Buffer.from(place), defaultPulseSettings)).toMatchObject({
          pulse: false,
          verdict: "set-aside",
        });
      }
    }
  });

  it("are not seen in a Pulse record in which someone types their keys", () => {
    const user =
      'x startime="2026-11-24 10:21:15" tz=+0100 slotlevel=2 sn=1 logtype="auth" id=tos fw="SN"';
    for (const raw of [welf({ user }), modern(welf({ user }))]) {
      expect(explain(Buffer.from(raw), defaultPulseSettings)).toMatchObject({
        pulse: true,
        verdict: "ship",
      });
    }
  });
});

describe("unknown shapes", () => {
  const text =
    "<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - #Fields: date time cs-uri";
  it("are shipped as they are by default", () => {
    expect(explain(rawLine(text), defaultPulseSettings)).toMatchObject({
      format: "unknown",
      pulse: true,
      verdict: "ship",
      reason: null,
      message: text,
      timestamp: "2026-11-24T10:21:15+01:00",
    });
  });
  it("are set aside where the configuration says so", () => {
    expect(explain(rawLine(text), { ...defaultPulseSettings, unknown: "set-aside" })).toMatchObject(
      {
        verdict: "set-aside",
        reason: { word: "unknown" },
      },
    );
  });
  it("are Pulse only if their header says so", () => {
    expect(
      explain(Buffer.from("Nov 24 10:21:15 host sshd: hello"), defaultPulseSettings).pulse,
    ).toBe(false);
    expect(explain(rawLine("hello", { programname: "sshd" }), defaultPulseSettings).pulse).toBe(
      false,
    );
    expect(explain(rawLine("hello"), defaultPulseSettings).pulse).toBe(true);
  });
  it("an empty message is set aside", () => {
    for (const empty of ["", " ", "\0", '{"raw":""}', '{"raw":" #012"}']) {
      expect(explain(Buffer.from(empty), defaultPulseSettings)).toMatchObject({
        verdict: "set-aside",
        reason: { word: "empty" },
      });
    }
  });
});
