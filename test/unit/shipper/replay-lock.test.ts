import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { currentOwner } from "../../../src/journal/owner.js";
import { deadLetterDir } from "../../../src/shipper/dead-letters.js";
import { lockReplay } from "../../../src/shipper/replay-lock.js";
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
