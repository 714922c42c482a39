import { closeSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import type { DeadLetter } from "./letter.js";

const LF = 0x0a;
const PIECE_BYTES = 1024 * 1024;

/** A line of a dead letter file. */
export interface LetterLine {
  /** Tells it from all others of its file: offset and checksum. */
  readonly mark: string;
  /** undefined where the line is no letter: torn when the disk was full, or changed by hand. */
  readonly letter: DeadLetter | undefined;
}

/**
 * The lines of a dead letter file, in order. Bytes behind the last line end are a letter still being
 * written, or one that never was. Throws fs errors.
 */
export function* linesOf(path: string): Generator<LetterLine> {
  const fd = openSync(path, "r");
  try {
    let buffer = Buffer.allocUnsafe(PIECE_BYTES);
    let filled = 0;
    let offset = 0;
    for (;;) {
      const length = readSync(fd, buffer, filled, buffer.length - filled, offset + filled);
      if (length === 0) return;
      filled += length;
      const bytes = buffer.subarray(0, filled);
      let start = 0;
      for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
        yield lineAt(offset + start, bytes.subarray(start, end));
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

function lineAt(offset: number, bytes: Buffer): LetterLine {
  const checksum = crc32(bytes).toString(16).padStart(8, "0");
  return {
    mark: `${String(offset).padStart(12, "0")} ${checksum}`,
    letter: parse(bytes.toString("utf8")),
  };
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
