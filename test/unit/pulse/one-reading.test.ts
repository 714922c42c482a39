import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messages } from "../../../scripts/bench/traffic.js";
import { classify } from "../../../src/pulse/classify.js";
import { hasOneReading } from "../../../src/pulse/one-reading.js";
import { defaultPulseSettings, type PulseSettings } from "../../../src/pulse/settings.js";
import { READERS, said } from "./readers.js";
import { admin, type DeviceRecord, mgmt, modern, rawLine, welf } from "./writer.js";

/** More by hand: FORGERY_RUNS=1000000 npx vitest run --project unit test/unit/pulse/one-reading.test.ts */
const RUNS = Number(process.env.FORGERY_RUNS ?? 20_000);

const TAIL =
  ' realm="Admins" roles="" proto= src=203.0.113.66 dst= dstname= type=mgmt op= arg="" result= sent= rcvd= agent="" duration=';
const SMALL = [
  ...['"', "'", "\\", "=", " ", "(", "[", "a", "admin", "%3D", ": ", "#", "/"],
  ...["\u00a0", "\u0085", "\u2028", "\u2029", "\u3000", "\ufeff", "é", "\n", "\t", "#012", "#011"],
  ...[" src=10.0.0.1", " foo=bar", " SRC=10.0.0.1", " src =10.0.0.1", "realm=Admins", " pri=0"],
  ...[
    ' realm="Admins"',
    ' roles="x"',
    ' msg="AUT24414: x',
    " sent= rcvd=",
    " type=mgmt",
    "id=evil ",
  ],
  ...['" x="', " vpn=EVIL", ' time="2020-01-01 00:00:00"', "\u2028user=x", "\u00a0user=admin"],
  ...[
    '" duration= msg="AUT31556: x',
    '" duration=1 msg="AUT23457: x"',
    '" msg="AUT31556: x" realm="',
  ],
];
const LARGE = [
  TAIL,
  `${TAIL} msg="AUT31556: x`,
  `${TAIL} msg="AUT24414: Agent login succeeded for admin/Users"`,
  ' sent= rcvd= msg="AUT24414: hello',
  ' realm="Admins" roles=".Administrators" type=mgmt msg="ADM22668: Login succeeded for admin',
  welf({ user: "admin", src: "203.0.113.66", msg: "AUT24414: x" }),
];
const typedOf = (pieces: readonly string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 6 })
    .map((all) => all.join(""));
const small = typedOf(SMALL);
const anything = typedOf([...SMALL, ...SMALL, ...LARGE]);

function shipped(record: string, settings: PulseSettings = defaultPulseSettings) {
  return classify(rawLine(modern(record)), settings);
}

