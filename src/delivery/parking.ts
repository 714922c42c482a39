import { isBefore, START } from "../journal/layout.js";
import { Progress } from "../journal/progress.js";
import type { Spool } from "../journal/spool.js";
import { JournalWriter } from "../journal/writer.js";
import type { Log } from "../logging/log.js";
import { JournalConsumer } from "./journal-consumer.js";

const SEGMENT_BYTES = 16 * 1024 * 1024;
/** No limit of its own: lines only move from one journal to another, and spool.max_bytes counts both. */
const NO_LIMIT_BYTES = 2 ** 40;

/**
 * Where one destination's lines wait while it is slow or down, so that the journal they came from can go on
 * for the others. A journal like any other: if this instance dies, the next one adopts it and routes its
 * lines anew.
 */
export class Parking {
  readonly #spool: Spool;
  readonly #log: Log;
  readonly #onOpen: (source: JournalConsumer) => void;
  readonly #progress = new Progress();
  #dir: string | undefined;
  #writer: JournalWriter | undefined;
  #source: JournalConsumer | undefined;
  #stored: () => void = () => {};

  /** `onOpen` is told the source to ship from, when the first line is parked. */
  constructor(spool: Spool, log: Log, onOpen: (source: JournalConsumer) => void) {
    this.#spool = spool;
    this.#log = log;
    this.#onOpen = onOpen;
  }

  /** True when no line waits to be taken from here. */
  get isDrained(): boolean {
    return !isBefore(this.#source?.taken ?? START, this.#progress.position);
  }

  /** Bytes on disk that are not dealt with, about. */
  get bytes(): number {
    return this.#source === undefined ? 0 : this.#source.waitingBytes;
  }

  /**
   * Parks `lines`, each with its LF, and makes them survive a power failure: they leave the journal where
   * that was done already. Throws what the file system says; then none of them is parked.
   */
  store(lines: readonly Buffer[]): void {
    const bytes = Buffer.concat(lines);
    this.#progress.allow(NO_LIMIT_BYTES);
    this.#open().append(bytes, lines.length, bytes.length);
    this.#stored();
  }

  /** Resolves when something is parked, or after `stir`. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#stored = resolve;
    });
  }

  stir(): void {
    this.#stored();
  }

  /** Ends it in good order. Returns false when lines are left for the next instance. */
  close(): boolean {
    this.#writer?.close();
    const source = this.#source;
    if (!source) return true;
    const complete = source.ledger.isEmpty && !isBefore(source.settled, this.#progress.position);
    source.close();
    if (complete) source.remove();
    return complete;
  }

  #open(): JournalWriter {
    if (this.#writer) return this.#writer;
    this.#dir ??= this.#spool.newJournal();
    const dir = this.#dir;
    // First what ships the lines: without it, none must be stored.
    const source = new JournalConsumer(dir, this.#progress, this.#log);
    this.#writer = new JournalWriter(
      { dir, segmentBytes: SEGMENT_BYTES, syncAlways: true },
      this.#progress,
    );
    this.#source = source;
    this.#onOpen(source);
    return this.#writer;
  }
}
