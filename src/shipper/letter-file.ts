import { closeSync, openSync, readSync } from "node:fs";
import type { DeadLetter } from "./dead-letters.js";

const LF = 0x0a;
const PIECE_BYTES = 1024 * 1024;

/** A letter and where it stands. */
export interface PlacedLetter {
  /** Of its first byte in the file. */
  readonly offset: number;
  /** undefined where the line is no letter: torn when the disk was full, or changed by hand. */
  readonly letter: DeadLetter | undefined;
}

/**
 * The lines of a dead letter file, in order, a piece at a time. Bytes behind the last line end are a letter
 * still being written, or one that never was. Throws fs errors.
 */
export function* lettersOf(path: string): Generator<PlacedLetter> {
  const fd = openSync(path, "r");
  try {
    let buffer = Buffer.allocUnsafe(PIECE_BYTES);
    let filled = 0;
    let offset = 0;
    for (;;) {
      const length = readSync(fd, buffer, filled, buffer.length - filled, offset + filled);
      if (length === 0) return;
      filled += length;
      let start = 0;
      for (let end = buffer.indexOf(LF); end >= 0 && end < filled; end = buffer.indexOf(LF, start)) {
        const letter = parse(buffer.toString("utf8", start, end));
        yield { offset: offset + start, letter };
        start = end + 1;
      }
      buffer.copyWithin(0, start, filled);
      offset += start;
      filled -= start;
      if (filled === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(buffer.length)]);
    }
  } finally {
    closeSync(fd);
  }
}

function parse(line: string): DeadLetter | undefined {
  try {
    const letter = JSON.parse(line) as Partial<DeadLetter> | null;
    return typeof letter?.event === "string" && typeof letter.reason === "string"
      ? (letter as DeadLetter)
      : undefined;
  } catch {
    return undefined;
  }
}
