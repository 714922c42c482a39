import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/pulse/explain.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { mgmt, modern, rawLine, welf } from "./writer.js";

const fixture = readFileSync(new URL("../../fixtures/welf.log", import.meta.url), "utf8");
const RECORDS = fixture.trimEnd().split("\n");

function read(raw: string) {
  return explain(Buffer.from(raw), defaultPulseSettings);
}

const EMPTY = { dst: "", dstname: "", op: "", arg: "", result: "", sent: "", rcvd: "" };

describe("WELF records of the fixtures, field by field", () => {
  const WANT: Record<string, string>[] = [
    {
      id: "firewall",
      time: "2022-02-09 08:12:44",
      pri: "6",
      fw: "192.0.2.22",
      vpn: "GW2NODE02",
      ivs: "Root",
      user: "chloe",
      realm: "Staff",
      roles: "Staff_VDI",
      proto: "auth",
      src: "198.51.100.62",
      ...EMPTY,
      type: "vpn",
      agent: "",
      duration: "",
      msg: "AUT24804: Host Checker policy 'Staff_Host Checker' failed on host '198.51.100.62' address '00-00-5e-00-53-81' for user 'chloe' reason 'Rule-Antivirus:Le logiciel antivirus indiqué dans les exigences de sécurité n'est pas installé.'.",
    },
    {
      id: "firewall",
      time: "2022-02-09 09:14:04",
      pri: "6",
      fw: "192.0.2.22",
      vpn: "GW2NODE02",
      ivs: "Default Network",
      user: "chloe",
      realm: "Staff",
      roles: "",
      proto: "auth",
      src: "198.51.100.159",
      ...EMPTY,
      type: "vpn",
      agent: "",
      duration: "",
      msg: "AUT23457: Login failed using auth server OTP (ACE Server).  Reason: Failed",
    },
    {
      id: "firewall",
      time: "2024-05-17 10:21:15",
      pri: "6",
      fw: "192.0.2.5",
      vpn: "EX007-V6",
      user: "CORP\\\\mmartin",
      realm: "Partners",
      roles: "Partners_Sales",
      type: "mgmt",
      proto: "auth",
      src: "198.51.100.4",
      dst: "",
      dstname: "",
      sent: "",
      rcvd: "",
      msg: "AUT20920: Connection from IP 198.51.100.4 not authenticated yet (URL=/cgi/pal?tm=26&key=4711)",
    },
    {
      id: "firewall",
      time: "2025-10-02 07:44:12",
      pri: "6",
      fw: "192.0.2.1",
      vpn: "VPN-PARIS",
      ivs: "Default Network",
      user: "m.martin@example.org",
      realm: "Realm A",
      roles: "Role_A,Role B",
      sessionID: "2222222222",
      proto: "auth",
      src: "198.51.100.4",
      ...EMPTY,
      type: "vpn",
      agent: "Pulse-Secure/22.8.1.31437 (Windows 10) Pulse/22.8.1.31437",
      duration: "",
      msg: "AUT24414: Agent login succeeded for m.martin@example.org/Realm A (session:sid22) from 198.51.100.4 with Pulse-Secure/22.8.1.31437 (Windows 10) Pulse/22.8.1.31437.",
    },
    {
      id: "firewall",
      time: "2024-05-17 18:18:16",
      pri: "6",
      fw: "192.0.2.5",
      vpn: "EX007-V6",
      ivs: "Default Network",
      user: "System",
      realm: "",
      roles: "",
      type: "mgmt",
      proto: "",
      src: "198.51.100.4",
      dst: "",
      dstname: "",
      sent: "",
      rcvd: "",
      msg: "SYS31231: Successfully executed 'Post Settings Request'.",
    },
    {
      id: "firewall",
      time: "2022-03-04 17:05:15",
      pri: "6",
      fw: "192.0.2.22",
      vpn: "GW2NODE02",
      ivs: "Default Network",
      user: "System",
      realm: "",
      roles: "",
      proto: "",
      src: "198.51.100.118",
      ...EMPTY,
      type: "vpn",
      agent: "",
      duration: "",
      msg: "AUT31556: Unauthenticated request url /dana/js?prot=1&svc=4 came from IP 198.51.100.118.",
    },
    {
      id: "firewall",
      time: "2013-04-17 12:00:18",
      pri: "6",
      fw: "192.0.2.9",
      vpn: "ive",
      user: "CORP\\mmartin",
      realm: "corp.example",
      roles: "Basic",
      proto: "http",
      src: "198.51.100.11",
      dst: "192.0.2.76",
      dstname: "intranet.corp.example",
      type: "vpn",
      op: "GET",
      arg: "/RH/Content.aspx?a=1&b=2",
      result: "200",
      sent: "96",
      rcvd: "1156",
      agent: "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1)",
      duration: "0",
      msg: "WEB20174: WebRequest completed, GET to http://intranet.corp.example:80//RH/Content.aspx?a=1&b=2 from 192.0.2.76 result=200 sent=96 received=1156 in 0 seconds",
    },
    {
      id: "firewall",
      time: "2025-10-02 09:20:20",
      pri: "6",
      fw: "192.0.2.1",
      vpn: "VPN-PARIS",
      ivs: "Default Network",
      user: "m.martin@example.org",
      realm: "Realm A",
      roles: "Role_A",
      sessionID: "2222222222",
      proto: "",
      src: "198.51.100.4",
      ...EMPTY,
      type: "vpn",
      agent: "Pulse-Secure/22.8.1.31437",
      duration: "",
      msg: "NWC23508: Key Exchange number 7 occurred for user with NCIP 192.0.2.140 ",
    },
  ];

  it("has a wanted result for each", () => expect(WANT.length).toBe(RECORDS.length));
  for (const [index, fields] of WANT.entries()) {
    const record = RECORDS[index] ?? "";
    it(`line ${index + 1}: ${fields.msg?.slice(0, 8)}`, () => {
      const read = explain(Buffer.from(record), defaultPulseSettings);
      expect({ ...read.fields }).toEqual(fields);
      expect(read).toMatchObject({
        format: "welf",
        pulse: true,
        verdict: "ship",
        code: fields.msg?.slice(0, 8),
        codeCertain: true,
        time: fields.time?.replace(" ", "T"),
        message: record,
        truncated: false,
        vpn: fields.vpn,
        fw: fields.fw,
      });
    });
  }
});

