import fc from "fast-check";
import { expect, test } from "vitest";
import { heldSince, holdLine } from "../../../src/delivery/held-line.js";

const SINCE = Date.parse("2026-11-25T10:21:15.123Z");

function sinceOf(line: Buffer): number | undefined {
  return heldSince(line, 0, line.at(-1) === 0x0a ? line.length - 1 : line.length);
}

test("a line that is held is still the same object to everyone, and says since when", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (members) => {
      const line = Buffer.from(`${JSON.stringify(members)}\n`);
      const held = holdLine(line, SINCE);
      expect(sinceOf(held)).toBe(SINCE);
      const { held: said, ...rest } = JSON.parse(held.toString()) as Record<string, unknown>;
      expect(said).toBe("2026-11-25T10:21:15.123Z");
      const { held: _, ...before } = JSON.parse(line.toString()) as Record<string, unknown>;
      expect(rest).toEqual(before);
      expect(held.indexOf(0x0a)).toBe(held.length - 1);
      // The first time counts.
      expect(holdLine(held, SINCE + 1)).toEqual(held);
    }),
  );
});

test("no message can bring it about", () => {
  const stamp = ',"held":"2026-11-25T10:21:15.000Z"}';
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom("", "\\", "\\\\", '"', '"}', "\u2028"),
      (text, more) => {
        for (const raw of [text + stamp, text + more + stamp, text + stamp + more]) {
          expect(sinceOf(Buffer.from(`${JSON.stringify({ raw })}\n`))).toBeUndefined();
        }
      },
    ),
  );
});

test.each([
  ["{}\n"],
  ["\n"],
  [""],
  ["{\n"],
  ["<134>PulseSecure: no object\n"],
  ["[1]\n"],
  ['{"raw":"cut on the w\n'],
  ["\u00ff\u00fe{}\n"],
])("a line that is no object with members stays as it is: %j", (text) => {
  const line = Buffer.from(text, "latin1");
  expect(holdLine(line, SINCE)).toEqual(line);
  expect(sinceOf(line)).toBeUndefined();
});

test.each([
  ['{"raw":"a","held":"2026-11-25T10:21:15Z"}'],
  ['{"raw":"a","held":"yesterday, or so it is"}'],
  ['{"raw":"a","held":"9999-99-99T99:99:99.999Z"}'],
  ['{"raw":"a","held":12}'],
  [',"held":"2026-11-25T10:21:15.000Z"}'],
  ['x{"raw":"a","held":"2026-11-25T10:21:15.000Z"}'],
])("what is no such time is not taken for one: %s", (text) => {
  expect(sinceOf(Buffer.from(`${text}\n`))).toBeUndefined();
});

test("only the line itself is looked at, not what lies around it", () => {
  const held = holdLine(Buffer.from('{"raw":"a"}\n'), SINCE);
  const two = Buffer.concat([held, Buffer.from('{"raw":"b"}\n'), held]);
  expect(heldSince(two, held.length, held.length + 11)).toBeUndefined();
  expect(heldSince(two, held.length + 12, two.length - 1)).toBe(SINCE);
});
