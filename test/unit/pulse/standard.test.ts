import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileDropRules } from "../../../src/pulse/drop.js";
import { explain } from "../../../src/pulse/explain.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { rawLine } from "./writer.js";

const [FIRST = "", SECOND = "", THIRD = ""] = readFileSync(
  new URL("../../fixtures/standard.log", import.meta.url),
  "utf8",
).split("\n");

function read(raw: string, settings = defaultPulseSettings) {
  return explain(rawLine(raw), settings);
}

function standard(who: string, text = "Logout from 198.51.100.7 (session:sid1)"): string {
  return `<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - 2026-11-24 10:21:15 - gw-node1 - [198.51.100.7] ${who} - ${text}`;
}

/** A reader of `key=value` pairs with whitespace between them, as a SIEM has one. */
function keyValues(record: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const [, key = "", quoted, plain] of record.matchAll(
    /(\w+)=(?:"((?:[^"\\]|\\.)*)"|(\S*(?:\s+(?![^\s=]+=)\S+)*))(?=\s|$)/g,
  )) {
    pairs[key] ??= quoted ?? plain ?? "";
  }
  return pairs;
}

describe("Standard records of the fixtures", () => {
  it("become WELF records with the code of their text", () => {
    expect(explain(Buffer.from(FIRST), defaultPulseSettings)).toMatchObject({
      format: "standard",
      pulse: true,
      verdict: "ship",
      code: "NWC23464",
      time: "2026-04-07T14:57:46",
      timestamp: "2026-04-07T14:57:46+02:00",
      vpn: "gw-node1",
      message:
        'id=firewall time="2026-04-07 14:57:46" pri=6 fw= vpn=gw-node1 ivs=Default Network user=m.martin realm="STAFF" roles="STAFF_ROLES" sessionID="31f317948f" proto= src=198.51.100.156 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="NWC23464: VPN Tunneling: Session started for user  (session: sid22be316c) with IPv4 address 192.0.2.79, hostname LAPTOP-7"',
    });
    expect(explain(Buffer.from(SECOND), defaultPulseSettings)).toMatchObject({
      code: "AUT23457",
      timestamp: "2022-10-26T10:12:11+02:00",
      fw: "192.0.2.3",
      message:
        'id=firewall time="2022-10-26 10:12:11" pri= fw=192.0.2.3 vpn=gw-node1 user=m.martin realm="STAFF" roles="" proto=auth src=198.51.100.156 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent="" duration= msg="AUT23457: Login failed using auth server AuthServer (Local Authentication). Reason: Failed"',
    });
    expect(explain(Buffer.from(THIRD), defaultPulseSettings)).toMatchObject({
      code: "AUT24803",
      fw: "192.0.2.112",
    });
  });

  it("give every field", () => {
    expect(explain(Buffer.from(THIRD), defaultPulseSettings).fields).toEqual({
      id: "firewall",
      time: "2022-01-26 10:23:16",
      pri: "6",
      fw: "192.0.2.112",
      vpn: "gw-name",
      user: "martin",
      realm: "STAFF",
      roles: "ROLE A,ROLE B",
      proto: "auth",
      src: "198.51.100.156",
      dst: "",
      dstname: "",
      type: "vpn",
      op: "",
      arg: "",
      result: "",
      sent: "",
      rcvd: "",
      agent: "",
      duration: "",
      msg: "AUT24803: Host Checker policy 'HC_STAFF' passed on host '198.51.100.156' address '00-00-5E-00-53-DD' for user 'martin'.",
    });
  });

  it("fall back on what rsyslog knows of the sender", () => {
    const bare = SECOND.slice(SECOND.indexOf("2022-10-26 10:12:11"));
    expect(read(bare, defaultPulseSettings)).toMatchObject({
      fw: "192.0.2.3",
      timestamp: "2026-11-24T10:21:15+01:00",
    });
    expect(read(bare).fields).toMatchObject({ pri: "6" });
    expect(explain(rawLine(FIRST, { ip: "192.0.2.77" }), defaultPulseSettings).fw).toBe(
      "192.0.2.77",
    );
  });

  it("are shipped as they are, or set aside, where the configuration says so", () => {
    expect(read(FIRST, { ...defaultPulseSettings, standard: "ship" })).toMatchObject({
      verdict: "ship",
      message: FIRST.slice(FIRST.indexOf("2026-04-07 14:57:46")),
    });
    expect(read(FIRST, { ...defaultPulseSettings, standard: "set-aside" })).toMatchObject({
      verdict: "set-aside",
      reason: { word: "standard" },
    });
  });

  it("can be dropped by code, pri, fw and vpn", () => {
    for (const rule of [
      { code: "NWC23464" },
      { pri: 6 },
      { vpn: "gw-node1" },
      { fw: "192.0.2.3" },
    ]) {
      expect(
        read(FIRST, { ...defaultPulseSettings, drop: compileDropRules([rule]) }),
      ).toMatchObject({
        verdict: "drop",
        dropRule: 0,
      });
    }
    const byType = { ...defaultPulseSettings, drop: compileDropRules([{ type: "vpn" }]) };
    expect(read(FIRST, byType).verdict).toBe("ship");
  });
});

