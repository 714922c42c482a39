import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Reason } from "../pulse/understand.js";

/** Why an event was set aside; the words to select by in `replay`. */
export type DeadReason =
  /** The intake refused it, alone in a request. */
  | "refused"
  /** Larger than the intake takes. */
  | "too-large"
  /** What it is, see pulse/understand.ts. */
  | Reason["word"];

/** One line of a dead letter file. */
export interface DeadLetter {
  /** When it was set aside, RFC 3339. */
  readonly time: string;
  readonly reason: DeadReason;
  /** The reason in words. */
  readonly detail: string;
  /** HTTP status and first characters of the answer, when the intake refused it. */
  readonly status?: number;
  readonly answer?: string;
  /** The device it came from. */
  readonly source: string;
  /** The event's own time, as it goes to the intake. */
  readonly timestamp: string | null;
  /** What would have been shipped. */
  readonly event: string;
}

/** Directory of the dead letters below the spool. */
export function deadLetterDir(spoolDir: string): string {
  return join(spoolDir, "dead-letters");
}

const FILE = /^\d{14}-[\w-]+-\d{6}\.jsonl$/;

/**
 * Events that could not or should not be shipped: JSON lines, readable with cat and jq. Each instance
 * appends to files of its own, so that no line is torn by another. Together they are bounded: when there
 * are too many, the oldest file goes.
 */
export class DeadLetters {
  readonly #dir: string;
  readonly #owner: string;
  readonly #maxBytes: number;
  readonly #onEvict: (file: string, letters: number) => void;
  #fd = -1;
  #size = 0;
  #files = 0;

  /**
   * `onEvict` is told each file that had to go and how many letters it held. The directory is created
   * with the first letter.
   */
  constructor(
    spoolDir: string,
    owner: string,
    maxBytes: number,
    onEvict: (file: string, letters: number) => void,
  ) {
    this.#dir = deadLetterDir(spoolDir);
    this.#owner = owner;
    this.#maxBytes = maxBytes;
    this.#onEvict = onEvict;
  }

  /**
   * Writes letters and makes them survive a power failure. When this returns, the events are safe. Throws
   * what the file system says; then none of them counts as set aside.
   */
  add(letters: readonly DeadLetter[]): void {
    const bytes = Buffer.from(letters.map((letter) => `${JSON.stringify(letter)}\n`).join(""));
    if (this.#fd < 0 || this.#size > this.#maxBytes / 10) this.#nextFile();
    try {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.#fd, bytes, done, bytes.length - done, this.#size + done);
      }
      fdatasyncSync(this.#fd);
    } catch (error) {
      // The next letter goes over the torn one.
      throw new Error(
        `the dead letters in ${this.#dir} cannot be written: ${(error as Error).message}`,
      );
    }
    this.#size += bytes.length;
  }

  close(): void {
    if (this.#fd >= 0) closeSync(this.#fd);
    this.#fd = -1;
  }

  #nextFile(): void {
    mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
    this.#evict();
    this.#files++;
    const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
    const name = `${stamp}-${this.#owner}-${String(this.#files).padStart(6, "0")}.jsonl`;
    const fd = openSync(join(this.#dir, name), "wx", 0o600);
    this.close();
    this.#fd = fd;
    this.#size = 0;
  }

  /** Deletes the oldest files until there is room for one more. */
  #evict(): void {
    const files = deadLetterFiles(this.#dir).map((path) => ({ path, bytes: sizeOf(path) }));
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes } of files) {
      if (total <= this.#maxBytes * 0.9) return;
      const letters = countLines(path);
      unlinkSync(path);
      total -= bytes;
      this.#onEvict(path, letters);
    }
  }
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

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function countLines(path: string): number {
  return readFileSync(path).reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 0);
}
