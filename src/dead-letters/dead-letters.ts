import { dirname, join } from "node:path";
import { close, fdatasync, fstat, ftruncate, mkdir, open, write } from "../journal/async-files.js";
import { syncDirectory } from "../journal/sync-directory.js";
import { type DeadLetter, deadLetterDir, letterFileName, ownerOfFile } from "./letter.js";
import type { DeadLetterClass } from "./reasons.js";
import { bytesOfClass, evictOldest, removeReplayed } from "./room.js";

export interface DeadLetterLimits {
  /** Bytes that letters of the class `refused` may take, over all instances. None of them is ever deleted. */
  readonly refused: number;
  /** The same for each other class: beyond, the oldest files go. */
  readonly sortedOut: number;
}

/** The class `refused` has reached its limit. Its message is meant for people. */
export class DeadLettersFull extends Error {}

/** A file is closed and the next one begun at a tenth of the limit, or at this. */
const MOST_FILE_BYTES = 10 * 1024 * 1024;

interface OpenFile {
  readonly path: string;
  readonly fd: number;
  size: number;
}

interface Pending {
  readonly bytes: Buffer;
  resolve(): void;
  reject(error: Error): void;
}

/**
 * Events that could not or should not be shipped: JSON lines, readable with cat and jq. Each instance appends to
 * files of its own, so that no line is torn by another. Writing goes on away from the event loop; what comes
 * meanwhile is written and synced together.
 */
export class DeadLetters {
  readonly #dir: string;
  readonly #owner: string;
  readonly #onEvict: (file: string, letters: number) => void;
  #limits: DeadLetterLimits;
  readonly #open = new Map<DeadLetterClass, OpenFile>();
  readonly #pending = new Map<DeadLetterClass, Pending[]>();
  #writing: Promise<void> | undefined;
  #pendingBytes = 0;
  #files = 0;

  /**
   * `onEvict` is told each file that had to go and how many letters it held. The directory is created with the
   * first letter.
   */
  constructor(
    spoolDir: string,
    owner: string,
    limits: DeadLetterLimits,
    onEvict: (file: string, letters: number) => void,
  ) {
    this.#dir = deadLetterDir(spoolDir);
    this.#owner = owner;
    this.#limits = limits;
    this.#onEvict = onEvict;
  }

  /** Bytes of letters that are not written yet. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  reconfigure(limits: DeadLetterLimits): void {
    this.#limits = limits;
  }

  /**
   * Writes letters, all of one class. When it resolves, they survive a power failure. Rejects with DeadLettersFull,
   * or with what the file system says; then none of them counts as set aside.
   */
  add(letterClass: DeadLetterClass, letters: readonly DeadLetter[]): Promise<void> {
    const bytes = Buffer.from(letters.map((letter) => `${JSON.stringify(letter)}\n`).join(""));
    this.#pendingBytes += bytes.length;
    return new Promise((resolve, reject) => {
      const pending = this.#pending.get(letterClass) ?? [];
      this.#pending.set(letterClass, pending);
      pending.push({ bytes, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Deletes this instance's files all of whose letters were sent again. Throws fs errors. */
  tidy(): void {
    const open = new Set([...this.#open.values()].map(({ path }) => path));
    removeReplayed(this.#dir, (file) => ownerOfFile(file) === this.#owner && !open.has(file));
  }

  /** Ends it once everything is written. */
  async close(): Promise<void> {
    await this.#writing;
    for (const letterClass of [...this.#open.keys()]) await this.#close(letterClass);
  }

  async #writeAll(): Promise<void> {
    for (let [next] = this.#pending; next; [next] = this.#pending) {
      const [letterClass, pending] = next;
      this.#pending.delete(letterClass);
      const bytes = Buffer.concat(pending.map((one) => one.bytes));
      try {
        await this.#write(letterClass, bytes);
        for (const { resolve } of pending) resolve();
      } catch (error) {
        for (const { reject } of pending) reject(error as Error);
      }
      this.#pendingBytes -= bytes.length;
    }
    this.#writing = undefined;
  }

  async #write(letterClass: DeadLetterClass, bytes: Buffer): Promise<void> {
    try {
      if (letterClass === "refused") await this.#checkRoom(bytes.length);
      const file = await this.#fileFor(letterClass);
      try {
        for (let done = 0; done < bytes.length; ) {
          const at = file.size + done;
          done += (await write(file.fd, bytes, done, bytes.length - done, at)).bytesWritten;
        }
        await fdatasync(file.fd);
        if (file.size === 0) await syncDirectory(this.#dir);
      } catch (error) {
        await this.#abandon(letterClass, file);
        throw error;
      }
      file.size += bytes.length;
    } catch (error) {
      if (error instanceof DeadLettersFull) throw error;
      throw new Error(
        `the dead letters in ${this.#dir} cannot be written: ${(error as Error).message}`,
      );
    }
    if (letterClass !== "refused") await this.#evict(letterClass);
  }

  async #checkRoom(bytes: number): Promise<void> {
    const isFull = () => bytesOfClass(this.#dir, "refused") + bytes > this.#limits.refused;
    if (!isFull()) return;
    // The file may hold nothing but letters that were sent again.
    await this.#close("refused");
    this.tidy();
    if (!isFull()) return;
    throw new DeadLettersFull(
      `the dead letters have reached dead_letters.max_bytes: send them again with "pulse-sekoia replay", or delete them in ${this.#dir}`,
    );
  }

  /**
   * Cuts off what a failed write left behind, and goes on in another file: after a failed fsync the kernel may call
   * the next one good although bytes are missing.
   */
  async #abandon(letterClass: DeadLetterClass, { fd, size }: OpenFile): Promise<void> {
    try {
      await ftruncate(fd, size);
    } catch {
      // A reader passes over a line that is no letter, and whole ones are sent twice at the worst.
    }
    await this.#close(letterClass);
  }

  async #fileFor(letterClass: DeadLetterClass): Promise<OpenFile> {
    const known = this.#open.get(letterClass);
    const limit = letterClass === "refused" ? this.#limits.refused : this.#limits.sortedOut;
    const most = Math.min(limit / 10, MOST_FILE_BYTES);
    // What goes into a deleted file is gone.
    if (known && known.size <= most && (await fstat(known.fd)).nlink > 0) return known;
    await this.#close(letterClass);
    if ((await mkdir(this.#dir, { recursive: true, mode: 0o700 })) !== undefined) {
      await syncDirectory(dirname(this.#dir));
    }
    this.#files++;
    const name = letterFileName(new Date(), letterClass, this.#owner, this.#files);
    const path = join(this.#dir, name);
    const fresh = { path, fd: await open(path, "wx", 0o600), size: 0 };
    this.#open.set(letterClass, fresh);
    return fresh;
  }

  async #close(letterClass: DeadLetterClass): Promise<void> {
    const file = this.#open.get(letterClass);
    this.#open.delete(letterClass);
    if (file) await close(file.fd);
  }

  async #evict(letterClass: DeadLetterClass): Promise<void> {
    try {
      const kept = this.#open.get(letterClass)?.path;
      const { sortedOut } = this.#limits;
      const evicted = await evictOldest(this.#dir, letterClass, sortedOut, kept);
      for (const { file, letters } of evicted) this.#onEvict(file, letters);
    } catch {
      // The letters are safe; what is too much goes another time.
    }
  }
}
