import { closeSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadCursor } from "./cursor.js";
import { segmentNumbers, segmentPath } from "./layout.js";
import { openOwn } from "./open-own.js";
import { isAlive, ownerOf } from "./owner.js";
import { entries } from "./spool.js";

const LF = 0x0a;
const CHUNK_BYTES = 4 * 1024 * 1024;
/** The first waiting line is looked at this far; its time stands near its end, behind the message. */
const LINE_BYTES = 1024 * 1024;
/** Most lines are no longer than this. */
const MOST_LINES_BYTES = 16 * 1024;

/** What a journal holds that is neither confirmed by the intake nor set aside. */
export interface WaitingJournal {
  readonly dir: string;
  /** The instance whose business it is; see owner.ts. */
  readonly owner: string;
  /** False: the owner is gone, and the next instance takes the journal over. */
  readonly ownerAlive: boolean;
  readonly events: number;
  readonly bytes: number;
  /** When rsyslog received the first waiting message, RFC 3339; absent when that cannot be told. */
  readonly oldest?: string;
}

/**
 * Looks at every journal in the spool without touching it. Journals change while they are read, so the
 * numbers are of about now. Throws what the file system says, but not for what is gone.
 */
export function waitingJournals(spoolDir: string): WaitingJournal[] {
  return journalsIn(spoolDir).map(({ dir, owner }) => ({
    dir,
    owner,
    ownerAlive: isAlive(owner),
    ...behindCursor(dir),
  }));
}

/** The same for all journals together, without the number of events, which would mean reading them all. */
export function waitingBytes(spoolDir: string): { bytes: number; oldest?: string } {
  const journals = journalsIn(spoolDir).map(({ dir }) => restOf(dir));
  const [oldest] = journals
    .map(oldestOf)
    .filter((time) => time !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  const bytes = journals.reduce((sum, rests) => sum + bytesOf(rests), 0);
  return { bytes, ...(oldest === undefined ? {} : { oldest }) };
}

function journalsIn(spoolDir: string): { dir: string; owner: string }[] {
  const root = join(spoolDir, "journal");
  return entries(root).flatMap((name) => {
    const owner = ownerOf(name);
    return owner === undefined ? [] : [{ dir: join(root, name), owner }];
  });
}

/** What is left of one segment behind the cursor. */
interface Rest {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

function restOf(dir: string): Rest[] {
  const { position } = loadCursor(dir);
  return segmentNumbers(entries(dir))
    .filter((number) => number >= position.segment)
    .map((number) => {
      const path = segmentPath(dir, number);
      const from = number === position.segment ? position.offset : 0;
      return { path, from, to: statSync(path, { throwIfNoEntry: false })?.size ?? 0 };
    })
    .filter(({ from, to }) => to > from);
}

function behindCursor(dir: string) {
  const rests = restOf(dir);
  const oldest = oldestOf(rests);
  return {
    events: rests.reduce((sum, { path, from, to }) => sum + countLines(path, from, to), 0),
    bytes: bytesOf(rests),
    ...(oldest === undefined ? {} : { oldest }),
  };
}

function bytesOf(rests: readonly Rest[]): number {
  return rests.reduce((sum, { from, to }) => sum + to - from, 0);
}

function oldestOf([first]: readonly Rest[]): string | undefined {
  return first && withFile(first.path, (fd) => receivedAt(fd, first.from));
}

/** Undefined when the file is gone. */
function withFile<T>(path: string, look: (fd: number) => T): T | undefined {
  const fd = openOwn(path);
  if (fd === undefined) return undefined;
  try {
    return look(fd);
  } finally {
    closeSync(fd);
  }
}

function countLines(path: string, from: number, to: number): number {
  return withFile(path, (fd) => countLinesIn(fd, from, to)) ?? 0;
}

function countLinesIn(fd: number, from: number, to: number): number {
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, to - from));
  let lines = 0;
  for (let at = from; at < to; ) {
    const bytes = chunk.subarray(0, readSync(fd, chunk, 0, Math.min(chunk.length, to - at), at));
    if (bytes.length === 0) break;
    for (let found = bytes.indexOf(LF); found >= 0; found = bytes.indexOf(LF, found + 1)) lines++;
    at += bytes.length;
  }
  return lines;
}

/** `received` of the line at `from`. */
function receivedAt(fd: number, from: number): string | undefined {
  const line = lineAt(fd, from, MOST_LINES_BYTES) ?? lineAt(fd, from, LINE_BYTES);
  if (!line) return undefined;
  try {
    const { received } = JSON.parse(line.toString("utf8")) as { received?: unknown };
    return typeof received === "string" && !Number.isNaN(Date.parse(received))
      ? received
      : undefined;
  } catch {
    return undefined;
  }
}

/** The line at `from`, when it ends within `most` bytes. */
function lineAt(fd: number, from: number, most: number): Buffer | undefined {
  const chunk = Buffer.allocUnsafe(most);
  const bytes = chunk.subarray(0, readSync(fd, chunk, 0, most, from));
  const end = bytes.indexOf(LF);
  return end < 0 ? undefined : bytes.subarray(0, end);
}
