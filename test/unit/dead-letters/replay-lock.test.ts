import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deadLetterDir } from "../../../src/dead-letters/letter.js";
import { lockReplay } from "../../../src/dead-letters/replay-lock.js";
import { currentOwner } from "../../../src/journal/owner.js";
import { temporaryDir } from "../../support/temporary.js";

test("a link that somebody puts in its way leads nowhere", () => {
  const spool = temporaryDir();
  mkdirSync(deadLetterDir(spool));
  const elsewhere = join(spool, "elsewhere");
  writeFileSync(elsewhere, "precious");
  symlinkSync(elsewhere, join(deadLetterDir(spool), `replay.lock~${currentOwner()}`));
  expect(() => lockReplay(spool)).toThrow(/EEXIST/);
  expect(readFileSync(elsewhere, "utf8")).toBe("precious");
  expect(readdirSync(deadLetterDir(spool))).toEqual([]);
});

test("what was left on the way to the lock is removed, but for what the living need", () => {
  const spool = temporaryDir();
  const dir = deadLetterDir(spool);
  mkdirSync(dir);
  const dead = "1-1-00000000";
  const needed = `replay.lock.${dead}~${currentOwner()}`;
  const others = [`replay.lock.${dead}`, "replay.lock.unknown", `replay.lock~${dead}`];
  for (const name of [needed, "a letter", ...others]) writeFileSync(join(dir, name), dead);
  const unlock = lockReplay(spool);
  expect(readdirSync(dir).sort()).toEqual(["a letter", "replay.lock", needed]);
  unlock?.();
  expect(readdirSync(dir).sort()).toEqual(["a letter", needed]);
});
