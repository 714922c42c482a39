import { isSystemError } from "../journal/system-error.js";
import type { AckRange, Waiter } from "./ack-tracker.js";
import { DEAD_LETTERS, DECISION, Destination } from "./destination.js";
import type { Destinations } from "./destinations.js";
import { holdLine } from "./held-line.js";
import type { JournalConsumer } from "./journal-consumer.js";
import type { Pipeline } from "./pipeline.js";

const LF = 0x0a;
/** Lines are moved to backlogs in pieces of so many bytes at the most. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** Lines that wait are moved to their backlogs this often: each time costs an fsync for each destination. */
const MOVE_MS = 1000;

export interface DeferredSettings {
  /** Bytes that one destination may have in its backlog. */
  readonly shareBytes: number;
  /** What becomes of lines beyond. */
  readonly overShare: "wait" | "set-aside";
}

/** A journal, and the destination whose backlog it is. */
export interface OpenJournal {
  readonly consumer: JournalConsumer;
  readonly home: Destination | undefined;
}

/** Lines on their way to a backlog. */
interface Move {
  readonly range: AckRange;
  readonly offsets: readonly number[];
  readonly lines: readonly Buffer[];
}

/**
 * Looks after lines that wait where they lie, because their destination was not able to take them. Once it has room
 * again it takes them; while it has none they are moved to its backlog, so that the journal they lie in can go. Where
 * the backlog cannot be written they stay, and nothing else stops.
 */
export class DeferredLines {
  readonly #destinations: Destinations;
  readonly #pipeline: Pipeline;
  readonly #settings: DeferredSettings;
  readonly #onMoved: (failure: Error | undefined) => void;
  #last: Promise<void> = Promise.resolve();
  #movedAt = 0;
  #atEnd = false;
  #failedAt = Number.NEGATIVE_INFINITY;

  /** `onMoved` is told after each attempt to write a backlog what came of it. */
  constructor(
    destinations: Destinations,
    pipeline: Pipeline,
    settings: DeferredSettings,
    onMoved: (failure: Error | undefined) => void,
  ) {
    this.#destinations = destinations;
    this.#pipeline = pipeline;
    this.#settings = settings;
    this.#onMoved = onMoved;
  }

  /**
   * Looks through journals once. `atEnd`: lines are moved although others were a moment ago, and so is what would keep
   * cursors from passing lines that are done. Rejects with fs errors.
   */
  look(journals: readonly OpenJournal[], atEnd = false): Promise<void> {
    // One at a time: a backlog takes one append at a time.
    const look = this.#last.then(() => this.#look(journals, atEnd));
    this.#last = look.catch(() => {});
    return look;
  }

