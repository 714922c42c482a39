import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messages } from "../../../scripts/bench/traffic.js";
import { type Classified, classify } from "../../../src/pulse/classify.js";
import { compileDropRules } from "../../../src/pulse/drop.js";
import { defaultPulseSettings, type PulseSettings } from "../../../src/pulse/settings.js";
import { UsualLines } from "../../../src/pulse/usual-line.js";
import { line, mgmt, modern, rawLine, welf } from "./writer.js";

const RULES = compileDropRules([
  { code: "AUT31556" },
  { type: "mgmt" },
  { pri: 0, type: "vpn" },
  { fw: "203.0.113.66" },
  { vpn: "EVIL" },
]);
const SETTINGS: readonly PulseSettings[] = [
  defaultPulseSettings,
  { ...defaultPulseSettings, time: "utc", foreign: "ship", unknown: "set-aside" },
  {
    ...defaultPulseSettings,
    time: "utc",
    zones: new Map([
      ["192.0.2.22", "Europe/Paris"],
      ["192.0.2.3", "America/St_Johns"],
    ]),
    drop: RULES,
  },
];
const ALL = SETTINGS.map((settings) => ({ settings, usual: new UsualLines(settings) }));

/** The quick way, with other lines around. */
function quickly(usual: UsualLines, bytes: Buffer): Classified | null {
  if (!isUtf8(bytes)) return null;
  const before = Buffer.from('{"raw":"before"}\n');
  const piece = Buffer.concat([before, bytes, Buffer.from('\n","ip":"192.0.2.99"}\n')]);
  return usual.classify(piece, before.length, before.length + bytes.length);
}

const textOf = (json: string) => JSON.parse(Buffer.from(json, "latin1").toString()) as unknown;

/** Everything but the JSON, which only the quick way has where the time was rewritten. */
function membersOf(event: Classified): Omit<Classified, "json"> {
  const { json: _, ...members } = { ...event, message: event.message };
  return members;
}

/** Fails where the two ways differ; tells by how many settings the line is an ordinary one. */
function compare(bytes: Buffer): number {
  let taken = 0;
  for (const { settings, usual } of ALL) {
    const quick = quickly(usual, bytes);
    if (quick === null) continue;
    taken++;
    const slow = classify(bytes, settings);
    const same =
      isDeepStrictEqual(membersOf(quick), membersOf(slow)) &&
      quick.json !== null &&
      textOf(quick.json) === slow.message &&
      (slow.json === null || slow.json === quick.json);
    if (!same) expect({ ...quick, message: quick.message }).toEqual({ ...slow });
    expect(same).toBe(true);
  }
  return taken;
}

/** rsyslog escapes the slash too. */
const asRsyslog = (bytes: Buffer) =>
  Buffer.from(bytes.toString("latin1").replaceAll("/", "\\/"), "latin1");

const fixtures = ["welf.log", "standard.log"].flatMap((name) =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8")
    .split("\n")
    .filter((record) => record !== ""),
);
const traffic = [...messages(300, 7)];
const typedAsUser = [
  "CORP\\alice",
  "CORP\\nadia",
  "jérôme",
  'x" duration= msg="AUT31556: x',
  ' msg="AUT31556: x"',
  'xmsg="',
  "x#012id=firewall",
  "x\u2028y\u0085",
  "x user=y",
  "\ud83d\ude00",
];
const HEADERS: readonly ((record: string) => string)[] = [
  (record) => record,
  (record) => `<134>${record}`,
  (record) => modern(record),
  (record) => modern(record, "Z"),
  (record) => modern(record, "-03:30"),
  (record) => `<134>Nov 24 10:21:15 192.0.2.3 PulseSecure: ${record}`,
  (record) => `<134>Nov 24 10:21:15 gw Juniper: ${record}`,
  (record) => `<134>2026-11-24T10:21:15+01:00 192.0.2.3 other: ${record}`,
  (record) => `Oct 19 09:16:53 relay 1 2021-10-19T09:16:53+02:00 gw PulseSecure: - - - ${record}`,
  (record) => `<134>1 - - - - - [a b="c] "] ${record}`,
  (record) => `\ufeff ${modern(record)} `,
];
const records = [
  ...fixtures,
  ...typedAsUser.flatMap((user) => [
    welf({ user }),
    mgmt({ user, msg: `AUT24327: failed for ${user}` }),
  ]),
  welf({ ivs: null }),
  welf({ time: "2026-02-30 10:21:15" }),
  welf({ time: "2026-10-25 02:30:00" }),
  welf({ msg: "no code" }),
  welf({ msg: `WEB20174: ${"/a".repeat(1_000)}` }),
  welf({ vpn: "EVIL" }),
  welf({ pri: "0" }),
  welf().replace("vpn=VPN-PARIS ", ""),
  'id=firewall time="2026-11-24 10:21:15" fw="SN310" pri=5 user="x" msg="AUT23457: x"',
];
const raws = [...traffic, ...records.flatMap((record) => HEADERS.map((header) => header(record)))];

