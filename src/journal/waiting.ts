import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { loadCursor } from "./cursor.js";
import { segmentNumbers, segmentPath } from "./layout.js";
import { isAlive, ownerOf } from "./owner.js";
import { entries } from "./spool.js";

const LF = 0x0a;
const CHUNK_BYTES = 4 * 1024 * 1024;
/** The first waiting line is looked at this far; its time stands near its end, behind the message. */
const LINE_BYTES = 1024 * 1024;

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
  const root = join(spoolDir, "journal");
  return entries(root).flatMap((name) => {
    const owner = ownerOf(name);
    if (owner === undefined) return [];
    return [
      { dir: join(root, name), owner, ownerAlive: isAlive(owner), ...behindCursor(root, name) },
    ];
  });
}

function behindCursor(root: string, name: string) {
  const dir = join(root, name);
  const { position } = loadCursor(dir);
  let events = 0;
  let bytes = 0;
  let oldest: string | undefined;
  for (const number of segmentNumbers(entries(dir))) {
    if (number < position.segment) continue;
    const from = number === position.segment ? position.offset : 0;
    const fd = openIfThere(segmentPath(dir, number));
    if (fd === undefined) continue;
    try {
      const size = fstatSync(fd).size;
      if (size <= from) continue;
      if (events === 0) oldest = receivedAt(fd, from);
      events += countLines(fd, from, size);
      bytes += size - from;
    } finally {
      closeSync(fd);
    }
  }
  return { events, bytes, ...(oldest === undefined ? {} : { oldest }) };
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function countLines(fd: number, from: number, to: number): number {
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
  const chunk = Buffer.allocUnsafe(LINE_BYTES);
  const bytes = chunk.subarray(0, readSync(fd, chunk, 0, chunk.length, from));
  const end = bytes.indexOf(LF);
  if (end < 0) return undefined;
  try {
    const { received } = JSON.parse(bytes.toString("utf8", 0, end)) as { received?: unknown };
    return typeof received === "string" && !Number.isNaN(Date.parse(received))
      ? received
      : undefined;
  } catch {
    return undefined;
  }
}
