import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { segmentPath } from "./layout.js";
import type { Progress } from "./progress.js";

export interface WriterSettings {
  /** The journal's directory; it exists. */
  readonly dir: string;
  /** The segment is closed and the next one begun at the first line end beyond this many bytes. */
  readonly segmentBytes: number;
  /** fsync before every answer. */
  readonly syncAlways: boolean;
}

/** The journal has no room until something is shipped. Its message is meant for rsyslog's log. */
export class JournalFull extends Error {}

/** One line may not grow beyond this: offsets are 32-bit, and no rsyslog sends such a thing. */
const MAX_UNFINISHED = 512 * 1024 * 1024;

/**
 * Appends to a journal. Used by one thread only, the acknowledging one; everything is synchronous,
 * because the answer has to wait for it anyway.
 */
export class JournalWriter {
  readonly #settings: WriterSettings;
  readonly #progress: Progress;
  #segment = 0;
  #fd = -1;
  /** End of the acknowledged bytes in the segment. */
  #committed = 0;
  /** Bytes of an unfinished line behind them. */
  #unfinished = 0;
  /** The file may be longer than what was written well. */
  #dirty = false;
  /** The last write failed, for another reason than the spool's limit. */
  #failed = false;
  /** Bytes committed to all segments since the start. */
  #total = 0;

  /** Opens the first segment. Throws what open(2) throws. */
  constructor(settings: WriterSettings, progress: Progress) {
    this.#settings = settings;
    this.#progress = progress;
    this.#rotate();
  }

  /**
   * Appends `bytes`: `lines` whole lines that end at `end`, then the beginning of another, which later
   * calls continue. When this returns, the lines are stored.
   *
   * Throws JournalFull, or what write(2) throws; then nothing of `bytes` counts as stored, nor does the
   * unfinished line it continued.
   */
  append(bytes: Uint8Array, lines: number, end: number): void {
    try {
      if (this.#unfinished === 0) this.#rotateIfDue();
      const length = bytes.byteLength;
      this.#checkRoom(length);
      let done = 0;
      let at = this.#committed + this.#unfinished;
      while (done < length) {
        const written = writeSync(this.#fd, bytes, done, length - done, at);
        done += written;
        at += written;
      }
      if (lines === 0) {
        this.#unfinished += length;
        return;
      }
      if (this.#settings.syncAlways) fdatasyncSync(this.#fd);
      const committed = this.#unfinished + end;
      this.#committed += committed;
      this.#total += committed;
      this.#unfinished = length - end;
      this.#progress.commit(this.#committed, lines, this.#total);
    } catch (error) {
      this.#unfinished = 0;
      this.#dirty = true;
      if (!(error instanceof JournalFull)) this.#failed = true;
      this.#trim();
      throw error;
    }
  }

  /** Drops an unfinished line and closes the segment. */
  close(): void {
    if (this.#unfinished > 0) this.#dirty = true;
    this.#trim();
    closeSync(this.#fd);
    this.#fd = -1;
  }

  #rotateIfDue(): void {
    if (this.#committed >= this.#settings.segmentBytes || this.#progress.takeRotation()) {
      this.#rotate();
    } else if (this.#failed && this.#committed > 0) {
      // Where the disk is full, this segment may be what fills it, and it cannot be removed, though all of it
      // is shipped, before there is another.
      try {
        this.#rotate();
      } catch {
        // Then this one has to do.
      }
    }
    this.#failed = false;
  }

  #checkRoom(length: number): void {
    if (!this.#progress.hasRoom(this.#total + this.#unfinished, length)) {
      throw new JournalFull(
        "the spool is full (spool.max_bytes, or its disk); rsyslog keeps the message until the intake has taken some",
      );
    }
    if (this.#unfinished + length > MAX_UNFINISHED) {
      throw new Error(`a line longer than ${MAX_UNFINISHED} bytes cannot be stored`);
    }
  }

  /** Cuts off what a failed write left behind; where even that fails, the next write covers it. */
  #trim(): void {
    if (!this.#dirty) return;
    try {
      ftruncateSync(this.#fd, this.#committed);
      this.#dirty = false;
    } catch {
      // Tried again before the segment is closed. Until then nobody reads beyond the committed end.
    }
  }

  #rotate(): void {
    if (this.#fd >= 0 && this.#dirty) {
      ftruncateSync(this.#fd, this.#committed);
      this.#dirty = false;
    }
    const next = this.#segment + 1;
    const path = segmentPath(this.#settings.dir, next);
    const fd = this.#create(path);
    try {
      if (this.#settings.syncAlways) this.#syncDirectory();
    } catch (error) {
      closeSync(fd);
      unlinkSync(path);
      throw error;
    }
    const old = this.#fd;
    this.#segment = next;
    this.#fd = fd;
    this.#committed = 0;
    this.#progress.enter(next, fd);
    if (old >= 0) closeSync(old);
  }

  #create(path: string): number {
    try {
      return openSync(path, "wx", 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      // Somebody removed the directory under our feet.
      mkdirSync(this.#settings.dir, { recursive: true, mode: 0o700 });
      return openSync(path, "wx", 0o600);
    }
  }

  /** Makes the names survive: of the new segment, and with the first one of the directories that were made for it. */
  #syncDirectory(): void {
    const { dir } = this.#settings;
    const root = dirname(dir);
    for (const path of this.#segment === 0 ? [dir, root, dirname(root)] : [dir]) {
      const directory = openSync(path, "r");
      try {
        fsyncSync(directory);
      } finally {
        closeSync(directory);
      }
    }
  }
}
