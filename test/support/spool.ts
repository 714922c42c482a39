import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DeadLetter, deadLetterDir, deadLetterFiles } from "../../src/dead-letters/letter.js";
import { readStatuses } from "../../src/status/archive.js";
import type { InstanceStatus } from "../../src/status/status-file.js";
import type { Workplace } from "./workplace.js";

/** The status files in this spool: of running instances, and of ended ones until they are put together. */
export function statuses({ spoolDir }: Workplace): readonly InstanceStatus[] {
  return readStatuses(spoolDir).instances;
}

/** Lines that all instances together have acknowledged. */
export function acknowledged({ spoolDir }: Workplace): number {
  const { ended, instances } = readStatuses(spoolDir);
  return instances.reduce((sum, { received }) => sum + received, ended.received);
}

/** All dead letters in the spool. */
export function deadLetters({ spoolDir }: Workplace): DeadLetter[] {
  return deadLetterFiles(deadLetterDir(spoolDir)).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      // What follows the last line feed is a line still being written, or nothing.
      .slice(0, -1)
      .map((line) => JSON.parse(line) as DeadLetter),
  );
}

/** The lines in the journals of all instances, shipped or not, as bytes (latin1). */
export function journalLines({ spoolDir }: Workplace): string[] {
  const journal = join(spoolDir, "journal");
  return readdirSync(journal)
    .flatMap((owner) => readdirSync(join(journal, owner)).map((name) => join(journal, owner, name)))
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => readFileSync(file, "latin1").split("\n").slice(0, -1));
}
