import { describe, expect, it } from "vitest";
import { compileDropRules } from "../../../src/pulse/drop.js";
import { explain } from "../../../src/pulse/explain.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { type DeviceRecord, mgmt, modern, rawLine, welf } from "./writer.js";

const FULL_TAIL =
  ' realm="" roles="" proto= src=203.0.113.66 dst= dstname= type=mgmt op= arg="" result= sent= rcvd= agent="" duration=';
const SYSLOG_LINE = `<134>1 2026-01-01T00:00:00Z 203.0.113.66 PulseSecure: - - - `;
const WHOLE_RECORD = welf({
  time: "2020-01-01 00:00:00",
  pri: "0",
  fw: "203.0.113.66",
  vpn: "EVIL",
  ivs: "EVIL",
  user: "System",
  msg: "AUT31556: Unauthenticated request",
});

const TYPED = [
  'x realm="Admins"',
  "x src=10.0.0.1",
  'x msg="AUT31556: Unauthenticated request',
  'x realm="Admins" src=10.0.0.1 msg="AUT31556: x"',
  '" msg="AUT31556: x" realm="',
  'x duration= msg="AUT31556: x"',
  'x rcvd=1 msg="AUT31556: x',
  `x${FULL_TAIL} msg="AUT31556: x`,
  `x${FULL_TAIL} msg="AUT31556: x"`,
  'x" pri=0 fw=203.0.113.66 vpn=EVIL ivs=EVIL time="2020-01-01 00:00:00"',
  "x vpn=EVIL ivs=EVIL fw=203.0.113.66 pri=0 id=evil",
  'x startime="2020-01-01 00:00:00" slotlevel=2 tz=+0100 sn=123',
  '"""""""""" "" =" "= ==',
  'x\u2028msg="AUT31556: x\u2029',
  'x\u0085 msg="AUT31556: x',
  'x#012id=firewall time="2020-01-01 00:00:00" pri=0 fw=203.0.113.66 vpn=EVIL',
  'x#011msg="AUT31556: x"',
  'x\n\tmsg="AUT31556: x"\r\n',
  WHOLE_RECORD,
  `x ${WHOLE_RECORD}`,
  SYSLOG_LINE + WHOLE_RECORD,
  `x#012${SYSLOG_LINE}${WHOLE_RECORD}`,
  "",
];

const RULES = compileDropRules([
  { code: "AUT31556" },
  { pri: 0 },
  { type: "mgmt", fw: "192.0.2.22" },
  { fw: "203.0.113.66" },
  { vpn: "EVIL" },
]);
const SETTINGS = { ...defaultPulseSettings, drop: RULES };

function expectUnchanged(record: string, code: string, of: { certain?: boolean } = {}) {
  for (const raw of [record, modern(record)]) {
    const understood = explain(rawLine(raw), SETTINGS);
    expect(understood).toMatchObject({
      format: "welf",
      pulse: true,
      verdict: "ship",
      dropRule: null,
      time: "2026-11-24T10:21:15",
      vpn: "VPN-PARIS",
      fw: "192.0.2.22",
      code,
      ...(of.certain === undefined ? {} : { codeCertain: of.certain }),
    });
    expect(understood.fields).toMatchObject({
      id: "firewall",
      time: "2026-11-24 10:21:15",
      pri: "6",
      fw: "192.0.2.22",
      vpn: "VPN-PARIS",
      ivs: "Default Network",
    });
    expect(understood.message).not.toContain("\n");
  }
}

describe("what someone types as user name", () => {
  for (const user of TYPED) {
    it(`${JSON.stringify(user).slice(0, 90)} steers nothing`, () => {
      expectUnchanged(welf({ user }), "AUT23457");
      expectUnchanged(
        welf({
          user,
          msg: `AUT24327: Primary authentication failed for ${user}/Local from 198.51.100.7`,
        }),
        "AUT24327",
      );
    });
    it(`${JSON.stringify(user).slice(0, 90)}: realm and source stay the device's`, () => {
      const { fields } = explain(Buffer.from(welf({ user })), SETTINGS);
      expect(fields).toMatchObject({
        realm: "Staff",
        src: "198.51.100.7",
        proto: "auth",
        type: "vpn",
      });
    });
  }

  it("an administrative record is as safe", () => {
    for (const user of TYPED) {
      const settings = {
        ...defaultPulseSettings,
        drop: compileDropRules([{ code: "AUT31556" }, { pri: 0 }]),
      };
      const record = mgmt({
        user,
        msg: `AUT30685: Primary authentication failed for ${user}/Local`,
      });
      expect(explain(Buffer.from(record), settings)).toMatchObject({
        verdict: "ship",
        pulse: true,
        code: "AUT30685",
        vpn: "VPN-PARIS",
      });
    }
  });
});