  async #look(journals: readonly OpenJournal[], atEnd: boolean): Promise<void> {
    const moving = atEnd || performance.now() - this.#movedAt >= MOVE_MS;
    if (moving) this.#movedAt = performance.now();
    this.#atEnd = atEnd;
    const { generation } = this.#destinations;
    const moves = new Map<Destination, Move[]>();
    try {
      await this.#lookThrough(journals, moving, moves, generation);
    } finally {
      // Also where one journal cannot be read: the lines of others are in our hands.
      await this.#move(moves, generation);
    }
  }

  async #lookThrough(
    journals: readonly OpenJournal[],
    moving: boolean,
    moves: Map<Destination, Move[]>,
    generation: number,
  ): Promise<void> {
    let bytes = 0;
    let failure: unknown;
    for (const journal of journals) {
      const isOwn = journal.home !== undefined || this.#atEnd;
      const gap = isOwn && moving && journal.consumer.tracker.hasGap;
      try {
        for (const range of [...journal.consumer.tracker.withDeferred]) {
          bytes += await this.#lookAt(range, journal, moving, gap, moves);
          if (bytes < PIECE_BYTES) continue;
          await this.#move(moves, generation);
          moves.clear();
          bytes = 0;
        }
      } catch (error) {
        if (!isSystemError(error)) throw error;
        // The other journals are not to wait for this one.
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
  }

  /** Returns how many bytes are to be moved. */
  async #lookAt(
    range: AckRange,
    { consumer, home }: OpenJournal,
    moving: boolean,
    gap: boolean,
    moves: Map<Destination, Move[]>,
  ): Promise<number> {
    const waiters = [...(range.deferred?.keys() ?? [])];
    const isWanted = (waiter: Waiter) =>
      this.#mayTake(waiter, home) || (moving && this.#mayMove(waiter, home, gap, range));
    if (!waiters.some(isWanted)) return 0;
    const bytes = await consumer.again(range);
    if (bytes === undefined) {
      consumer.reportLost(range);
      for (const waiter of waiters) range.settle(range.take(waiter).length);
      return 0;
    }
    let moved = 0;
    for (const waiter of waiters) {
      // Asked again: what took lines a moment ago may be full now.
      if (this.#mayTake(waiter, home)) {
        const suspect = waiter instanceof Destination && waiter.isSuspects;
        this.#pipeline.takeAgain(
          range,
          bytes,
          range.take(waiter),
          home,
          suspect,
          waiter !== DEAD_LETTERS,
        );
      } else if (
        moving &&
        waiter instanceof Destination &&
        this.#mayMove(waiter, home, gap, range) &&
        (waiter === home || !this.#setAside(waiter, range, bytes))
      ) {
        moved += this.#collect(waiter, range, bytes, moves);
      }
    }
    return moved;
  }

  #mayTake(waiter: Waiter, home: Destination | undefined): boolean {
    if (this.#atEnd) return false;
    if (waiter === DECISION) return true;
    if (waiter === DEAD_LETTERS) return this.#pipeline.letters.mayRetry;
    if (!(waiter instanceof Destination)) return false;
    if (this.#destinations.isFormer(waiter)) return true;
    const { sender, backlog } = waiter;
    if (!sender?.hasRoomForReturned) return false;
    if (waiter === home) return true;
    if (!backlog.isRead) return false;
    // What may be tried for a day is moved first, so that the journal need not wait for it; but if it cannot be moved
    // there would be nothing to try with.
    const isSlow = waiter.isSuspects || (sender.isStuck && !this.#destinations.isAlone);
    return !isSlow || performance.now() - this.#failedAt < 5 * MOVE_MS;
  }

  #mayMove(waiter: Waiter, home: Destination | undefined, gap: boolean, range: AckRange): boolean {
    if (!(waiter instanceof Destination)) return false;
    // Otherwise the next instance would send what is done once more.
    if (this.#atEnd && (gap || range.isPartlyDone)) return true;
    // In its own backlog a line only moves to its end, and only when later ones are done: room and cursor wait for it.
    if (waiter === home) return gap;
    if (this.#destinations.isAlone && waiter.suspects) return false;
    return (
      this.#settings.overShare === "set-aside" || waiter.waitingBytes < this.#settings.shareBytes
    );
  }

  /** Sets lines aside that are beyond their destination's share. Returns false where they are not. */
  #setAside(waiter: Destination, range: AckRange, bytes: Buffer): boolean {
    const { overShare, shareBytes } = this.#settings;
    if (overShare === "wait" || waiter.waitingBytes < shareBytes) return false;
    const offsets = range.take(waiter);
    const detail = `more than spool.share waits for ${waiter.name}`;
    this.#pipeline.setAside(range, bytes, offsets, "over-share", detail);
    return true;
  }

  #collect(
    waiter: Destination,
    range: AckRange,
    bytes: Buffer,
    moves: Map<Destination, Move[]>,
  ): number {
    const offsets = range.take(waiter);
    const now = Date.now();
    const lines = offsets.map((offset) => {
      const start = offset - range.start.offset;
      const line = bytes.subarray(start, bytes.indexOf(LF, start) + 1);
      return waiter.isSuspects ? holdLine(line, now) : line;
    });
    waiter.moves++;
    const known = moves.get(waiter);
    if (known) known.push({ range, offsets, lines });
    else moves.set(waiter, [{ range, offsets, lines }]);
    const collected = lines.reduce((sum, { length }) => sum + length, 0);
    waiter.movingBytes += collected;
    return collected;
  }

  /** `generation`: of the rules that the lines' way was found by. */
  async #move(moves: ReadonlyMap<Destination, readonly Move[]>, generation: number): Promise<void> {
    for (const [destination, its] of moves) {
      const lines = its.flatMap((move) => move.lines);
      const bytes = lines.reduce((sum, { length }) => sum + length, 0);
      try {
        await destination.backlog.append(lines);
      } catch (error) {
        const waiter = this.#destinations.isFormer(destination) ? DECISION : destination;
        for (const { range, offsets } of its) range.defer(waiter, offsets);
        destination.moves -= its.length;
        destination.movingBytes -= bytes;
        this.#failedAt = performance.now();
        this.#onMoved(error as Error);
        continue;
      }
      destination.moves -= its.length;
      destination.movingBytes -= bytes;
      destination.lag();
      if (generation !== this.#destinations.generation) destination.rulesChanged = true;
      for (const { range, offsets } of its) range.settle(offsets.length);
      this.#onMoved(undefined);
    }
  }
}
