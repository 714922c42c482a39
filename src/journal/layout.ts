// The journal: where a line lies from the moment rsyslog is told OK until Sekoia has confirmed it.
//
// Invariants
//   1. A line is acknowledged only after every byte of it, LF included, was taken by write(2).
//   2. Acknowledged bytes never change and never move. Bytes behind the last LF were never
//      acknowledged.
//   3. The cursor stands on a line boundary, and everything before it was confirmed by the intake,
//      dropped by rule, or lies in the dead letters or in another journal. It never goes back.
//   4. A directory has one owner, named in its name. Only the owner touches what is inside; only
//      rename(2) changes the owner, and rename lets exactly one contender win.
//
// On disk
//   SPOOL/journal/OWNER/            one directory per running instance; OWNER: see owner.ts
//   SPOOL/journal/OWNER~N/          another journal of this OWNER: an orphan it adopted, the backlog of one
//                                   destination (see delivery/pipeline.ts), or a copy of lines of which fsync
//                                   said that they may be lost (see instance/safety-copies.ts)
//     00000001.jsonl, 00000002…     segments: the lines exactly as rsyslog sent them, one JSON
//                                   object per line, to be read with cat and jq
//     cursor                        64 bytes: segment, offset, checksum (see cursor.ts)
//
// What a crash can do
//   - The process dies at any instruction: all acknowledged lines are in the page cache, so they
//     survive. Stored lines whose OK was not yet sent come again from rsyslog, and events that were
//     in flight to the intake are sent again: duplicates, never losses.
//   - The machine dies: what was written after the last fsync (spool.fsync, 1 s unless changed) can
//     be gone. `always` leaves no such window.
//   - A torn last line is dropped at recovery: it was never acknowledged, so rsyslog sends it again.
//   - A torn, missing or garbage cursor reads as "before the oldest segment": duplicates only.
//   - A segment that somebody deletes is lost if no running instance has it open; a running instance
//     notices, keeps reading what it has open, and goes on in a new segment.

import { join } from "node:path";

/** A place in a journal: byte `offset` of segment number `segment` (the first is 1). */
export interface Position {
  readonly segment: number;
  readonly offset: number;
}

/** The place before everything. */
export const START: Position = { segment: 1, offset: 0 };

export const CURSOR_FILE = "cursor";

/** True when `a` lies before `b`. */
export function isBefore(a: Position, b: Position): boolean {
  return a.segment < b.segment || (a.segment === b.segment && a.offset < b.offset);
}

/** Path of segment `number` in `dir`. */
export function segmentPath(dir: string, number: number): string {
  return join(dir, `${String(number).padStart(8, "0")}.jsonl`);
}

/** Number of the segment a directory entry is, or undefined when it is something else. */
export function segmentNumber(name: string): number | undefined {
  const match = /^(\d{8,10})\.jsonl$/.exec(name);
  return match ? Number(match[1]) : undefined;
}

/** Numbers of the segments among directory entries, ascending. */
export function segmentNumbers(names: readonly string[]): number[] {
  return names
    .map(segmentNumber)
    .filter((number) => number !== undefined)
    .sort((a, b) => a - b);
}
