import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutKey } from "../../../src/sekoia/secret.js";

const KEY = "abcdefghijklmnopqrstuvwxyz012345";

test.each([
  ["as it is", KEY],
  ["base64", Buffer.from(KEY).toString("base64")],
  ["Basic", Buffer.from(`intake:${KEY}`).toString("base64")],
  ["Basic with another name", Buffer.from(`me:${KEY}`).toString("base64")],
  ["inside JSON in base64url", Buffer.from(`{"key":"${KEY}","x":1}`).toString("base64url")],
  ["hexadecimal", Buffer.from(KEY).toString("hex")],
])("the key goes: %s", (_, form) => {
  const shown = withoutKey(`{"message":"no such key ${form}"}`, KEY);
  expect(shown).toContain("[intake key]");
  expect(shown).not.toContain(KEY.slice(4, 20));
  expect(
    Buffer.from(/key (\S*)"/.exec(shown)?.[1] ?? "", "base64").toString("latin1"),
  ).not.toContain(KEY.slice(4, 20));
});

test("whatever stands around it, no long piece of it is left", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const encoded = Buffer.from(before + KEY + after).toString("base64");
      const shown = withoutKey(encoded, KEY);
      const decoded = Buffer.from(shown.split("[intake key]")[0] ?? "", "base64").toString(
        "latin1",
      );
      expect(shown).toContain("[intake key]");
      expect(decoded).not.toContain(KEY.slice(0, 4));
    }),
  );
});

test("everything else stays, and no key takes nothing away", () => {
  expect(withoutKey("nothing here", KEY)).toBe("nothing here");
  expect(withoutKey("nothing here", "")).toBe("nothing here");
});
