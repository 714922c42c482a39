import { readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { DeadLetterClass, DeadReason } from "./reasons.js";

/** One line of a dead letter file. */
export interface DeadLetter {
  /** When it was set aside, RFC 3339. */
  readonly time: string;
  readonly reason: DeadReason;
  /** The reason in words. */
  readonly detail: string;
  /** HTTP status and first characters of the answer, when the intake answered. */
  readonly status?: number;
  readonly answer?: string;
  /** The route it was to take, where routes are configured. */
  readonly route?: string;
  /** The device it came from. */
  readonly source: string;
  /** The event's own time, as it goes to the intake. */
  readonly timestamp: string | null;
  /** What would have been shipped. */
  readonly event: string;
}

/** TIME-CLASS-OWNER-NUMBER.jsonl; for OWNER see journal/owner.ts. */
const FILE = /^\d{17}-(refused|sorted-out|evidence)-(\d+-\d+-[0-9a-f]{8})-\d{6}\.jsonl$/;

/** Directory of the dead letters below the spool. */
export function deadLetterDir(spoolDir: string): string {
  return join(spoolDir, "dead-letters");
}

/** Name of the file number `number` that `owner` begins at `time`. */
export function letterFileName(
  time: Date,
  letterClass: DeadLetterClass,
  owner: string,
  number: number,
): string {
  const stamp = time.toISOString().replaceAll(/\D/g, "").slice(0, 17);
  return `${stamp}-${letterClass}-${owner}-${String(number).padStart(6, "0")}.jsonl`;
}

/** Paths of the dead letter files in `dir`, oldest first. None when there is no such directory. */
export function deadLetterFiles(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => FILE.test(name))
      .sort()
      .map((name) => join(dir, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** The instance that writes, or wrote, the dead letter file at `path`. */
export function ownerOfFile(path: string): string {
  return FILE.exec(basename(path))?.[2] ?? "";
}

/** The class of the letters in the file at `path`. */
export function classOfFile(path: string): DeadLetterClass {
  return FILE.exec(basename(path))?.[1] as DeadLetterClass;
}

/** Beside a dead letter file: which of its letters `replay` has dealt with. See replayed.ts */
export function replayedPath(letterFile: string): string {
  return `${letterFile}.replayed`;
}

/** Deletes a dead letter file, and what was noted about it. */
export function removeLetterFile(path: string): void {
  // In this order: a letter without the note would be sent again.
  rmSync(path, { force: true });
  rmSync(replayedPath(path), { force: true });
}
