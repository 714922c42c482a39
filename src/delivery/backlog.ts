import { JournalAppender } from "../journal/appender.js";
import type { Spool } from "../journal/spool.js";
import type { Log } from "../logging/log.js";
import { JournalConsumer } from "./journal-consumer.js";

export interface BacklogSettings {
  readonly segmentBytes: number;
  /** Lines survive a power failure before they count as appended. */
  readonly sync: boolean;
}

/**
 * Where one destination's lines wait while it does not keep up, so that the journal they came from can go on for the
 * others. A journal like any other (OWNER~N): when this instance dies, the next one adopts it and routes its lines.
 */
export class Backlog {
  readonly #spool: Spool;
  readonly #settings: BacklogSettings;
  readonly #log: Log;
  readonly #onOpen: (consumer: JournalConsumer) => void;
  #appender: JournalAppender | undefined;
  #consumer: JournalConsumer | undefined;
  #appended = 0;

  /** `onOpen` is told what reads it, before the first line is appended. */
  constructor(
    spool: Spool,
    settings: BacklogSettings,
    log: Log,
    onOpen: (consumer: JournalConsumer) => void,
  ) {
    this.#spool = spool;
    this.#settings = settings;
    this.#log = log;
    this.#onOpen = onOpen;
  }

  get consumer(): JournalConsumer | undefined {
    return this.#consumer;
  }

  /** True when every line in it was read at least once. */
  get isRead(): boolean {
    return this.#consumer?.isRead ?? true;
  }

  /** True when no line is in it. */
  get isEmpty(): boolean {
    return this.#consumer?.isDone ?? true;
  }

  /** Lines that wait in it. */
  get lines(): number {
    return this.#appended - (this.#consumer?.tracker.settledLines ?? 0);
  }

  /** Bytes on disk behind its cursor. */
  get bytes(): number {
    return this.isEmpty ? 0 : (this.#consumer?.waitingBytes ?? 0);
  }

  /**
   * Appends lines, each with its LF. Rejects with what the file system says; then none of them is appended. Must not
   * be called before the last call has ended.
   */
  async append(lines: readonly Buffer[]): Promise<void> {
    await this.#open().append(Buffer.concat(lines));
    this.#appended += lines.length;
  }

  /**
   * Gives the room on disk back once every line is accounted for: the next read removes the segment. Returns false
   * when there is nothing to remove. Must not be called during an append.
   */
  clear(): boolean {
    return this.isEmpty && this.#appender?.endSegment() === true;
  }

  /** Ends it in good order. Returns false when lines are left for the next instance. */
  close(): boolean {
    const consumer = this.#consumer;
    if (!consumer) return true;
    consumer.close();
    if (!consumer.isDone) return false;
    consumer.remove();
    return true;
  }

  #open(): JournalAppender {
    if (this.#appender) return this.#appender;
    const dir = this.#spool.newJournal();
    const appender = new JournalAppender(dir, this.#settings.segmentBytes, this.#settings.sync);
    const consumer = new JournalConsumer(dir, appender, this.#log);
    this.#appender = appender;
    this.#consumer = consumer;
    this.#onOpen(consumer);
    return appender;
  }
}
