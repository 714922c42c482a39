import fc from "fast-check";
import { expect, test } from "vitest";
import { printable, printableJson, printableLines } from "../../../src/terminal/printable.js";

test.each([
  ["\x1b[2J", "\\u{1b}[2J"],
  ["a\u009b31mb", "a\\u{9b}31mb"],
  ["\u009d0;title\u0007", "\\u{9d}0;title\\u{7}"],
  ["abc\u202edef\u202c", "abc\\u{202e}def\\u{202c}"],
  [
    "\u2066x\u2069\u200b\u200d\u200e\u061c\ufeff",
    "\\u{2066}x\\u{2069}\\u{200b}\\u{200d}\\u{200e}\\u{61c}\\u{feff}",
  ],
  ["a\nb\rc\td", "a\\u{a}b\\u{d}c\\u{9}d"],
  ["\u2028\u2029\u0085", "\\u{2028}\\u{2029}\\u{85}"],
  ["\u{e0041}\u3164\u115f\u034f\ufe0f", "\\u{e0041}\\u{3164}\\u{115f}\\u{34f}\\u{fe0f}"],
  ["\ud800x", "\\u{d800}x"],
  ["\x7f", "\\u{7f}"],
])("%j is shown as %j", (text, shown) => expect(printable(text)).toBe(shown));

test.each(["plain ~", "Zoë Ångström", "Иван", "山田太郎", "عمر", "עומר", "🔑", "e\u0301"])(
  "%s stays as it is",
  (text) => {
    for (const show of [printable, printableLines, printableJson]) expect(show(text)).toBe(text);
  },
);

test("whole lines keep their line feeds and nothing else", () => {
  expect(printableLines("a\nb\r\n\u009b\n")).toBe("a\nb\\u{d}\n\\u{9b}\n");
});

const RAW = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

test("whatever is in a text, nothing raw is left, and JSON keeps its value", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
      expect(printable(text)).not.toMatch(RAW);
      const json = printableJson(JSON.stringify({ [text]: text }));
      expect(json).not.toMatch(RAW);
      expect(JSON.parse(json)).toEqual({ [text]: text });
    }),
    { numRuns: 2000 },
  );
});
