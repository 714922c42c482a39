import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import {
  type DeadLetter,
  DeadLetters,
  type DeadReason,
  deadLetterDir,
  deadLetterFiles,
  replayedPath,
} from "../../../src/dead-letters/dead-letters.js";
import { currentOwner } from "../../../src/journal/owner.js";
import { temporaryDir } from "../../support/temporary.js";

const DEAD_OWNER = "1-1-00000000";

let spool: string;
let evicted: { file: string; letters: number }[];

beforeEach(() => {
  spool = temporaryDir();
  evicted = [];
});

function open(maxBytes: number, owner = DEAD_OWNER): DeadLetters {
  return new DeadLetters(spool, owner, maxBytes, (file, letters) =>
    evicted.push({ file, letters }),
  );
}

function letter(event: string, reason: DeadReason = "refused"): DeadLetter {
  return {
    time: "2026-11-24T10:00:00Z",
    reason,
    detail: "why",
    source: "192.0.2.1",
    timestamp: null,
    event,
  };
}

function events(): string[] {
  return deadLetterFiles(deadLetterDir(spool)).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => (JSON.parse(line) as DeadLetter).event),
  );
}

function bytes(): number {
  return deadLetterFiles(deadLetterDir(spool)).reduce(
    (sum, file) => sum + readFileSync(file).length,
    0,
  );
}

test("together they stay below the limit: the oldest file goes, and what went is told", () => {
  const letters = open(10_000);
  const count = 500;
  for (let n = 0; n < count; n++) letters.add("refused", [letter(`event ${n}`)]);
  letters.close();
  expect(bytes()).toBeLessThanOrEqual(11_000);
  const kept = events();
  const gone = evicted.reduce((sum, file) => sum + file.letters, 0);
  expect(gone).toBeGreaterThan(0);
  expect(kept).toEqual(Array.from({ length: count - gone }, (_, n) => `event ${gone + n}`));
});

test("a flood of what was sorted out pushes out none that the intake refused", () => {
  const letters = open(10_000);
  letters.add("refused", [letter("refused one")]);
  for (let n = 0; n < 500; n++) letters.add("sorted-out", [letter(`foreign ${n}`, "foreign")]);
  letters.add("refused", [letter("refused two")]);
  letters.close();
  expect(events().filter((event) => event.startsWith("refused"))).toEqual([
    "refused one",
    "refused two",
  ]);
  expect(bytes()).toBeLessThanOrEqual(11_000);
});

test("the files of another running instance stay, and those of a dead one go with what was noted", () => {
  const running = open(10_000, currentOwner());
  running.add("refused", [letter("of the running one")]);
  // Of files of the same second, the name decides which is older.
  const dead = open(10_000, "1-0-00000000");
  dead.add("refused", [letter(`of the dead one ${"x".repeat(5000)}`)]);
  dead.close();
  for (const file of deadLetterFiles(deadLetterDir(spool))) writeFileSync(replayedPath(file), "");
  const letters = open(10_000);
  for (let n = 0; n < 500; n++) letters.add("refused", [letter(`event ${n}`)]);
  running.add("refused", [letter("another of the running one")]);
  expect(events()).toContain("of the running one");
  expect(events()).toContain("another of the running one");
  expect(events().some((event) => event.startsWith("of the dead one"))).toBe(false);
  const notes = readdirSync(deadLetterDir(spool)).filter((name) => name.endsWith(".replayed"));
  expect(notes).toHaveLength(1);
});

test("when the file was deleted meanwhile, the next letter goes into a new one", () => {
  const letters = open(10_000);
  letters.add("refused", [letter("one")]);
  for (const file of deadLetterFiles(deadLetterDir(spool))) rmSync(file);
  letters.add("refused", [letter("two")]);
  expect(events()).toEqual(["two"]);
});

test("a directory that cannot be made is told, and is tried again", () => {
  const letters = open(10_000);
  writeFileSync(join(spool, "dead-letters"), "in the way");
  expect(() => letters.add("refused", [letter("one")])).toThrow(
    /the dead letters in .*dead-letters cannot be written/,
  );
  rmSync(join(spool, "dead-letters"));
  letters.add("refused", [letter("one")]);
  expect(events()).toEqual(["one"]);
});
