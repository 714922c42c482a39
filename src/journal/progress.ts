import type { Position } from "./layout.js";

const SEGMENT = 0;
const OFFSET = 1;
const LINES = 2;
const ANSWERED = 3;
const REFUSED = 4;
const ROOM = 5;
const WAKE_AT = 6;
const STOP = 7;
const ROTATE = 8;
const FD = 9;
const WRITTEN = 10;
const CELLS = 11;

const KIB = 1024;

/**
 * What the acknowledging thread and the shipping side tell each other without ever waiting for each
 * other: a few 32-bit cells of shared memory. Counters wrap; readers take differences.
 */
export class Progress {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(buffer = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#cells = new Int32Array(buffer);
  }

  // Written by the acknowledging thread.

  /** Publishes the end of the acknowledged bytes, and how many there are in all segments since the start. */
  commit(offset: number, lines: number, written: number): void {
    Atomics.store(this.#cells, WRITTEN, Math.floor(written / KIB) | 0);
    Atomics.store(this.#cells, OFFSET, offset);
    Atomics.add(this.#cells, LINES, lines);
  }

  /** Publishes that writing goes on at the start of `segment`, open as `fd`. */
  enter(segment: number, fd: number): void {
    // Offset first: a reader between the two stores sees the old segment at 0, which only tells it
    // that nothing is new. The other order would show it bytes that were never written.
    Atomics.store(this.#cells, OFFSET, 0);
    Atomics.store(this.#cells, FD, fd);
    Atomics.store(this.#cells, SEGMENT, segment);
  }

  /** Counts answers that have left for rsyslog; `refused` of them were errors. */
  answered(lines: number, refused: number): void {
    Atomics.add(this.#cells, ANSWERED, lines);
    if (refused > 0) Atomics.add(this.#cells, REFUSED, refused);
  }

  /** True once, when the shipping side asked to be woken at the number of lines now reached. */
  takeWake(): boolean {
    const at = Atomics.load(this.#cells, WAKE_AT);
    if (at === 0 || ((this.lines - at) | 0) < 0) return false;
    return Atomics.compareExchange(this.#cells, WAKE_AT, at, 0) === at;
  }

  /** True when `written + bytes` in this journal, counted since its start, is within the spool's limit. */
  hasRoom(written: number, bytes: number): boolean {
    const room = (Atomics.load(this.#cells, ROOM) - Math.ceil(written / KIB)) | 0;
    return room * KIB >= bytes;
  }

  get stopRequested(): boolean {
    return Atomics.load(this.#cells, STOP) !== 0;
  }

  /** True once after `requestRotation`. */
  takeRotation(): boolean {
    if (Atomics.load(this.#cells, ROTATE) === 0) return false;
    Atomics.store(this.#cells, ROTATE, 0);
    return true;
  }

  // Written by the shipping side.

  /**
   * Lets the journal grow by `bytes` beyond what it had when `written` was read. At most 1 TiB: the cells hold
   * KiB, and wrap.
   */
  allow(bytes: number, written = this.written): void {
    Atomics.store(this.#cells, ROOM, (written + Math.floor(bytes / KIB)) | 0);
  }

  /** Asks for one wake-up when `lines` more than `seen` lines are acknowledged. */
  wakeAt(seen: number, lines: number): void {
    // 0 means "not asked"; being woken one line late is harmless where that is the very number.
    const at = (seen + lines) | 0;
    Atomics.store(this.#cells, WAKE_AT, at === 0 ? 1 : at);
  }

  requestStop(): void {
    Atomics.store(this.#cells, STOP, 1);
  }

  /** Asks for a new segment before the next line. */
  requestRotation(): void {
    Atomics.store(this.#cells, ROTATE, 1);
  }

  // Read by the shipping side.

  /** End of the acknowledged bytes. */
  get position(): Position {
    for (;;) {
      const segment = Atomics.load(this.#cells, SEGMENT);
      const offset = Atomics.load(this.#cells, OFFSET);
      if (Atomics.load(this.#cells, SEGMENT) === segment) return { segment, offset };
    }
  }

  /** Descriptor of the segment being written. */
  get fd(): number {
    return Atomics.load(this.#cells, FD);
  }

  /** KiB acknowledged as stored, in all segments since the start, wrapping at 2^32. */
  get written(): number {
    return Atomics.load(this.#cells, WRITTEN);
  }

  /** Lines acknowledged as stored, wrapping at 2^32. */
  get lines(): number {
    return Atomics.load(this.#cells, LINES);
  }

  /** Lines answered at all, wrapping at 2^32. */
  get answers(): number {
    return Atomics.load(this.#cells, ANSWERED);
  }

  /** Lines answered with an error, wrapping at 2^32. */
  get refused(): number {
    return Atomics.load(this.#cells, REFUSED);
  }
}
