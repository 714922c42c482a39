import { mkdirSync, statSync, unlinkSync } from "node:fs";
import { Cursor, loadCursor } from "../journal/cursor.js";
import { isBefore, type Position, segmentNumbers, segmentPath } from "../journal/layout.js";
import { type Chunk, JournalReader, MAX_LINE_BYTES, type Written } from "../journal/reader.js";
import { entries, removeJournal } from "../journal/spool.js";
import type { Log } from "../logging/log.js";
import { RateLimitedLog } from "../logging/rate-limited-log.js";
import { type AckRange, AckTracker } from "./ack-tracker.js";

/**
 * One journal as the delivering side sees it: its lines in order, the account of what became of them, the cursor,
 * and the removal of segments that are done.
 */
export class JournalConsumer {
  readonly dir: string;
  readonly tracker: AckTracker;
  readonly #reader: JournalReader;
  readonly #written: Written | undefined;
  readonly #log: Log;
  readonly #rarely: RateLimitedLog;
  #cursor: Cursor | undefined;
  /** The first segment not yet removed. */
  #first: number;
  #settled: Position;
  #cursorBroken = false;

  /**
   * `written`: for a journal this instance writes itself; an adopted one has none. Throws when the journal cannot
   * be read (now).
   */
  constructor(dir: string, written: Written | undefined, log: Log) {
    this.dir = dir;
    this.#written = written;
    this.#log = log;
    this.#rarely = new RateLimitedLog(log);
    const { position, damaged } = loadCursor(dir);
    if (damaged) {
      log.warn(`the cursor of ${dir} is damaged; its events are sent again from the oldest one on`);
    }
    this.#first = segmentNumbers(entries(dir))[0] ?? 1;
    this.#settled = position;
    this.#reader = new JournalReader(dir, position, written, {
      onMissing: (path) =>
        log.error(`${path} is missing: somebody deleted it, and events that were in it are lost`),
    });
    this.tracker = new AckTracker((reached) => this.#advance(reached));
  }

  /** The next lines; undefined when there are none (yet). */
  async next(): Promise<Chunk | undefined> {
    const chunk = await this.#reader.next();
    const { position } = this.#reader;
    // A new segment without lines: the one before is done, and its room may be what new lines need.
    if (!chunk && this.tracker.isEmpty && position.segment > this.#settled.segment) {
      this.#advance(position);
    }
    return chunk;
  }

  /** Everything before this is accounted for. */
  get settled(): Position {
    return this.#settled;
  }

  /** Tells that lines of a range are lost: somebody deleted the segment before they were dealt with. */
  reportLost({ start }: AckRange): void {
    const path = segmentPath(this.dir, start.segment);
    this.#rarely.say(
      "error",
      `${path} is missing: somebody deleted it, and events that waited in it are lost`,
    );
  }

  /** The bytes of a range once more; undefined when somebody deleted its segment. Rejects with fs errors. */
  async again({ start, end }: AckRange): Promise<Buffer | undefined> {
    const length = Math.min(end.offset - start.offset, MAX_LINE_BYTES);
    return this.#reader.again(start.segment, start.offset, length);
  }

  /** True when no line is left to be read. For a journal that this instance writes. */
  get isRead(): boolean {
    return this.#written !== undefined && !isBefore(this.#reader.position, this.#written.position);
  }

  /** True when nothing is left in it. For a journal that this instance writes. */
  get isDone(): boolean {
    return (
      this.#written !== undefined &&
      this.tracker.isEmpty &&
      !isBefore(this.#settled, this.#written.position)
    );
  }

  /** Closes descriptors that the next call opens again, where there are many such journals. */
  rest(): void {
    this.#reader.close();
    this.#cursor?.close();
    this.#cursor = undefined;
  }

  /** Bytes on disk behind the cursor. */
  get waitingBytes(): number {
    const sizes = segmentNumbers(entries(this.dir)).map(
      (number) => statSync(segmentPath(this.dir, number), { throwIfNoEntry: false })?.size ?? 0,
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    return Math.max(0, total - this.#settled.offset);
  }

  close(): void {
    this.#reader.close();
    this.#cursor?.close();
    this.#cursor = undefined;
  }

  /** Removes the journal, all of which is dealt with. Where that fails, what is left is done with anyway. */
  remove(): void {
    try {
      removeJournal(this.dir);
    } catch (error) {
      this.#log.error(`a journal that is done cannot be removed: ${(error as Error).message}`);
    }
  }

  #advance(reached: Position): void {
    this.#settled = reached;
    this.#storeCursor(reached);
    this.#reader.release(reached.segment);
    for (; this.#first < reached.segment; this.#first++) {
      const path = segmentPath(this.dir, this.#first);
      try {
        unlinkSync(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
          this.#rarely.say(
            "error",
            `a segment that is done cannot be removed: ${(error as Error).message}`,
          );
          return;
        }
      }
    }
  }

  /** A cursor that cannot be stored costs duplicates after a crash, and nothing else. */
  #storeCursor(reached: Position): void {
    try {
      this.#cursor ??= this.#openCursor();
      this.#cursor.store(reached);
      this.#cursorBroken = false;
    } catch (error) {
      if (this.#cursorBroken) return;
      this.#cursorBroken = true;
      this.#log.error(
        `the cursor of ${this.dir} cannot be written (${(error as Error).message}); after a crash, events will be sent twice`,
      );
    }
  }

  #openCursor(): Cursor {
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    return new Cursor(this.dir);
  }
}
