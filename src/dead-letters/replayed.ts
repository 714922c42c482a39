import { appendFileSync, readFileSync } from "node:fs";
import { replayedPath } from "./letter.js";

// Dead letter files are never changed: a running instance may be appending to one. Which of a file's letters
// were sent again is noted beside it instead, one letter's mark (see letter-file.ts) per line.

const MARK = /^\d{12} [0-9a-f]{8}$/;

/** The marks of the letters of `letterFile` that have been dealt with. Throws fs errors. */
export function readReplayed(letterFile: string): Set<string> {
  let text: string;
  try {
    text = readFileSync(replayedPath(letterFile), "latin1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return new Set();
  }
  return new Set(text.split("\n").filter((line) => MARK.test(line)));
}

/** Notes that these letters have been dealt with, and makes that survive a power failure. Throws fs errors. */
export function noteReplayed(letterFile: string, marks: readonly string[]): void {
  // The line end in front ends what somebody who died may have left torn.
  appendFileSync(replayedPath(letterFile), `\n${marks.join("\n")}\n`, { mode: 0o600, flush: true });
}