describe("who", () => {
  const CASES: [who: string, want: Record<string, string>][] = [
    ["System()[]", { user: "System", realm: "", roles: "" }],
    ["()[]", { user: "", realm: "", roles: "" }],
    ["Root::()[][]", { ivs: "Root", user: "", realm: "", roles: "", sessionID: "" }],
    ["Root::CORP\\alice(Staff)[R]", { ivs: "Root", user: "CORP\\alice", realm: "Staff" }],
    ["Root::a::b(Staff)[R][s]", { ivs: "Root", user: "a::b", sessionID: "s" }],
    ["alice(Staff (Paris))[R]", { user: "alice", realm: "Staff (Paris)" }],
    ["al(ice(Staff)[R]", { user: "al(ice", realm: "Staff" }],
    ["al)ice(Staff)[R]", { user: "al)ice", realm: "Staff" }],
    ["alice(Staff)[R 1, R 2, R 3][abc]", { roles: "R 1,R 2,R 3", sessionID: "abc" }],
    ["alice - bob(Staff)[R]", { user: "alice - bob" }],
  ];
  for (const [who, want] of CASES) {
    it(who, () => {
      const { fields, codeCertain } = read(standard(who));
      expect(fields).toMatchObject({ ...want, vpn: "gw-node1", src: "198.51.100.7" });
      expect(fields.msg).toBe("AUT22673: Logout from 198.51.100.7 (session:sid1)");
      expect(codeCertain).toBe(true);
    });
  }
});

describe("forgery", () => {
  const TYPED = [
    'x realm="Admins" src=10.0.0.1 msg="AUT31556: x"',
    "x realm=Admins src=10.0.0.1",
    "x\trealm=Admins",
    "x#011realm=Admins",
    "'x",
    "x\\",
    'x\\" realm="Admins',
    "x\u2028realm=Admins\u2029",
    "x\u00a0realm=Admins",
    'id=firewall time="2020-01-01 00:00:00" pri=0 fw=203.0.113.66 vpn=EVIL user=x realm="" roles="" msg="AUT31556: x"',
    "<134>1 2026-01-01T00:00:00Z h PulseSecure: - - - id=firewall vpn=EVIL",
    "x(Admins)[.Administrators][abc] - Unauthenticated request url / came",
    "x(Admins)[] - Unauthenticated request url / came",
    "x] - [y] - z",
    "2020-01-01 00:00:00 - EVIL - [203.0.113.66] x()[] - Starting dsagentd session",
  ];
  const settings = {
    ...defaultPulseSettings,
    drop: compileDropRules([{ code: "AUT31556" }, { code: "AGU30457" }, { vpn: "EVIL" }]),
  };

  for (const typed of TYPED) {
    it(`${JSON.stringify(typed).slice(0, 90)} as user steers nothing`, () => {
      for (const text of [
        "Login failed using auth server Local (Local Authentication). Reason: Failed",
        `Login failed using auth server Local (Local Authentication). Reason: ${typed} unknown`,
      ]) {
        const found = read(standard(`Root::${typed}(Staff)[Users][30f3]`, text), settings);
        expect(found).toMatchObject({
          format: "standard",
          verdict: "ship",
          code: "AUT23457",
          vpn: "gw-node1",
          time: "2026-11-24T10:21:15",
        });
        const pairs = keyValues(found.message);
        expect(pairs).toMatchObject({
          id: "firewall",
          time: "2026-11-24 10:21:15",
          pri: "6",
          fw: "192.0.2.3",
          vpn: "gw-node1",
          ivs: "Root",
          realm: "Staff",
          roles: "Users",
          src: "198.51.100.7",
        });
        expect(pairs.msg).toMatch(/^AUT23457: Login failed/);
      }
    });
  }

  it("the record it becomes can be read in one way only", () => {
    for (const typed of TYPED) {
      const { message } = read(standard(`Root::${typed}(Staff)[Users][30f3]`));
      const again = explain(Buffer.from(message), defaultPulseSettings);
      expect(again).toMatchObject({ format: "welf", code: "AUT22673", codeCertain: true });
      expect(again.fields).toMatchObject({ realm: "Staff", src: "198.51.100.7", ivs: "Root" });
    }
  });

  it("a user called like a text that begins with the user brings no certain code about", () => {
    const user = "Unauthenticated request url ";
    const text = `${user}/Staff logged out from IP (198.51.100.7) because user started new session from IP (198.51.100.9).`;
    expect(read(standard(`Root::${user}(Staff)[Users][30f3]`, text), settings)).toMatchObject({
      verdict: "ship",
      codeCertain: false,
    });
  });

  it("a name before :: that is more than a name is quoted", () => {
    const { message } = read(standard("a realm=Admins b::x(Staff)[]"));
    expect(keyValues(message)).toMatchObject({ ivs: "a realm%3DAdmins b", realm: "Staff" });
  });
});

describe("a value that ends in a backslash", () => {
  it("has a blank behind it, so that nobody takes the closing quote for an escaped one", () => {
    const raw =
      "2026-11-24 10:21:15 - gw - [198.51.100.7] CORP\\(Staff)[R\\] - Logout from 198.51.100.7";
    const { message } = explain(Buffer.from(raw), defaultPulseSettings);
    expect(message).toContain(' user="CORP\\ " realm="Staff" roles="R\\ " ');
  });
});
