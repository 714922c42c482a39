import { appendFileSync, readFileSync } from "node:fs";
import { replayedPath } from "./dead-letters.js";

// Dead letter files are never changed: a running instance may be appending to one. Which of a file's letters
// were sent again is noted beside it instead, one line each: the offset of the letter's first byte.

/** Offsets of the letters of `letterFile` that have been dealt with. */
export function readReplayed(letterFile: string): Set<number> {
  let text: string;
  try {
    text = readFileSync(replayedPath(letterFile), "latin1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return new Set();
  }
  // What follows the last line end was being written when somebody died.
  return new Set(text.split("\n").slice(0, -1).map(Number));
}

/** Notes that these letters have been dealt with, and makes that survive a power failure. */
export function noteReplayed(letterFile: string, offsets: readonly number[]): void {
  // The line end in front closes a line that somebody left torn.
  appendFileSync(replayedPath(letterFile), `\n${offsets.join("\n")}\n`, {
    mode: 0o600,
    flush: true,
  });
}