const raw = fc.constantFrom(...raws);
const piece = fc.constantFrom(
  '"',
  "\\",
  '\\"',
  '\\\\"',
  '","',
  ' msg="',
  ' msg=\\"AUT31556: x',
  '\\" duration= msg=\\"AUT31556: x\\"',
  '"}',
  '","msg":"',
  ',"ip":"192.0.2.77"',
  ',"hostname":"evil",',
  "\\n",
  "\\u0000",
  "\\u0041",
  "\\ud800",
  "\\/",
  "/",
  "#012",
  "#000",
  "#01",
  "#357#273#277",
  "\u0000",
  "\t",
  "\r",
  "\u007f",
  "\u0085",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "é",
  " ",
  "=",
  "<134>",
  " user=",
  "user=",
  " vpn=EVIL",
  " pri=0",
  ' realm=\\"',
  " type=mgmt",
  "id=firewall ",
  'time=\\"2020-01-01 00:00:00\\" ',
  " startime=1",
  "1 2020-01-01T00:00:00Z evil PulseSecure: - - - ",
  "{",
  "}",
);
const bytes = fc.oneof(
  { weight: 4, arbitrary: piece.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3 }).map((array) => Buffer.from(array)) },
);
/** Puts `into` in place of up to `gone` bytes; `where` as a share of the whole, each as likely. */
const change = fc.record({
  where: fc.noBias(fc.nat(10_000)).map((n) => n / 10_000),
  gone: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(30), fc.constant(10_000)),
  into: bytes,
});
const changes = fc.array(change, { maxLength: 3 });

function changed(of: Buffer, list: readonly { where: number; gone: number; into: Buffer }[]) {
  return list.reduce((now, { where, gone, into }) => {
    const at = Math.floor(where * now.length);
    return Buffer.concat([now.subarray(0, at), into, now.subarray(at + gone)]);
  }, of);
}

const withoutLf = (of: Buffer) => of.filter((byte) => byte !== 0x0a) as Buffer;

describe("the quick way", () => {
  it("takes what devices write every day", () => {
    for (const message of traffic) {
      expect([message, compare(asRsyslog(rawLine(message)))]).toEqual([message, ALL.length]);
    }
    for (const user of ["CORP\\nadia", "jérôme", "a/b", "o'neil", "a b"]) {
      for (const record of [welf({ user }), mgmt({ user })]) {
        for (const header of [modern, HEADERS[5], HEADERS[8]]) {
          const message = header?.(record) ?? "";
          expect([message, compare(asRsyslog(rawLine(message)))]).toEqual([message, ALL.length]);
        }
      }
    }
  });

  it("says what the slow way says of every record under every header", () => {
    for (const message of raws) {
      compare(rawLine(message));
      compare(asRsyslog(rawLine(message)));
      compare(Buffer.from(message));
    }
  });

  it("says the same of lines that were changed anywhere", () => {
    let taken = 0;
    fc.assert(
      fc.property(raw, changes, fc.boolean(), (message, list, escaped) => {
        const whole = escaped ? asRsyslog(rawLine(message)) : rawLine(message);
        taken += compare(withoutLf(changed(whole, list)));
      }),
      { numRuns: 20_000 },
    );
    // Else this would compare nothing.
    expect(taken).toBeGreaterThan(5_000);
  });

  it("says the same of messages that were changed anywhere, in JSON that is whole", () => {
    let taken = 0;
    fc.assert(
      fc.property(raw, changes, (message, list) => {
        taken += compare(rawLine(changed(Buffer.from(message), list).toString()));
      }),
      { numRuns: 20_000 },
    );
    expect(taken).toBeGreaterThan(5_000);
  });

  it("says the same whatever members there are, in any order", () => {
    const value = fc.oneof(
      fc.constantFrom("192.0.2.3", "2001:db8::1", "host name", "é", "a/b", ""),
      fc.string(),
    );
    const names = ["raw", "msg", "programname", "hostname", "ip", "pri", "reported", "received"];
    fc.assert(
      fc.property(
        raw,
        fc.shuffledSubarray(names),
        fc.boolean(),
        fc.dictionary(fc.constantFrom(...names.slice(1)), value),
        (message, order, rawFirst, others) => {
          const all = JSON.parse(line({ raw: message, ...others }).toString());
          const kept = rawFirst ? ["raw", ...order.filter((name) => name !== "raw")] : order;
          compare(Buffer.from(JSON.stringify(all, kept)));
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it("keeps apart what begins alike", () => {
    const seconds = ["10:21:15", "10:21:16"];
    const lines = ["192.0.2.3", "192.0.2.4"].flatMap((ip) =>
      ["+01:00", "Z"].flatMap((offset) =>
        seconds.map((second) =>
          rawLine(
            modern(
              welf({ time: `2026-11-24 ${second}`, ivs: "A network with a name of some length" }),
              offset,
              `2026-11-24T${second}`,
            ),
            { ip },
          ),
        ),
      ),
    );
    for (let round = 0; round < 3; round++) {
      for (const one of lines) expect(compare(one)).toBe(ALL.length);
    }
  });
});
