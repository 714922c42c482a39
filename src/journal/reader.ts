import { closeSync, fstatSync, openSync } from "node:fs";
import { read } from "./async-files.js";
import { isBefore, type Position, START, segmentNumbers, segmentPath } from "./layout.js";
import { entries } from "./spool.js";

const LF = 0x0a;
/** What is read at once, unless one line alone is longer. */
export const CHUNK_BYTES = 256 * 1024;
const NO_BYTES: Buffer = Buffer.alloc(0);
/** Buffers of readers that rest, for the next: hundreds of backlogs would leave them to the garbage collector. */
const spare: Buffer[] = [];
const MOST_SPARE = 4;
/**
 * What is kept of one line. The largest event the intake takes has 250,000 bytes; escaped, and with raw
 * and msg both in the line, it is below 4 MB.
 */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** Whole lines, each with its LF. Valid until the next read. */
export interface Chunk {
  readonly bytes: Buffer;
  /** Where the first byte lies. */
  readonly segment: number;
  readonly offset: number;
  /** Where reading goes on. */
  readonly next: Position;
  /** Set when the chunk is the beginning of a line longer than MAX_LINE_BYTES; its length in bytes. */
  readonly cutLineBytes?: number;
}

/** A journal that is being written: how far it may be read, and the descriptor it is written through. */
export interface Written {
  /** End of the lines that may be read. */
  readonly position: Position;
  /** Leads to the segment at `position` although its name is gone; -1 when there is none. */
  readonly fd: number;
}

/** Segments that somebody deleted stay readable as long as we have them open; so many are kept so. */
const MAX_RETAINED = 16;

/** What the reader has to report beside lines. */
export interface ReaderEvents {
  /** A segment that should be there is not; what it held is lost to us. */
  onMissing(path: string): void;
}

/**
 * Reads a journal's lines in order, from a position on. With `progress` it follows a journal being
 * written, up to the acknowledged end and through files that were deleted while open; without, it
 * reads what a dead owner left, dropping bytes behind the last LF.
 */
export class JournalReader {
  readonly #dir: string;
  readonly #progress: Written | undefined;
  readonly #events: ReaderEvents;
  #position: Position;
  #fd = -1;
  #openSegment = 0;
  /** Segments read to their end whose lines may be asked for again, by number. */
  readonly #retained = new Map<number, number>();
  #buffer = NO_BYTES;

  constructor(dir: string, from: Position, progress: Written | undefined, events: ReaderEvents) {
    this.#dir = dir;
    this.#progress = progress;
    this.#events = events;
    this.#position = from;
  }

  /** Where the next read begins. */
  get position(): Position {
    return this.#position;
  }

