import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { segmentPath } from "../../../src/journal/layout.js";
import { Progress } from "../../../src/journal/progress.js";
import { Syncer, syncJournal } from "../../../src/journal/syncer.js";
import { JournalWriter } from "../../../src/journal/writer.js";
import { temporaryDir } from "../../support/temporary.js";

const MIB = 1024 * 1024;
const LINE = Buffer.from("line\n");

function openJournal() {
  const dir = join(temporaryDir(), "journal");
  mkdirSync(dir);
  const progress = new Progress();
  progress.allow(100 * MIB);
  const writer = new JournalWriter({ dir, segmentBytes: MIB, syncAlways: false }, progress);
  const write = () => writer.append(LINE, 1, LINE.length);
  return { dir, progress, writer, write, syncer: new Syncer(dir, progress) };
}

/** From now on the kernel refuses to sync this segment: nothing can be synced to /dev/null. */
function breakSegment(dir: string, number: number): void {
  renameSync(segmentPath(dir, number), join(dir, "broken"));
  symlinkSync("/dev/null", segmentPath(dir, number));
}

test("a segment that cannot be made durable gets no more lines", async () => {
  const { dir, progress, writer, write, syncer } = openJournal();
  write();
  breakSegment(dir, 1);
  await expect(syncer.sync()).rejects.toThrow("EINVAL");
  expect(progress.position.segment).toBe(1);
  write();
  expect(progress.position).toEqual({ segment: 2, offset: LINE.length });
  // What was said of the first is not said again.
  await syncer.sync().catch(() => {});
  await syncer.sync();
  writer.close();
});

test("what cannot be made durable counts, whatever cannot be opened after it", async () => {
  const { dir, progress, writer, write, syncer } = openJournal();
  write();
  progress.requestRotation();
  write();
  breakSegment(dir, 1);
  const second = segmentPath(dir, 2);
  renameSync(second, join(dir, "second"));
  symlinkSync(second, second);
  await expect(syncer.sync()).rejects.toThrow("EINVAL");
  write();
  expect(progress.position.segment).toBe(3);
  // The second is still to be made durable.
  rmSync(segmentPath(dir, 1));
  await expect(syncer.sync()).rejects.toThrow("ELOOP");
  writer.close();
});

test("a journal that was taken over is made durable, and what cannot be is told", async () => {
  const { dir, writer, write } = openJournal();
  write();
  writer.close();
  await syncJournal(dir);
  breakSegment(dir, 1);
  await expect(syncJournal(dir)).rejects.toThrow("EINVAL");
});
