import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { segmentPath } from "../../../src/journal/layout.js";
import { Progress } from "../../../src/journal/progress.js";
import { JournalWriter } from "../../../src/journal/writer.js";
import { Framing } from "../../../src/omprog/acknowledger.js";
import { temporaryDir } from "../../support/temporary.js";

const MIB = 1024 * 1024;

function openJournal(dir: string, allowedBytes = 100 * MIB) {
  mkdirSync(dir);
  const progress = new Progress();
  progress.allow(allowedBytes);
  const journal = new JournalWriter({ dir, segmentBytes: 10 * MIB, syncAlways: false }, progress);
  return { progress, journal, framing: new Framing(journal) };
}

const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
/** Bytes with many LFs and CRs among them, and what other line splitters cut at. */
const lineyBytes = fc
  .array(fc.constantFrom("\n", "\r", "\r\n", "\u2028", "\u0085", "a", "é", "\0", '{"raw":"x"}\n'), {
    maxLength: 100,
  })
  .map((parts) => Buffer.from(parts.join("")));

test("any cut of the input into pieces stores the same bytes and answers the same lines", () => {
  const root = temporaryDir();
  let round = 0;
  fc.assert(
    fc.property(
      fc.oneof(anyBytes, lineyBytes),
      fc.array(fc.nat(300), { maxLength: 20 }),
      (input, cuts) => {
        round++;
        const dir = join(root, String(round));
        const { progress, journal, framing } = openJournal(dir);
        const edges = [
          0,
          ...cuts.filter((cut) => cut <= input.length).sort((a, b) => a - b),
          input.length,
        ];
        let said = "";
        let answers = 0;
        edges.forEach((from, index) => {
          const piece = Buffer.from(input.subarray(from, edges[index + 1] ?? input.length));
          if (piece.length === 0) return;
          const answer = framing.take(piece);
          said += answer.text.toString();
          answers += answer.answers;
          // What was read is not kept: the buffer is used again.
          piece.fill(0x78);
        });
        journal.close();

        const whole = input.subarray(0, input.lastIndexOf(0x0a) + 1);
        const lines = whole.filter((byte) => byte === 0x0a).length;
        expect(readFileSync(segmentPath(dir, 1)).equals(whole)).toBe(true);
        expect(said).toBe("OK\n".repeat(lines));
        expect(answers).toBe(lines);
        expect(progress.position).toEqual({ segment: 1, offset: whole.length });
      },
    ),
    { numRuns: 300 },
  );
});

test("a line that has no room is answered with an error, one line, and the next one that has room with OK", () => {
  const dir = join(temporaryDir(), "journal");
  const { progress, journal, framing } = openJournal(dir, 4096);
  expect(framing.take(Buffer.from("first\n")).text.toString()).toBe("OK\n");

  const large = Buffer.alloc(3000, "x");
  expect(framing.take(large).answers).toBe(0);
  expect(framing.take(large).answers).toBe(0);
  const refusal = framing.take(Buffer.from("end of it\nsecond\n"));
  expect(refusal).toMatchObject({ answers: 2, refused: 1 });
  expect(refusal.text.toString()).toMatch(/^not stored: .*spool\.max_bytes.*\nOK\n$/);

  progress.allow(MIB);
  expect(framing.take(Buffer.from("third\n")).text.toString()).toBe("OK\n");
  journal.close();
  const stored = readdirSync(dir)
    .sort()
    .map((name) => readFileSync(join(dir, name), "utf8"));
  expect(stored.join("")).toBe("first\nsecond\nthird\n");
});

test("a long line that was refused is known as refused at its end too", () => {
  const { journal, framing } = openJournal(join(temporaryDir(), "journal"), 4096);
  expect(framing.take(Buffer.alloc(5000, "x")).failure).toMatch("spool.max_bytes");
  expect(framing.take(Buffer.from("end of it\n"))).toMatchObject({
    refused: 1,
    failure: expect.stringContaining("spool.max_bytes"),
  });
  expect(framing.take(Buffer.from("second\n")).failure).toBeUndefined();
  journal.close();
});

test("an answer is one line, whatever the reason holds", () => {
  const failing = {
    append: () => {
      throw new Error("one\ntwo\r\nthree");
    },
  } as unknown as JournalWriter;
  expect(new Framing(failing).take(Buffer.from("x\n")).text.toString()).toBe(
    "not stored: one two three\n",
  );
});