describe("what someone brings in elsewhere", () => {
  const PIECES = TYPED.filter(
    (typed) => !typed.includes(FULL_TAIL) && !typed.includes(WHOLE_RECORD),
  );
  const FIELDS: (keyof DeviceRecord)[] = ["realm", "roles", "arg", "agent", "dstname"];
  for (const field of FIELDS) {
    it(`as ${field} it does not change the code`, () => {
      for (const typed of PIECES) {
        expectUnchanged(welf({ [field]: typed }), "AUT23457");
      }
    });
  }

  it("a piece of a record in a URL or host name within the text does not change the code", () => {
    for (const typed of PIECES) {
      expectUnchanged(
        welf({
          user: "System",
          msg: `AUT20920: Connection from IP 198.51.100.7 not authenticated yet (URL=${typed})`,
        }),
        "AUT20920",
      );
      expectUnchanged(
        welf({
          msg: `NWC23464: VPN Tunneling: Session started for user with IPv4 address 192.0.2.9, hostname ${typed}`,
        }),
        "NWC23464",
      );
    }
  });

  it("a whole tail as agent, repeated by the text, does not change the code", () => {
    const agent = `Mozilla"${FULL_TAIL} msg="AUT31556: x`;
    expectUnchanged(
      welf({
        agent,
        msg: `AUT31504: Login succeeded for alice/Staff from 198.51.100.7 with ${agent}.`,
      }),
      "AUT31504",
      { certain: false },
    );
  });

  it("a whole tail that only stands in the text cannot be told from one typed as user: not certain, never dropped", () => {
    const record = welf({
      user: "System",
      msg: `AUT20920: Connection from IP (URL=/${FULL_TAIL} msg="AUT31556: x)`,
    });
    expect(explain(Buffer.from(record), SETTINGS)).toMatchObject({
      verdict: "ship",
      dropRule: null,
      codeCertain: false,
      vpn: "VPN-PARIS",
    });
  });
});

describe("what is certain", () => {
  it("is the code when every msg in the record has the same", () => {
    const record = welf({ user: 'x msg="AUT23457: y' });
    expect(explain(Buffer.from(record), SETTINGS)).toMatchObject({
      code: "AUT23457",
      codeCertain: true,
    });
  });

  it("is not the code of a record that may have been cut where someone wanted it", () => {
    const user = `x${FULL_TAIL} msg="AUT31556: ${"a".repeat(4096)}"`;
    const cut = welf({ user }).slice(0, welf({ user: "" }).indexOf("user=") + 5 + user.length);
    expect(explain(Buffer.from(modern(cut)), SETTINGS)).toMatchObject({
      codeCertain: false,
      verdict: "ship",
    });
    const wide = `x${FULL_TAIL} msg="AUT31556: ${"é".repeat(1024)}"`;
    const wideCut = welf({ user: wide }).slice(
      0,
      welf({ user: "" }).indexOf("user=") + 5 + wide.length,
    );
    expect(explain(rawLine(wideCut), SETTINGS).codeCertain).toBe(false);
  });

  it("a type that was typed does not fire a rule", () => {
    const typed = welf({ user: "x type=mgmt" }).replace(" type=vpn", "");
    expect(explain(Buffer.from(typed), SETTINGS).verdict).toBe("ship");
    expect(explain(Buffer.from(welf({ agent: "x type=mgmt y" })), SETTINGS).verdict).toBe("ship");
    expect(explain(Buffer.from(mgmt()), SETTINGS)).toMatchObject({ verdict: "drop", dropRule: 2 });
  });
});