/** What tidying makes of a value before anything else. */
const tidied = (value: string) =>
  value.replace(/(?:#01[125]|[\t\n\r])+/g, " ").replace(/[\x00-\x1f\x7f]/g, (c) => {
    return `#${c.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });

function expectAsDevice(record: string, of: Readonly<Record<string, string>>): void {
  const event = shipped(record);
  expect(event).toMatchObject({ verdict: "ship", pulse: true, format: "welf" });
  for (const [name, read] of Object.entries(READERS)) {
    const fields = read(event.message);
    for (const [key, value] of Object.entries(of)) {
      const text = fields.get(name.endsWith("nothing") ? key.toLowerCase() : key) ?? "";
      const is = said(tidied(value));
      // What has been typed into an untouched text may be cut by a reader that knows no quotes, never changed.
      if (said(text) !== is) {
        expect({ name, key, value: said(text), shipped: event.message, record }).toEqual({
          name,
          key,
          value: is,
          shipped: event.message,
          record,
        });
      }
    }
  }
  if (event.forged === null) expect(event.message).toBe(tidied(record));
}

const FIXED = {
  id: "firewall",
  time: "2026-11-24 10:21:15",
  pri: "6",
  fw: "192.0.2.22",
  vpn: "VPN-PARIS",
  ivs: "Default Network",
  realm: "Staff",
  roles: "Role_A,Role B",
  sessionID: "1111111111",
  proto: "auth",
  src: "198.51.100.7",
};

/** Texts of the device, by what of the fields they repeat. */
const TEXTS: ((of: DeviceRecord) => string)[] = [
  () => "AUT23457: Login failed using auth server OTP (ACE Server).  Reason: Failed",
  ({ user }) => `AUT24327: Primary authentication failed for ${user}/Local from 198.51.100.7`,
  ({ user, agent }) =>
    `AUT31504: Login succeeded for ${user}/Staff from 198.51.100.7 with ${agent}.`,
];

describe("whatever is typed, four readers take a record as the device meant it", () => {
  const fields = ["user", "agent", "arg", "dstname"] as const;

  it("any bytes in one field, repeated by the text or not", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.oneof(small, anything),
        fc.constantFrom(...TEXTS),
        (field, typed, text) => {
          const { realm, roles } = FIXED;
          // A whole tail as arg or dstname is one that was typed as user, for all that a record tells.
          const value = field === "user" || field === "agent" ? typed : typed.replaceAll(TAIL, "");
          const of: DeviceRecord = {
            realm,
            roles,
            user: "alice",
            agent: "Firefox",
            [field]: value,
          };
          const msg = text(of);
          const { user = "", agent = "", arg = "", dstname = "" } = of;
          expectAsDevice(welf({ ...of, msg }), { ...FIXED, user, agent, arg, dstname, msg });
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("any bytes in a URL that only the text has", () => {
    fc.assert(
      fc.property(fc.oneof(small, anything), fc.boolean(), (typed, first) => {
        const msg = first
          ? `AUT31556: Unauthenticated request url /${typed} came from IP 198.51.100.9.`
          : `AUT20920: Connection from IP 198.51.100.9 not authenticated yet (URL=/${typed})`;
        fc.pre(!typed.includes('msg="AUT31556') && !typed.includes('msg="AUT20920'));
        const { realm, roles } = FIXED;
        expectAsDevice(welf({ user: "System", realm, roles, msg }), {
          ...FIXED,
          user: "System",
          msg,
        });
      }),
      { numRuns: RUNS },
    );
  });

  it("any bytes as user of an administrator, old and 9.1", () => {
    fc.assert(
      fc.property(fc.oneof(small, anything), fc.boolean(), fc.boolean(), (user, repeated, old) => {
        const { realm, roles } = FIXED;
        const msg = `AUT30685: Primary authentication failed for ${repeated ? user : "x"}/Local from 198.51.100.7`;
        const { sessionID: _, proto, src, ...fixed } = FIXED;
        const written = (old ? mgmt : admin)({ user, realm, roles, msg, ivs: FIXED.ivs });
        expectAsDevice(written, { ...fixed, ...(old ? { proto, src } : {}), user, msg });
      }),
      { numRuns: RUNS },
    );
  });

  it("any small pieces in all of them at once", () => {
    const pieces = typedOf(SMALL.filter((piece) => !/msg=|realm="/.test(piece)));
    fc.assert(
      fc.property(
        pieces,
        pieces,
        pieces,
        pieces,
        fc.constantFrom(...TEXTS),
        (user, agent, arg, dstname, text) => {
          const { realm, roles } = FIXED;
          const of: DeviceRecord = { realm, roles, user, agent, arg, dstname };
          const msg = text(of);
          expectAsDevice(welf({ ...of, msg }), { ...FIXED, user, agent, arg, dstname, msg });
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("any bytes as user of a Standard record, or in its text", () => {
    fc.assert(
      fc.property(small, small, (user, typed) => {
        fc.pre(!/[[\]()]|::/.test(user + typed));
        const raw = `2026-11-24 10:21:15 - gw - [198.51.100.7] Root::${user}(Staff)[Role A][abc] - Session resumed from user agent '${typed}'.`;
        const event = shipped(raw);
        const expected = {
          user,
          realm: "Staff",
          vpn: "gw",
          ivs: "Root",
          src: "198.51.100.7",
          msg: `EAM24460: Session resumed from user agent '${typed}'.`,
        };
        for (const read of Object.values(READERS)) {
          const fields = read(event.message);
          for (const [key, value] of Object.entries(expected)) {
            expect([key, said(fields.get(key) ?? "")]).toEqual([key, said(tidied(value))]);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe("what is ordinary", () => {
  const ordinary = [
    ...readFileSync(new URL("../../fixtures/welf.log", import.meta.url), "utf8").split("\n"),
    ...[...messages(2_000, 11)].map((message) => message.slice(message.indexOf("id=firewall"))),
    welf({ user: "CN=Jane Doe" }),
    welf({ user: "O'Brien" }),
    welf({ user: "CORP\\jane" }),
    welf({ msg: "AUT23278: passed for x , with certificate 'CN=Jane, OU=Staff, O=Example'" }),
    welf({
      arg: "/a?type=5&user=x",
      msg: "AUT31556: Unauthenticated request url /a?type=5&user=x came from IP 192.0.2.1.",
    }),
    welf().replace(' msg="', ' newkey=5 msg="'),
    welf({ ivs: null, sessionID: null }),
    admin(),
    mgmt(),
  ].filter((record) => record.startsWith("id=firewall"));

  it("leaves byte for byte as it came", () => {
    for (const record of ordinary) {
      expect([record, hasOneReading(record)]).toEqual([record, true]);
      expect(shipped(record)).toMatchObject({ message: record, forged: null });
    }
  });

  it("so does every beginning of it that a cut leaves", () => {
    const record = welf();
    for (let length = record.indexOf("user="); length < record.length; length++) {
      const cut = record.slice(0, length).trimEnd();
      expect([cut, hasOneReading(cut)]).toEqual([cut, true]);
    }
  });
});

describe("pulse.forged", () => {
  const record = welf({ user: 'x realm="Admins"' });

  it("rewrite: the original is given, and people see what was typed", () => {
    const event = shipped(record);
    expect(event).toMatchObject({ verdict: "ship", reason: null, forged: record });
    expect(event.message).toBe(welf({ user: "\"x realm%3D'Admins'\"" }));
  });

  it("ship: as it came, and told all the same", () => {
    const event = shipped(record, { ...defaultPulseSettings, forged: "ship" });
    expect(event).toMatchObject({ verdict: "ship", message: record, forged: record });
  });

  it("set-aside: kept, with the reason; a drop rule that fires comes first", () => {
    const event = shipped(record, { ...defaultPulseSettings, forged: "set-aside" });
    expect(event).toMatchObject({ verdict: "set-aside", forged: record });
    expect(event.reason?.word).toBe("forged-original");
  });
});