  /**
   * The next lines, at most 256 KiB of them unless one line alone is longer. Undefined when there are
   * none (yet). Rejects with what open(2) and read(2) say, but never for a file that is gone.
   */
  async next(): Promise<Chunk | undefined> {
    // One long line is no reason to read in long chunks from then on.
    if (this.#buffer.length > CHUNK_BYTES) this.#buffer = NO_BYTES;
    for (;;) {
      const limit = this.#progress?.position;
      if (limit && !isBefore(this.#position, limit)) return undefined;
      if (this.#buffer.length === 0) {
        this.#buffer = spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
      }
      if (!this.#ensureOpen()) {
        if (!this.#skipMissing(limit)) return undefined;
        continue;
      }
      const { segment, offset } = this.#position;
      const end = limit?.segment === segment ? limit.offset : fstatSync(this.#fd).size;
      const chunk = await this.#readLines(segment, offset, end);
      if (chunk) {
        this.#position = chunk.next;
        return chunk;
      }
      // Nothing but a torn tail is left in this segment.
      if (limit ? limit.segment === segment : !this.#hasLater(segment)) return undefined;
      this.#retain();
      this.#position = { segment: segment + 1, offset: 0 };
    }
  }

  /**
   * Reads bytes again that `next` has returned before. Undefined when the segment is gone. Rejects with what
   * open(2) and read(2) say.
   */
  async again(segment: number, offset: number, length: number): Promise<Buffer | undefined> {
    const known = this.#openSegment === segment ? this.#fd : (this.#retained.get(segment) ?? -1);
    const fd = known >= 0 ? known : this.#tryOpen(segmentPath(this.#dir, segment));
    if (fd === undefined) return undefined;
    try {
      const bytes = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await read(fd, bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0) return undefined;
        filled += bytesRead;
      }
      return bytes;
    } finally {
      if (fd !== known) closeSync(fd);
    }
  }

  /** Segments before `segment` will not be asked for again. */
  release(segment: number): void {
    for (const [number, fd] of this.#retained) {
      if (number >= segment) continue;
      closeSync(fd);
      this.#retained.delete(number);
    }
  }

  /**
   * Closes every descriptor and lets go of its memory; the next read takes what it needs. Must not be called while
   * `next` is under way.
   */
  close(): void {
    if (this.#buffer.length === CHUNK_BYTES && spare.length < MOST_SPARE) spare.push(this.#buffer);
    this.#buffer = NO_BYTES;
    this.#close();
    this.release(Number.POSITIVE_INFINITY);
  }

  /** Keeps the segment that was read to its end open, where the journal is this process's own. */
  #retain(): void {
    if (!this.#progress || this.#fd < 0 || this.#retained.size >= MAX_RETAINED) this.#close();
    else this.#retained.set(this.#openSegment, this.#fd);
    this.#fd = -1;
  }

  /** Opens the segment of the current position. False when it is not there. */
  #ensureOpen(): boolean {
    const { segment } = this.#position;
    if (this.#fd >= 0 && this.#openSegment === segment) return true;
    this.#close();
    const fd = this.#tryOpen(segmentPath(this.#dir, segment)) ?? this.#openWritten(segment);
    if (fd === undefined) return false;
    this.#fd = fd;
    this.#openSegment = segment;
    return true;
  }

  #tryOpen(path: string): number | undefined {
    try {
      return openSync(path, "r");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** The segment being written, although its name is gone: the writer's descriptor still leads to it. */
  #openWritten(segment: number): number | undefined {
    if (this.#progress?.position.segment !== segment) return undefined;
    return this.#tryOpen(`/proc/self/fd/${this.#progress.fd}`);
  }

  /** Moves on to the next segment there is. False when there is none. */
  #skipMissing(limit: Position | undefined): boolean {
    const { segment } = this.#position;
    const following = this.#segments().find((number) => number > segment) ?? limit?.segment;
    if (following === undefined || following <= segment) return false;
    // An orphan without a usable cursor is read from the start, and its first segments may well have been
    // shipped and removed.
    const first = segment === START.segment && this.#position.offset === START.offset;
    if (!first || this.#progress) this.#events.onMissing(segmentPath(this.#dir, segment));
    this.#position = { segment: following, offset: 0 };
    return true;
  }

  #hasLater(segment: number): boolean {
    return this.#segments().some((number) => number > segment);
  }

  /** Throws where the directory cannot be listed now: taken for empty, it would be removed with what is in it. */
  #segments(): number[] {
    return segmentNumbers(entries(this.#dir));
  }

  async #readLines(segment: number, offset: number, end: number): Promise<Chunk | undefined> {
    let filled = 0;
    for (;;) {
      const want = Math.min(this.#buffer.length, end - offset) - filled;
      if (want <= 0) return undefined;
      const { bytesRead } = await read(this.#fd, this.#buffer, filled, want, offset + filled);
      if (bytesRead === 0) return undefined;
      const lineEnd = this.#buffer.subarray(0, filled + bytesRead).lastIndexOf(LF) + 1;
      filled += bytesRead;
      if (lineEnd > 0) {
        const bytes = this.#buffer.subarray(0, lineEnd);
        return { bytes, segment, offset, next: { segment, offset: offset + lineEnd } };
      }
      if (filled < this.#buffer.length) continue;
      if (filled >= MAX_LINE_BYTES) return this.#cutLine(segment, offset, end);
      const larger = Buffer.allocUnsafeSlow(Math.min(filled * 4, MAX_LINE_BYTES));
      this.#buffer.copy(larger);
      this.#buffer = larger;
    }
  }

  /** The buffer holds the beginning of an overlong line; finds where the line ends. */
  async #cutLine(segment: number, offset: number, end: number): Promise<Chunk | undefined> {
    const probe = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let at = offset + this.#buffer.length; at < end; ) {
      const { bytesRead } = await read(this.#fd, probe, 0, Math.min(probe.length, end - at), at);
      if (bytesRead === 0) return undefined;
      const lineEnd = probe.subarray(0, bytesRead).indexOf(LF) + 1;
      if (lineEnd > 0) {
        const next = { segment, offset: at + lineEnd };
        return {
          bytes: this.#buffer,
          segment,
          offset,
          next,
          cutLineBytes: next.offset - offset - 1,
        };
      }
      at += bytesRead;
    }
    return undefined;
  }

  #close(): void {
    if (this.#fd >= 0) closeSync(this.#fd);
    this.#fd = -1;
  }
}
