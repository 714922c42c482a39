import { mkdirSync, rmdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JournalConsumer } from "../../../src/delivery/journal-consumer.js";
import { Parking } from "../../../src/delivery/parking.js";
import { CURSOR_FILE, segmentPath } from "../../../src/journal/layout.js";
import { Spool } from "../../../src/journal/spool.js";
import { keptLog } from "../../support/log.js";
import { temporaryDir } from "../../support/temporary.js";

const LINE = Buffer.from("a line\n");

/** A parking whose directories are prepared by `prepare` before it gets them. */
function open(prepare: (dir: string) => void) {
  const spool = new Spool(temporaryDir());
  const dirs: string[] = [];
  const newJournal = spool.newJournal.bind(spool);
  spool.newJournal = () => {
    const dir = newJournal();
    dirs.push(dir);
    prepare(dir);
    return dir;
  };
  const sources: JournalConsumer[] = [];
  const parking = new Parking(spool, keptLog().log, (source) => sources.push(source));
  return { parking, sources, dirs };
}

test("a journal that cannot be read yet takes no lines, for nobody would ship them", async () => {
  const { parking, sources, dirs } = open((dir) => mkdirSync(join(dir, CURSOR_FILE)));
  expect(() => parking.store([LINE])).toThrow("EISDIR");
  rmdirSync(join(dirs[0] ?? "", CURSOR_FILE));
  parking.store([LINE]);
  expect(sources).toHaveLength(1);
  expect(String((await sources[0]?.next())?.bytes)).toBe("a line\n");
});

test("however often a journal cannot be begun, there is one directory", () => {
  const { parking, dirs } = open((dir) => writeFileSync(segmentPath(dir, 1), ""));
  for (let n = 0; n < 5; n++) expect(() => parking.store([LINE])).toThrow("EEXIST");
  expect(dirs).toHaveLength(1);
  unlinkSync(segmentPath(dirs[0] ?? "", 1));
  parking.store([LINE]);
  expect(parking.isDrained).toBe(false);
});
