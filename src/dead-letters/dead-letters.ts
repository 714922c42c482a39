import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, join } from "node:path";
import { isAlive } from "../journal/owner.js";
import type { Reason } from "../pulse/classify.js";

/** Why an event was set aside; the words to select by in `replay`. */
export type DeadReason =
  /** The intake refused it, alone in a request. */
  | "refused"
  /** Larger than the intake takes. */
  | "too-large"
  /** No route takes it, and there is no default intake. */
  | "unrouted"
  /** What it is, see pulse/classify.ts. */
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
  /** The route it was to take, where routes are configured. */
  readonly route?: string;
  /** The device it came from. */
  readonly source: string;
  /** The event's own time, as it goes to the intake. */
  readonly timestamp: string | null;
  /** What would have been shipped. */
  readonly event: string;
}

/** What all dead letters together may take. */
export const DEAD_LETTER_BYTES = 100 * 1024 * 1024;

/** Directory of the dead letters below the spool. */
export function deadLetterDir(spoolDir: string): string {
  return join(spoolDir, "dead-letters");
}

/**
 * Letters are kept on two shelves, each with files of its own: what the intake did or would refuse, and what
 * was sorted out for what it is. A flood of the latter must not push out the former.
 */
export type DeadLetterClass = "refused" | "sorted-out";

/** The shelf that letters with this reason belong on. */
export function classOf(reason: DeadReason): DeadLetterClass {
  return reason === "refused" || reason === "too-large" || reason === "unrouted"
    ? "refused"
    : "sorted-out";
}

/** TIME-SHELF-OWNER-NUMBER.jsonl; for OWNER see journal/owner.ts. */
const FILE = /^\d{17}-(refused|sorted-out)-(\d+-\d+-[0-9a-f]{8})-\d{6}\.jsonl$/;

/** The file that an instance appends to. */
interface OpenFile {
  readonly path: string;
  readonly fd: number;
  size: number;
}

/**
 * Events that could not or should not be shipped: JSON lines, readable with cat and jq. Each instance
 * appends to files of its own, so that no line is torn by another. Together they are bounded: when there
 * are too many, the oldest file goes, of those sorted out first.
 */
export class DeadLetters {
  readonly #dir: string;
  readonly #owner: string;
  readonly #maxBytes: number;
  readonly #onEvict: (file: string, letters: number) => void;
  readonly #open = new Map<DeadLetterClass, OpenFile>();
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
   * Writes letters, all of one shelf, and makes them survive a power failure. When this returns, the events
   * are safe. Throws what the file system says; then none of them counts as set aside.
   */
  add(shelf: DeadLetterClass, letters: readonly DeadLetter[]): void {
    const bytes = Buffer.from(letters.map((letter) => `${JSON.stringify(letter)}\n`).join(""));
    try {
      const file = this.#fileFor(shelf);
      try {
        for (let done = 0; done < bytes.length; ) {
          done += writeSync(file.fd, bytes, done, bytes.length - done, file.size + done);
        }
        fdatasyncSync(file.fd);
      } catch (error) {
        this.#trim(file);
        throw error;
      }
      file.size += bytes.length;
    } catch (error) {
      throw new Error(
        `the dead letters in ${this.#dir} cannot be written: ${(error as Error).message}`,
      );
    }
  }

  close(): void {
    for (const shelf of [...this.#open.keys()]) this.#close(shelf);
  }

  /** Cuts off what a failed write left behind; where even that fails, the next letter goes over it. */
  #trim({ fd, size }: OpenFile): void {
    try {
      ftruncateSync(fd, size);
    } catch {
      // A reader passes over a line that is no letter.
    }
  }

  #fileFor(shelf: DeadLetterClass): OpenFile {
    const open = this.#open.get(shelf);
    // What goes into a deleted file is gone.
    if (open && open.size <= this.#maxBytes / 10 && fstatSync(open.fd).nlink > 0) return open;
    this.#close(shelf);
    mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
    this.#evict();
    this.#files++;
    const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 17);
    const number = String(this.#files).padStart(6, "0");
    const path = join(this.#dir, `${stamp}-${shelf}-${this.#owner}-${number}.jsonl`);
    const fresh = { path, fd: openSync(path, "wx", 0o600), size: 0 };
    this.#open.set(shelf, fresh);
    return fresh;
  }

  #close(shelf: DeadLetterClass): void {
    const file = this.#open.get(shelf);
    this.#open.delete(shelf);
    if (file) closeSync(file.fd);
  }

  /**
   * Deletes the oldest files until there is room for one more. The files of another running instance are its
   * own affair: it may have one open.
   */
  #evict(): void {
    const files = deadLetterFiles(this.#dir).map((path) => ({ path, bytes: sizeOf(path) }));
    const inOrder = [
      ...files.filter(({ path }) => classOfFile(path) === "sorted-out"),
      ...files.filter(({ path }) => classOfFile(path) === "refused"),
    ];
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes } of inOrder) {
      if (total <= this.#maxBytes * 0.9) return;
      const owner = ownerOfFile(path);
      if (owner !== this.#owner && isAlive(owner)) continue;
      for (const [shelf, open] of this.#open) if (open.path === path) this.#close(shelf);
      const letters = countLines(path);
      removeLetterFile(path);
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

/** The instance that writes, or wrote, the dead letter file at `path`. */
export function ownerOfFile(path: string): string {
  return FILE.exec(basename(path))?.[2] ?? "";
}

function classOfFile(path: string): DeadLetterClass {
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

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

const LF = 0x0a;

function countLines(path: string): number {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    // Somebody else deleted it just now.
    return 0;
  }
  let lines = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) lines++;
  return lines;
}
