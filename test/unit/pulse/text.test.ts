import { describe, expect, it } from "vitest";
import { explain } from "../../../src/pulse/explain.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { decode, tidy } from "../../../src/pulse/text.js";
import { modern, rawLine, welf } from "./writer.js";

describe("decode", () => {
  it("takes valid UTF-8 for UTF-8", () => {
    expect(decode(Buffer.from("indiqué 漢字 😀"))).toBe("indiqué 漢字 😀");
  });
  it("takes anything else for Windows-1252", () => {
    expect(decode(Buffer.from([0x69, 0x6e, 0x64, 0xe9]))).toBe("indé");
    expect(decode(Buffer.from([0x80, 0x92, 0x9f, 0x85]))).toBe("€’Ÿ…");
    expect(decode(Buffer.from([0x81, 0x8d, 0x8f, 0x90, 0x9d]))).toBe(
      "\u0081\u008d\u008f\u0090\u009d",
    );
  });
  it("agrees with the WHATWG table for every byte", () => {
    const names = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
    for (let byte = 0x80; byte < 0x100; byte++) {
      const want = byte < 0xa0 ? names[byte - 0x80] : String.fromCharCode(byte);
      expect(decode(Buffer.from([byte]))).toBe(want);
    }
  });
});

describe("tidy", () => {
  const CASES: [from: string, to: string][] = [
    ["a#011b", "a b"],
    ["a#012b", "a b"],
    ["half a pair \ud800 and \udfff", "half a pair \ufffd and \ufffd"],
    ["a whole one \u{1f600}", "a whole one \u{1f600}"],
    ["a#015#012b", "a b"],
    ["a\tb\nc\r\nd", "a b c d"],
    ["a\rb", "a b"],
    ["a#033[31mb#007", "a#033[31mb#007"],
    ["a\u001b[31mb\u0007\0c\u007f", "a#033[31mb#007#000c#177"],
    ["a#012", "a"],
    ["a \r\n\0#000#012#011 ", "a"],
    ["#011 a", "a"],
    ["\ufeffa", "a"],
    ["a#01", "a#01"],
    ["a#0112", "a 2"],
    ["a\u2028b\u2029c\u0085d", "a\u2028b\u2029c\u0085d"],
    ["a  b", "a  b"],
    ["", ""],
    ["#012", ""],
  ];
  for (const [from, to] of CASES) {
    it(JSON.stringify(from), () => {
      expect(tidy(from)).toBe(to);
      expect(tidy(tidy(from))).toBe(to);
    });
  }
});

describe("records from rsyslog", () => {
  const record = welf({ msg: "AUT24804: indiqué n'est pas installé" });

  it("may be UTF-8 or Windows-1252, each by itself", () => {
    const json = rawLine(modern(record)).toString();
    for (const encoding of ["utf8", "latin1"] as const) {
      expect(explain(Buffer.from(json, encoding), defaultPulseSettings).message).toBe(record);
    }
    expect(explain(Buffer.from(modern(record), "latin1"), defaultPulseSettings).message).toBe(
      record,
    );
  });

  it("may be escaped in any way JSON knows", () => {
    const escapes = JSON.stringify(modern(`${record}\n`))
      .replace("é", "\\u00e9")
      .replaceAll("/", "\\/");
    const line = Buffer.from(`{"raw":${escapes},"msg":"","ip":"192.0.2.3"}`);
    expect(explain(line, defaultPulseSettings)).toMatchObject({ message: record, ip: "192.0.2.3" });
  });

  it("may have their members in any order, more of them, or fewer", () => {
    const raw = modern(record);
    const lines = [
      { ip: "192.0.2.3", raw },
      { other: 1, raw, more: null, ip: "192.0.2.3" },
      { raw, ip: "192.0.2.3", msg: "x" },
      { msg: raw, ip: "192.0.2.3" },
    ];
    for (const line of lines) {
      expect(explain(Buffer.from(JSON.stringify(line)), defaultPulseSettings)).toMatchObject({
        message: record,
        source: "192.0.2.3",
      });
      expect(
        explain(
          Buffer.from(JSON.stringify(line, null, 1).replaceAll("\n", " ")),
          defaultPulseSettings,
        ),
      ).toMatchObject({ message: record });
    }
  });

  it("may hold what looks like a member", () => {
    const user = 'x","ip":"203.0.113.66","raw":"y\\","ip":"203.0.113.66';
    const line = rawLine(modern(welf({ user })));
    expect(explain(line, defaultPulseSettings)).toMatchObject({
      source: "192.0.2.3",
      ip: "192.0.2.3",
    });
    expect(explain(line, defaultPulseSettings).fields).toMatchObject({ user });
  });

  it("are raw log lines where they are no such object", () => {
    for (const text of [
      "{",
      "{}",
      '{"raw":5}',
      '{"raw":"x',
      "[1]",
      "null",
      '"raw"',
      '{"a":"b"}',
      '{"raw":"x"} y',
    ]) {
      expect(explain(Buffer.from(text), defaultPulseSettings)).toMatchObject({
        format: "unknown",
        message: text,
      });
    }
  });
});
