import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { DeadLetters } from "../../../src/dead-letters/dead-letters.js";
import {
  type DeadLetter,
  deadLetterDir,
  deadLetterFiles,
  replayedPath,
} from "../../../src/dead-letters/letter.js";
import { linesOf } from "../../../src/dead-letters/letter-file.js";
import type { DeadReason } from "../../../src/dead-letters/reasons.js";
import { noteReplayed } from "../../../src/dead-letters/replayed.js";
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
  const limits = { refused: maxBytes, sortedOut: maxBytes };
  return new DeadLetters(spool, owner, limits, (file, letters) => evicted.push({ file, letters }));
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

test("what was sorted out stays below its limit: the oldest file goes, and what went is told", async () => {
  const letters = open(10_000);
  const count = 500;
  for (let n = 0; n < count; n++)
    await letters.add("sorted-out", [letter(`event ${n}`, "foreign")]);
  await letters.close();
  expect(bytes()).toBeLessThanOrEqual(11_000);
  const kept = events();
  const gone = evicted.reduce((sum, file) => sum + file.letters, 0);
  expect(gone).toBeGreaterThan(0);
  expect(kept).toEqual(Array.from({ length: count - gone }, (_, n) => `event ${gone + n}`));
});

test("what the intake refused is never deleted: when its limit is reached, no more is taken", async () => {
  const letters = open(10_000);
  let taken = 0;
  await expect(
    (async () => {
      for (;;) {
        await letters.add("refused", [letter(`event ${taken}`)]);
        taken++;
      }
    })(),
  ).rejects.toThrow(
    /have reached dead_letters.max_bytes: send them again .*replay.*or delete them/,
  );
  for (let n = 0; n < 500; n++)
    await letters.add("sorted-out", [letter(`foreign ${n}`, "foreign")]);
  await letters.close();
  expect(taken).toBeGreaterThan(50);
  expect(events().filter((event) => event.startsWith("event"))).toHaveLength(taken);
  expect(evicted.every(({ file }) => file.includes("-sorted-out-"))).toBe(true);
});

test("letters that were sent again make room for others", async () => {
  const letters = open(10_000);
  const fill = async () => {
    for (;;) await letters.add("refused", [letter("one")]);
  };
  await expect(fill()).rejects.toThrow("have reached dead_letters.max_bytes");
  for (const file of deadLetterFiles(deadLetterDir(spool))) {
    noteReplayed(
      file,
      [...linesOf(file)].map(({ mark }) => mark),
    );
  }
  await letters.add("refused", [letter("two")]);
  await letters.close();
  expect(events()).toEqual(["two"]);
});

test("the newest file of another running instance stays, its others and those of a dead one go", async () => {
  const running = open(10_000, currentOwner());
  for (let n = 0; n < 30; n++) {
    await running.add("sorted-out", [letter(`of the running one ${n}`, "foreign")]);
  }
  const files = deadLetterFiles(deadLetterDir(spool));
  // Of files of the same second, the name decides which is older.
  const dead = open(10_000, "1-0-00000000");
  await dead.add("sorted-out", [letter(`of the dead one ${"x".repeat(5000)}`, "foreign")]);
  await dead.close();
  for (const file of deadLetterFiles(deadLetterDir(spool))) writeFileSync(replayedPath(file), "");
  const letters = open(10_000);
  for (let n = 0; n < 500; n++) await letters.add("sorted-out", [letter(`event ${n}`, "foreign")]);
  await running.add("sorted-out", [letter("another of the running one", "foreign")]);
  expect(files.length).toBeGreaterThan(1);
  expect(events()).toContain("of the running one 29");
  expect(events()).toContain("another of the running one");
  expect(events()).not.toContain("of the running one 0");
  expect(events().some((event) => event.startsWith("of the dead one"))).toBe(false);
  const notes = readdirSync(deadLetterDir(spool)).filter((name) => name.endsWith(".replayed"));
  expect(notes).toHaveLength(1);
});

test("when the file was deleted meanwhile, the next letter goes into a new one", async () => {
  const letters = open(10_000);
  await letters.add("refused", [letter("one")]);
  for (const file of deadLetterFiles(deadLetterDir(spool))) rmSync(file);
  await letters.add("refused", [letter("two")]);
  expect(events()).toEqual(["two"]);
});

test("a directory that cannot be made is told, and is tried again", async () => {
  const letters = open(10_000);
  writeFileSync(join(spool, "dead-letters"), "in the way");
  await expect(letters.add("refused", [letter("one")])).rejects.toThrow(
    /the dead letters in .*dead-letters cannot be written/,
  );
  rmSync(join(spool, "dead-letters"));
  await letters.add("refused", [letter("one")]);
  expect(events()).toEqual(["one"]);
});
