import { describe, expect, it } from "vitest";
import { explain } from "../../../src/pulse/explain.js";
import { readHeaders } from "../../../src/pulse/header.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { mgmt, rawLine, welf } from "./writer.js";

const RECORD = welf();
const STANDARD =
  "2026-11-24 10:21:15 - gw-node1 - [198.51.100.7] Root::alice(Staff)[Role][30f3] - Logout from 198.51.100.7 (session:sid1)";

const ROWS: [name: string, header: string, want: Partial<ReturnType<typeof readHeaders>>][] = [
  [
    "RFC 5424 (8.x and later)",
    "<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - ",
    { pri: 134, host: "192.0.2.3", tag: "PulseSecure", offset: "+01:00" },
  ],
  [
    "RFC 5424 with fractions, Z and structured data",
    '<134>1 2026-11-24T10:21:15.123456Z gw PulseSecure 12 ID7 [a@1 k="v ] \\" w"][b] ',
    { host: "gw", tag: "PulseSecure", offset: "Z" },
  ],
  [
    "RFC 3164",
    "<134>Nov 24 10:21:15 192.0.2.3 PulseSecure: ",
    { pri: 134, host: "192.0.2.3", tag: "PulseSecure", offset: null },
  ],
  ["RFC 3164, day of one digit", "<134>Nov  4 10:21:15 gw PulseSecure: ", { host: "gw" }],
  ["RFC 3164, process id", "<134>Nov 24 10:21:15 gw PulseSecure[77]: ", { tag: "PulseSecure" }],
  ["7.x and 8.0", "<134>Nov 24 10:21:15 192.0.2.3 Juniper: ", { tag: "Juniper" }],
  ["a tag alone", "<134>PulseSecure: ", { pri: 134, host: null, tag: "PulseSecure" }],
  ["no header but the priority", "<134>", { pri: 134, host: null, tag: null }],
  ["nothing at all", "", { pri: null, host: null, tag: null, offset: null }],
  [
    "a relay's copy",
    "Oct 19 09:16:53 gw-node1 1 2021-10-19T09:16:53+02:00 192.0.2.3 PulseSecure: - - - ",
    { pri: null, host: "192.0.2.3", tag: "PulseSecure", offset: "+02:00" },
  ],
  [
    "a relay's copy with a priority",
    "<13>Oct 19 09:16:53 relay <134>1 2021-10-19T09:16:53+02:00 192.0.2.3 PulseSecure: - - - ",
    { pri: 134, host: "192.0.2.3", offset: "+02:00" },
  ],
  [
    "rsyslog's forwarding format",
    "<134>2021-04-08T12:14:18-07:00 192.0.2.111 PulseSecure: ",
    { host: "192.0.2.111", tag: "PulseSecure", offset: "-07:00" },
  ],
  [
    "two relays",
    "<13> relay2 Feb 22 06:56:11 relay1  2018-02-22T06:56:09+01:00  gw PulseSecure: ",
    { host: "gw", tag: "PulseSecure", offset: "+01:00" },
  ],
  ["a byte order mark in front", "\ufeff<134>Nov 24 10:21:15 gw PulseSecure: ", { host: "gw" }],
  [
    "a byte order mark before the record",
    "<134>1 2026-11-24T10:21:15+01:00 gw PulseSecure: - - - \ufeff",
    { host: "gw" },
  ],
  ["blanks", "  <134>Nov 24 10:21:15 gw PulseSecure:    ", { host: "gw" }],
];

describe("syslog headers", () => {
  for (const [name, header, want] of ROWS) {
    it(`${name}: finds a WELF record and what the header says`, () => {
      const headers = readHeaders((header + RECORD).trimStart());
      expect((header + RECORD).trimStart().slice(headers.at)).toBe(RECORD);
      expect(headers).toMatchObject(want);
      expect(explain(rawLine(header + RECORD), defaultPulseSettings)).toMatchObject({
        message: RECORD,
        format: "welf",
        pulse: true,
      });
      expect(explain(Buffer.from(header + RECORD), defaultPulseSettings).message).toBe(RECORD);
    });
    it(`${name}: finds a Standard record`, () => {
      const found = explain(Buffer.from(header + STANDARD), defaultPulseSettings);
      expect(found).toMatchObject({ format: "standard", pulse: true, code: "AUT22673" });
    });
  }

  it("takes trailing line ends and NULs off, escaped or not", () => {
    for (const end of ["\n", "\r\n", "\0", " ", "#012", "#015#012", "#000", "#000#012 \0\n"]) {
      expect(explain(Buffer.from(RECORD + end), defaultPulseSettings).message).toBe(RECORD);
      expect(explain(rawLine(RECORD + end), defaultPulseSettings).message).toBe(RECORD);
    }
  });

  it("falls back on msg, which rsyslog took from a header of its own knowledge", () => {
    const odd = explain(rawLine(`%%weird ${RECORD}`, { msg: ` ${RECORD}` }), defaultPulseSettings);
    expect(odd).toMatchObject({ message: RECORD, format: "welf", from: "msg" });
    const noRaw = explain(
      Buffer.from(JSON.stringify({ msg: ` ${RECORD}`, programname: "Juniper", ip: "192.0.2.9" })),
      defaultPulseSettings,
    );
    expect(noRaw).toMatchObject({ message: RECORD, tag: "Juniper", source: "192.0.2.9" });
  });

  it("puts back the first word, which rsyslog takes for the program where there is no header", () => {
    const msg = RECORD.slice("id=firewall".length);
    const found = explain(
      Buffer.from(JSON.stringify({ msg, programname: "id=firewall" })),
      defaultPulseSettings,
    );
    expect(found.message).toBe(RECORD);
  });

  it("never searches for a record behind the headers", () => {
    const typed = mgmt({ user: "mallory" });
    for (const text of [
      `<38>Nov 24 10:21:15 host sshd[12]: Failed password for invalid user ${typed}`,
      `<38>Nov 24 10:21:15 host sshd[12]: Failed password for <134>${typed}`,
      `<38>1 2026-11-24T10:21:15+01:00 host sshd 12 - - Invalid user PulseSecure: ${typed}`,
      `<38>Nov 24 10:21:15 host sshd[12]: Nov 24 10:21:15 gw nobody ${typed}`,
      `<134>Nov 24 10:21:15 gw PulseSecure: something else ${typed}`,
    ]) {
      expect(explain(Buffer.from(text), defaultPulseSettings)).toMatchObject({
        format: "unknown",
        message: text,
        code: null,
      });
    }
  });
});
