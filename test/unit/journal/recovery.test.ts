import { mkdirSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Cursor, loadCursor } from "../../../src/journal/cursor.js";
import { type Position, START, segmentPath } from "../../../src/journal/layout.js";
import { Progress } from "../../../src/journal/progress.js";
import { JournalReader, MAX_LINE_BYTES } from "../../../src/journal/reader.js";
import { JournalWriter } from "../../../src/journal/writer.js";
import { Framing } from "../../../src/omprog/acknowledger.js";
import { temporaryDir } from "../../support/temporary.js";

/** Everything a reader finds from `from` on, as one text; `missing` are the segments it complained about. */
async function readAll(dir: string, from: Position = START, progress?: Progress) {
  const missing: string[] = [];
  const reader = new JournalReader(dir, from, progress, {
    onMissing: (path) => missing.push(path),
  });
  const parts: Buffer[] = [];
  for (let chunk = await reader.next(); chunk; chunk = await reader.next()) {
    parts.push(Buffer.from(chunk.bytes));
  }
  const { position } = reader;
  reader.close();
  return { text: Buffer.concat(parts).toString("latin1"), missing, position };
}

/** Stores `lines` in a new journal and returns what was acknowledged and where each line ended. */
function writeJournal(dir: string, lines: readonly string[], segmentBytes: number) {
  mkdirSync(dir);
  const progress = new Progress();
  progress.allow(2 ** 30);
  const journal = new JournalWriter({ dir, segmentBytes, syncAlways: false }, progress);
  const framing = new Framing(journal);
  const ends = lines.map((line) => {
    framing.take(Buffer.from(`${line}\n`, "latin1"));
    return progress.position;
  });
  return { progress, journal, ends };
}

const line = fc.string({ unit: fc.constantFrom("a", "é", "{", '"', "\r", "\0"), maxLength: 40 });

test("whatever prefix of the last segment survives, exactly its whole lines come back", async () => {
  const root = temporaryDir();
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      fc.nat(),
      async (lines, cut) => {
        round++;
        const dir = join(root, String(round));
        const { journal } = writeJournal(dir, lines, 100);
        journal.close();
        const written = (await readAll(dir)).text;
        expect(written).toBe(lines.map((text) => `${text}\n`).join(""));

        const last = readdirSync(dir).filter((name) => name.endsWith(".jsonl")).length;
        const before = await readAll(dir, { segment: last, offset: 0 });
        const kept = cut % (before.text.length + 1);
        truncateSync(segmentPath(dir, last), kept);
        const whole = before.text.slice(0, before.text.slice(0, kept).lastIndexOf("\n") + 1);
        const recovered = await readAll(dir);
        expect(recovered.text).toBe(written.slice(0, written.length - before.text.length) + whole);
        expect(recovered.missing).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

test("reading from any cursor gives exactly the lines behind it", async () => {
  const dir = join(temporaryDir(), "journal");
  const lines = Array.from({ length: 50 }, (_, n) => `line ${n}`);
  const { journal, ends } = writeJournal(dir, lines, 64);
  journal.close();
  for (const [n, end] of ends.entries()) {
    const { text } = await readAll(dir, end);
    expect(text).toBe(
      lines
        .slice(n + 1)
        .map((rest) => `${rest}\n`)
        .join(""),
    );
  }
});

test("a journal being written is read up to the acknowledged end, also when its file is deleted", async () => {
  const dir = join(temporaryDir(), "journal");
  const { progress, journal } = writeJournal(dir, ["one"], 1000);
  journal.append(Buffer.from("unfinished"), 0, 0);
  expect((await readAll(dir, START, progress)).text).toBe("one\n");
  rmSync(dir, { recursive: true });
  journal.append(Buffer.from(" but then\n"), 1, 10);
  expect((await readAll(dir, START, progress)).text).toBe("one\nunfinished but then\n");
  progress.requestRotation();
  journal.append(Buffer.from("two\n"), 1, 4);
  const { text, missing } = await readAll(dir, { segment: 1, offset: 24 }, progress);
  expect(text).toBe("two\n");
  expect(missing).toEqual([segmentPath(dir, 1)]);
  journal.close();
});

test("a segment that is gone is reported, and the others are read", async () => {
  const dir = join(temporaryDir(), "journal");
  const { journal } = writeJournal(dir, ["aaaaaaaa", "bbbbbbbb", "cccccccc"], 4);
  journal.close();
  rmSync(segmentPath(dir, 2));
  const { text, missing } = await readAll(dir);
  expect(text).toBe("aaaaaaaa\ncccccccc\n");
  expect(missing).toEqual([segmentPath(dir, 2)]);
});

test("a directory that cannot be listed for a moment is not the end of the journal", async () => {
  const dir = join(temporaryDir(), "journal");
  const { journal } = writeJournal(dir, ["one", "two"], 1);
  journal.close();
  const reader = new JournalReader(dir, START, undefined, { onMissing: () => {} });
  expect(String((await reader.next())?.bytes)).toBe("one\n");

  renameSync(dir, `${dir}.away`);
  writeFileSync(dir, "no directory");
  await expect(reader.next()).rejects.toThrow("ENOTDIR");

  rmSync(dir);
  renameSync(`${dir}.away`, dir);
  expect(String((await reader.next())?.bytes)).toBe("two\n");
  reader.close();
});

test("an empty segment and files of others do no harm", async () => {
  const dir = join(temporaryDir(), "journal");
  const { journal } = writeJournal(dir, ["one"], 1000);
  journal.close();
  writeFileSync(segmentPath(dir, 2), "");
  writeFileSync(segmentPath(dir, 3), "three\n");
  writeFileSync(join(dir, "notes.txt"), "not ours\n");
  expect((await readAll(dir)).text).toBe("one\nthree\n");
});

test("a line longer than the limit is cut, told its length, and the next one is read whole", async () => {
  const dir = temporaryDir();
  const long = MAX_LINE_BYTES + 1234;
  writeFileSync(segmentPath(dir, 1), `${"x".repeat(long)}\nnext\n`);
  const reader = new JournalReader(dir, START, undefined, { onMissing: () => {} });
  const first = await reader.next();
  expect(first?.bytes.length).toBe(MAX_LINE_BYTES);
  expect(first?.cutLineBytes).toBe(long);
  const second = await reader.next();
  expect(second?.bytes.toString()).toBe("next\n");
  expect(await reader.next()).toBeUndefined();
  reader.close();
});

test("the cursor comes back as stored", () => {
  const dir = temporaryDir();
  const cursor = new Cursor(dir);
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), (segment, offset) => {
      cursor.store({ segment, offset });
      expect(loadCursor(dir)).toEqual({ position: { segment, offset }, damaged: false });
    }),
  );
  cursor.close();
});

test("a torn or garbage cursor reads as the start, and says that it is damaged", () => {
  const dir = temporaryDir();
  const file = join(dir, "cursor");
  expect(loadCursor(dir)).toEqual({ position: START, damaged: false });
  writeFileSync(file, "");
  expect(loadCursor(dir)).toEqual({ position: START, damaged: false });
  const cursor = new Cursor(dir);
  cursor.store({ segment: 7, offset: 1234 });
  cursor.close();
  truncateSync(file, 30);
  expect(loadCursor(dir)).toEqual({ position: START, damaged: true });
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
      writeFileSync(file, bytes);
      expect(loadCursor(dir)).toEqual({ position: START, damaged: true });
    }),
  );
});