describe("WELF values", () => {
  it("keeps blanks in unquoted values", () => {
    const { fields, vpn } = read(
      welf({ vpn: "Node of Paris", ivs: "A B C", user: "jean  paul d" }),
    );
    expect(fields).toMatchObject({ vpn: "Node of Paris", ivs: "A B C", user: "jean  paul d" });
    expect(vpn).toBe("Node of Paris");
  });

  it("keeps quotes and equals signs in values", () => {
    const of = {
      user: 'a"b=c "d" e',
      agent: 'Mozilla "x" (y=1; "z=2")',
      arg: '/p?q="r"&s=t',
      msg: 'AUT23457: said "no" = "never"',
    };
    expect(read(welf(of)).fields).toMatchObject(of);
    expect(read(mgmt({ ...of, msg: `AUT30685: "${of.msg}"` })).fields).toMatchObject({
      user: of.user,
      msg: `AUT30685: "${of.msg}"`,
    });
  });

  it("reads any order of keys, msg last", () => {
    const { fields, code, pulse } = read(
      'id=firewall roles="R1,R2" src=198.51.100.7 realm="Real m" time="2026-11-24 10:21:15" proto=auth user=bob dy lan vpn=GW fw=192.0.2.1 agent="x y" pri=5 msg="AUT24414: ok"',
    );
    expect(fields).toEqual({
      id: "firewall",
      roles: "R1,R2",
      src: "198.51.100.7",
      realm: "Real m",
      time: "2026-11-24 10:21:15",
      proto: "auth",
      user: "bob dy lan",
      vpn: "GW",
      fw: "192.0.2.1",
      agent: "x y",
      pri: "5",
      msg: "AUT24414: ok",
    });
    expect({ code, pulse }).toEqual({ code: "AUT24414", pulse: true });
  });

  it("keeps keys it does not know", () => {
    const record = welf()
      .replace(" proto=", ' tenant="T 1" zone=eu proto=')
      .replace(" user=", " site=9 user=");
    expect(read(record).fields).toMatchObject({
      site: "9",
      tenant: "T 1",
      zone: "eu",
      ivs: "Default Network",
      roles: "",
      proto: "auth",
    });
    expect(read(record).codeCertain).toBe(true);
  });

  it("is not led astray by keys called like members of objects", () => {
    const { fields } = read(welf().replace(" proto=", " __proto__=x constructor=y proto="));
    expect(JSON.parse(JSON.stringify(fields))).toHaveProperty("constructor", "y");
    expect(JSON.stringify(fields)).toContain('"__proto__":"x"');
  });
});

describe("truncated records", () => {
  it("flags every cut of a record and ships it", () => {
    const record = welf({ msg: "AUT24414: Agent login succeeded for alice" });
    for (let length = "id=firewall".length; length < record.length; length++) {
      const cut = record.slice(0, length).trimEnd();
      const understood = explain(rawLine(modern(cut)), defaultPulseSettings);
      expect(understood).toMatchObject({
        verdict: "ship",
        format: "welf",
        pulse: true,
        truncated: true,
        message: cut,
        codeCertain: false,
      });
    }
    expect(read(record).truncated).toBe(false);
  });

  it("gives what is left of the msg", () => {
    expect(read(welf({ msg: "AUT24414: Agent lo" }).slice(0, -1)).fields.msg).toBe(
      "AUT24414: Agent lo",
    );
  });
});
