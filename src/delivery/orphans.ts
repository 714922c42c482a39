import type { Spool } from "../journal/spool.js";
import type { Log } from "../logging/log.js";
import { JournalConsumer } from "./journal-consumer.js";

/** Journals of dead instances that are drained at the same time: there may be thousands. */
const MOST_OPEN = 4;

/** The journals that dead instances left, as they are taken over and drained. */
export class Orphans {
  readonly #spool: Spool;
  readonly #log: Log;
  readonly #onAdopted: (dir: string) => void;
  readonly #onOpen: (consumer: JournalConsumer) => void;
  readonly #open = new Set<JournalConsumer>();
  readonly #read = new Set<JournalConsumer>();
  /** Journals that came to us and could not be opened yet. */
  readonly #adopted: string[] = [];
  #leftBehind = false;

  /** `onAdopted` is told where each journal is now; `onOpen` what reads it. */
  constructor(
    spool: Spool,
    log: Log,
    onAdopted: (dir: string) => void,
    onOpen: (consumer: JournalConsumer) => void,
  ) {
    this.#spool = spool;
    this.#log = log;
    this.#onAdopted = onAdopted;
    this.#onOpen = onOpen;
  }

  /** The journals being drained. */
  get open(): Iterable<JournalConsumer> {
    return this.#open;
  }

  /** True when every line of them was read, and none is left in the spool. */
  get areRead(): boolean {
    return this.#adopted.length === 0 && this.#read.size === this.#open.size;
  }

  /** True when nothing of a dead instance is left in the spool. */
  get isDone(): boolean {
    return !this.#leftBehind && this.#adopted.length === 0 && !this.#spool.hasOrphans;
  }

  /**
   * Takes over as many journals as may be drained at a time. Throws when a directory or journal cannot be read (no
   * file descriptor left, for one); the next call goes on with it.
   */
  adopt(): void {
    if (this.#open.size + this.#adopted.length < MOST_OPEN) {
      for (const dir of this.#spool.adoptOrphans()) {
        this.#adopted.push(dir);
        this.#onAdopted(dir);
        if (this.#open.size + this.#adopted.length >= MOST_OPEN) break;
      }
    }
    for (let dir = this.#adopted[0]; dir !== undefined; dir = this.#adopted[0]) {
      const consumer = new JournalConsumer(dir, undefined, this.#log);
      this.#adopted.shift();
      this.#log.info(`taking over the journal of an instance that is gone: ${dir}`);
      this.#open.add(consumer);
      this.#onOpen(consumer);
    }
  }

  /** Notes that every line of one was read. */
  read(consumer: JournalConsumer): void {
    this.#read.add(consumer);
  }

  /** Ends one: it is removed when everything in it is accounted for, and stays for the next instance otherwise. */
  close(consumer: JournalConsumer): void {
    consumer.close();
    this.#open.delete(consumer);
    if (consumer.tracker.isEmpty && this.#read.delete(consumer)) consumer.remove();
    else this.#leftBehind = true;
  }
}
