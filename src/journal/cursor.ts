import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { CURSOR_FILE, type Position, START } from "./layout.js";

const LENGTH = 64;

/**
 * Remembers how far shipping has come. The record is 64 bytes written over the old one in place: far
 * below a page and a disk sector, so a dying process or machine leaves the old record or the new one;
 * the checksum finds whatever else may have happened to it.
 */
export class Cursor {
  readonly #fd: number;

  /** Opens (or creates) the cursor of the journal in `dir`. */
  constructor(dir: string) {
    this.#fd = openSync(join(dir, CURSOR_FILE), constants.O_RDWR | constants.O_CREAT, 0o600);
  }

  /** Stores `position`. Throws what write(2) throws. */
  store(position: Position): void {
    writeSync(this.#fd, encode(position), 0, "latin1");
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/**
 * The stored position of the journal in `dir`, or the start when there is none or it is damaged:
 * events are then sent again rather than lost. Throws when it is there and cannot be read (now).
 */
export function loadCursor(dir: string): { position: Position; damaged: boolean } {
  let text: string;
  try {
    text = readFileSync(join(dir, CURSOR_FILE), "latin1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { position: START, damaged: false };
  }
  if (text === "") return { position: START, damaged: false };
  const match = /^(\d{10}) (\d{12}) [0-9a-f]{8} *\n$/.exec(text);
  if (match) {
    const position = { segment: Number(match[1]), offset: Number(match[2]) };
    if (encode(position) === text) return { position, damaged: false };
  }
  return { position: START, damaged: true };
}

function encode({ segment, offset }: Position): string {
  const body = `${String(segment).padStart(10, "0")} ${String(offset).padStart(12, "0")}`;
  const check = crc32(body).toString(16).padStart(8, "0");
  return `${`${body} ${check}`.padEnd(LENGTH - 1)}\n`;
}
