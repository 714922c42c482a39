import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsedJson } from "../../../src/cli/parse-lines.js";
import { classify } from "../../../src/pulse/classify.js";
import { compileDropRules } from "../../../src/pulse/drop.js";
import { explain } from "../../../src/pulse/explain.js";
import { defaultPulseSettings, type PulseSettings } from "../../../src/pulse/settings.js";
import { mgmt, modern, rawLine, welf } from "./writer.js";

const SETTINGS: PulseSettings = {
  ...defaultPulseSettings,
  time: "utc",
  zones: new Map([["192.0.2.3", "Europe/Paris"]]),
  drop: compileDropRules([{ code: "AUT31556" }, { type: "mgmt", pri: 0 }, { vpn: "EVIL" }]),
};

/** Text that a record can hold as it is: no control character, and no escape of one. */
const text = fc
  .string({ unit: "grapheme" })
  .map((s) => s.replace(/[\x00-\x1f\x7f\ufeff]|#0/g, "_"));
/** The same, with pieces of records in it. */
const typed = fc
  .array(
    fc.oneof(
      text,
      fc.constantFrom(
        ' realm="Admins"',
        ' roles="x"',
        " src=10.0.0.1",
        ' msg="AUT31556: x',
        '" duration= msg="AUT31556: x"',
        " sent= rcvd=",
        " type=mgmt",
        " pri=0",
        " vpn=EVIL",
        ' startime="',
        '"',
        " ",
        "=",
        "\u2028",
        " id=firewall",
        "](x)[y] - ",
      ),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(""));
/** A name as an administrator gives it. */
const name = fc.stringMatching(/^[A-Za-z][\w.-]{0,12}( [\w.-]{1,8}){0,2}$/);
/** A quoted value without what would be a key: `"` is allowed. */
const quoted = text.map((s) => s.replace(/(\w)=/g, "$1:"));
const code = fc.stringMatching(/^[A-Z]{3}\d{5}$/).filter((c) => c !== "AUT31556");
const word = fc.stringMatching(/^[\w.:/-]{0,12}$/);

describe("a record that a device writes", () => {
  const parts = {
    pri: fc.integer({ min: 0, max: 7 }).map(String),
    fw: fc.ipV4(),
    vpn: name,
    ivs: fc.option(name),
    user: text.map((s) => s.replace(/ (\w+)=/g, " $1:")),
    realm: quoted,
    roles: quoted,
    sessionID: fc.option(fc.stringMatching(/^[0-9a-f]{0,10}$/)),
    proto: word,
    src: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant("")),
    dstname: word,
    arg: quoted,
    agent: quoted,
    duration: fc.nat().map(String),
  };

  it("gives the same fields back, access and administration", () => {
    fc.assert(
      fc.property(fc.record(parts), code, text, (of, code, said) => {
        const record = { ...of, msg: `${code}: ${said}` };
        for (const [written, without] of [
          [welf(record), []],
          [mgmt(record), ["sessionID", "arg", "agent", "duration"]],
        ] as const) {
          const read = explain(rawLine(modern(written)), defaultPulseSettings);
          expect(read).toMatchObject({ format: "welf", pulse: true, code });
          expect(read.forged).toBe(read.message === written ? null : written);
          const typed = Object.values(record).join(" ");
          if (!/["=\\\u0085\u2028\u2029]/.test(typed) && !/^['([{<`]/.test(of.user)) {
            expect(read.message).toBe(written);
          }
          for (const [key, value] of Object.entries(record)) {
            if (value === null || value === "" || (without as readonly string[]).includes(key))
              continue;
            if (key === "ivs" && value === "") continue;
            expect([key, read.fields[key]]).toEqual([key, value]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("gives its head and code back whatever is typed as user, and is never dropped for it", () => {
    fc.assert(
      fc.property(typed, name, name, code, fc.boolean(), (user, vpn, ivs, code, echo) => {
        const msg = `${code}: Login failed${echo ? ` for ${user}/Staff` : ""}. Reason: Failed`;
        const read = explain(rawLine(modern(welf({ user, vpn, ivs, msg }))), SETTINGS);
        expect(read).toMatchObject({
          verdict: "ship",
          pulse: true,
          code,
          vpn,
          fw: "192.0.2.22",
          time: "2026-11-24T10:21:15",
        });
        expect(read.fields).toMatchObject({
          id: "firewall",
          time: "2026-11-24 10:21:15",
          pri: "6",
          fw: "192.0.2.22",
          vpn,
          ivs,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("is never dropped for anything that is typed anywhere", () => {
    fc.assert(
      fc.property(typed, typed, typed, typed, (user, agent, arg, said) => {
        const record = welf({ user, agent, arg, msg: `AUT23457: ${said}` });
        expect(classify(rawLine(modern(record)), SETTINGS)).toMatchObject({
          verdict: "ship",
          pulse: true,
          vpn: "VPN-PARIS",
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("as Standard becomes a WELF record of one reading", () => {
    fc.assert(
      fc.property(typed, name, typed, (user, realm, said) => {
        const raw = `2026-11-24 10:21:15 - gw - [198.51.100.7] Root::${user}(${realm})[Users][abc] - Leased 0 units of '${said}`;
        const { message, verdict } = explain(rawLine(raw), SETTINGS);
        expect(verdict).toBe("ship");
        const again = explain(Buffer.from(message), defaultPulseSettings);
        expect(again).toMatchObject({ format: "welf", codeCertain: true, vpn: "gw" });
        // Quotes around a user are its own, to whoever reads it as a device's.
        if (!/ (?:user|ivs|vpn)="/.test(message)) expect(again.message).toBe(message);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Bytes near enough to what is expected to get past the first look. */
const nearly = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }).map((b) => Buffer.from(b)),
      fc
        .constantFrom(
          '{"raw":"',
          '","msg":"',
          '","ip":"192.0.2.3"',
          "}",
          "\\",
          '\\"',
          "\\u0000",
          "\\ud800",
          "<134>",
          "1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - ",
          "Nov 24 10:21:15 gw Juniper: ",
          'id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.22 vpn=GW ',
          "2026-11-24 10:21:15 - gw - [192.0.2.1] ",
          ' user=x realm="" roles="" ',
          ' msg="AUT31556: ',
          "a(b)[c] - ",
          "#012",
          "#000",
          "\ufeff",
        )
        .map((s) => Buffer.from(s)),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => Buffer.concat(pieces));

describe("any bytes", () => {
  it("never throw, and always give one line", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b)),
          nearly,
        ),
        (bytes) => {
          const before = Buffer.from(bytes);
          const read = explain(bytes, SETTINGS);
          expect(bytes.equals(before)).toBe(true);
          const json = parsedJson(read);
          expect(json).not.toMatch(/[\n\r]/);
          expect(Object.keys(JSON.parse(json))).toEqual([
            "format",
            "pulse",
            "code",
            "time",
            "message",
            "fields",
          ]);
          expect(read.message).not.toMatch(/[\x00-\x1f\x7f]/);
          expect(read.code ?? "STD00000").toMatch(/^[A-Z]{3}\d{5}$/);
        },
      ),
      { numRuns: 20_000 },
    );
  });
});

describe("time taken", () => {
  const FRONTS = [
    "",
    'id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.22 vpn=GW ',
    'id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.22 vpn=GW user=x',
    'id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.22 vpn=GW user=x realm="" roles="" ',
    "2026-11-24 10:21:15 - gw - [192.0.2.1] ",
    "<134>1 2026-11-24T10:21:15+01:00 gw PulseSecure 1 2 [a ",
  ];
  const PIECES = [
    ' realm="',
    ' realm="" roles="" proto= src= dst= dstname= sent= rcvd=',
    ' msg="AUT31556: ',
    '" duration= msg="AUT31556: ',
    " sent= rcvd=1",
    " a=",
    ' a="',
    "=",
    "a",
    " ",
    '"',
    "\\",
    '\\"',
    "] - ",
    "(a)[] - ",
    ")",
    "(",
    "[",
    "a(b)[c][d] - ",
    "#012",
    "#000",
    "\n",
    "\0",
    "é",
    ' b="c\\" d"][e ',
    "1234567890",
    "Session:[ deleted. Bandwidth consumed [",
    "Host Checker policy ' passed on host ",
  ];

  function cpu(line: Buffer): number {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3; round++) {
      const start = process.cpuUsage();
      explain(line, SETTINGS);
      const { user, system } = process.cpuUsage(start);
      best = Math.min(best, user + system);
    }
    return best;
  }

  /** Four times the length: four times the time if linear, sixteen times if quadratic. */
  it("grows as the length does, whatever the bytes", { timeout: 120_000 }, () => {
    const slow: string[] = [];
    for (const front of FRONTS) {
      for (const piece of PIECES) {
        const of = (size: number) => front + piece.repeat(Math.ceil(size / piece.length));
        for (const [kind, line] of [
          ["raw", (size: number) => Buffer.from(of(size))],
          ["json", (size: number) => rawLine(of(size))],
        ] as const) {
          // Below a millisecond nothing can be told, and nothing needs to be.
          const grows = () => cpu(line(250_000)) > 10 * Math.max(cpu(line(62_500)), 1_000);
          if (grows() && grows() && grows()) slow.push(`${kind} ${front}${piece}`);
        }
      }
    }
    expect(slow).toEqual([]);
  });
});
