import type { Config } from "../config/config.js";
import type { DeadLetters } from "../dead-letters/dead-letters.js";
import type { Position } from "../journal/layout.js";
import type { Progress } from "../journal/progress.js";
import { CHUNK_BYTES, type Chunk } from "../journal/reader.js";
import type { Spool } from "../journal/spool.js";
import { isSystemError } from "../journal/system-error.js";
import type { Log } from "../logging/log.js";
import type { Counters } from "../status/counters.js";
import { Outage, type Trouble } from "../status/outage.js";
import { culpritLetter } from "./culprit-letter.js";
import { DeferredLines, type OpenJournal } from "./deferred-lines.js";
import { DEAD_LETTERS, DECISION, type Destination } from "./destination.js";
import { Destinations } from "./destinations.js";
import { JournalConsumer } from "./journal-consumer.js";
import { Orphans } from "./orphans.js";
import { Pipeline } from "./pipeline.js";
import { Signal } from "./signal.js";

/** After a journal could not be read, it is tried again after this. */
const TROUBLE_WAIT_MS = 1000;
/** Lines that wait on disk are looked at this often, and whenever a request has ended. */
const LOOK_MS = 1000;
/** While a batch is being collected, new lines are looked for at least this often: they may be another intake's. */
const MOST_SLEEP_MS = 250;
/** Bytes of requests that all senders together hold before no more lines are taken. */
const MOST_HELD_BYTES = 16 * 1024 * 1024;
const HELD_MS = 20;

/** What waits in the backlog of one destination. */
export interface Backlogged {
  readonly name: string;
  readonly lines: number;
  readonly bytes: number;
}

/**
 * The delivering side of one instance: follows its own journal as it grows, drains the journals of dead instances and
 * the backlogs of its destinations, and ends all of it in good order. What happens to a line is in pipeline.ts.
 */
export class Delivery {
  readonly #own: JournalConsumer;
  readonly #progress: Progress;
  /** Fired at every change at a destination. */
  readonly #signal = new Signal();
  /** Fired when lines have come. */
  readonly #lines = new Signal();
  readonly #destinations: Destinations;
  readonly #pipeline: Pipeline;
  readonly #deferred: DeferredLines;
  readonly #orphans: Orphans;
  readonly #loops = new Set<Promise<void>>();
  /** Why a journal cannot be read. */
  readonly #reading: Outage;
  /** Why lines cannot be moved to a backlog. */
  readonly #moving: Outage;
  /** Why dead letters cannot be written. */
  readonly #writing: Outage;
  #held = 0;
  #heldUntil = 0;
  #finishing = false;
  #ended = false;

  /** `segmentBytes`: of backlogs. `onAdopted` is told where each journal of a dead instance is once it came to us. */
  constructor(
    config: Config,
    spool: Spool,
    segmentBytes: number,
    progress: Progress,
    deadLetters: DeadLetters,
    counters: Counters,
    log: Log,
    onAdopted: (dir: string) => void,
  ) {
    this.#progress = progress;
    const { max_bytes, share, over_share, fsync } = config.spool;
    this.#reading = new Outage(log, "Events wait for that in the journal", "going on");
    this.#moving = new Outage(log, "Events wait where they are", "moving events again");
    this.#writing = new Outage(log, "Events wait for that on disk", "writing dead letters again");
    this.#destinations = new Destinations(
      config,
      spool,
      { segmentBytes, sync: fsync !== "off" },
      counters,
      log,
      this.#signal,
      {
        onGiveUp: (reason, culprit, route) =>
          this.#pipeline.letters.writeOne(culpritLetter(reason, culprit, route), culprit.event),
        onBacklog: (destination, consumer) => this.#run(this.#serveBacklog(destination, consumer)),
      },
    );
    this.#pipeline = new Pipeline(this.#destinations, deadLetters, counters, config, log, () =>
      this.#signal.fire(),
    );
    this.#deferred = new DeferredLines(
      this.#destinations,
      this.#pipeline,
      { shareBytes: max_bytes * share, overShare: over_share },
      (failure) => {
        if (failure) this.#moving.failed(`events cannot be moved on disk: ${failure.message}`);
        else this.#moving.ended();
      },
    );
    this.#orphans = new Orphans(spool, log, onAdopted, (consumer) =>
      this.#run(this.#drain(consumer)),
    );
    this.#own = new JournalConsumer(spool.ownDir, progress, log);
  }

  /** Begins to deliver. */
  start(): void {
    this.#run(this.#follow());
    this.#run(this.#lookAfterDeferred());
  }

  /** Takes over journals of dead instances, a few at a time. Throws when the spool cannot be read. */
  adoptOrphans(): void {
    if (!this.#finishing) this.#orphans.adopt();
  }

  /** The lines asked for are there (or it is time to look again). */
  wake(): void {
    this.#lines.fire();
  }

  /**
   * Takes over another configuration. Whatever is not in flight is decided anew, from where it lies on disk. Throws
   * as Destinations.reconfigure does; then nothing has changed.
   */
  reconfigure(config: Config): void {
    this.#destinations.reconfigure(config);
    this.#pipeline.reconfigure(config);
    this.#destinations.unroutedOutage.ended();
    for (const { consumer } of this.#journals()) {
      for (const range of [...consumer.tracker.withDeferred])
        range.redirect(DECISION, DEAD_LETTERS);
    }
    this.#signal.fire();
  }

  /** What waits in backlogs, by destination. Throws fs errors. */
  get backlogs(): Backlogged[] {
    return this.#destinations.all
      .filter(({ backlog }) => !backlog.isEmpty)
      .map(({ name, backlog }) => ({ name, lines: backlog.lines, bytes: backlog.bytes }));
  }

  /** Everything before this in the instance's own journal is accounted for. */
  get settled(): Position {
    return this.#own.settled;
  }

  /** What keeps events waiting now. */
  get troubles(): Trouble[] {
    const own = [this.#reading.trouble, this.#moving.trouble, this.#writing.trouble];
    return [...own.filter((trouble) => trouble !== undefined), ...this.#destinations.troubles];
  }

  /**
   * Delivers what is left, for at most `graceMs`, and not at all while the intakes are down; then stops. Journals with
   * nothing left are removed, the others stay for the next instance, as does our own when it `mayGrow`. Resolves to
   * true when nothing is left.
   */
  async finish(graceMs: number, mayGrow: boolean): Promise<boolean> {
    this.#finishing = true;
    this.wake();
    this.#signal.fire();
    const end = performance.now() + graceMs;
    while (!this.#isFinished) {
      const left = end - performance.now();
      if (left <= 0) break;
      await this.#signal.wait(Math.min(left, LOOK_MS));
    }
    // What is deferred holds up cursors: after a clean end as little as possible is to be sent twice.
    if (performance.now() < end) {
      for (const link of this.#destinations.links) link.giveBack();
      await this.#lookAtDeferred(true);
    }
    this.#ended = true;
    this.wake();
    this.#signal.fire();
    await this.#destinations.close();
    await Promise.all(this.#loops);
    const ownDone = this.#own.isDone;
    this.#own.close();
    if (ownDone && !mayGrow) this.#own.remove();
    let complete = ownDone && this.#orphans.isDone;
    for (const { backlog } of this.#destinations.all) if (!backlog.close()) complete = false;
    return complete;
  }

  /** True when waiting is no use: all is delivered, or whoever has something to send cannot. */
  get #isFinished(): boolean {
    let stuck = false;
    for (const { destination } of this.#destinations.links) {
      const { sender, suspects } = destination;
      if (sender?.isStuck) stuck = true;
      else if (!sender?.isIdle || !suspects?.sender?.isIdle) return false;
      if (!sender?.isStuck && !destination.backlog.isEmpty) return false;
    }
    if (stuck && this.#destinations.isAlone) return true;
    if (!this.#own.isRead || !this.#orphans.areRead) return false;
    return stuck || this.#own.tracker.deferredLines === 0;
  }

  #run(loop: Promise<void>): void {
    this.#loops.add(loop);
    void loop.finally(() => {
      this.#loops.delete(loop);
      this.#signal.fire();
    });
  }

  *#journals(): Generator<OpenJournal> {
    yield { consumer: this.#own, home: undefined };
    for (const consumer of this.#orphans.open) yield { consumer, home: undefined };
    for (const home of this.#destinations.all) {
      const { consumer } = home.backlog;
      if (consumer && !home.backlog.isEmpty) yield { consumer, home };
    }
  }

  /** Delivers this instance's own journal. */
  async #follow(): Promise<void> {
    while (!this.#ended) {
      const seen = this.#progress.lines;
      if (await this.#take(this.#own)) continue;
      if (!this.#finishing) await this.#sleep(seen);
      else if (this.#own.isRead) {
        for (const { destination } of this.#destinations.links) destination.sender?.flush();
        await this.#signal.wait(MOST_SLEEP_MS);
      }
    }
  }

  /** Waits for the first line, or while a batch is being collected for enough to fill it. */
  async #sleep(seen: number): Promise<void> {
    let vacancies = Number.POSITIVE_INFINITY;
    for (const { main } of this.#destinations.links) {
      if (main.isCollecting) vacancies = Math.min(vacancies, main.vacancies);
    }
    const collecting = vacancies !== Number.POSITIVE_INFINITY;
    const lines = collecting ? Math.max(1, vacancies) : 1;
    const woken = this.#lines.wait(collecting ? MOST_SLEEP_MS : undefined);
    this.#progress.wakeAt(seen, lines);
    // They may have come between the last look and the request.
    if (((this.#progress.lines - seen) | 0) >= lines) this.wake();
    await woken;
  }

  /** Delivers the journal of a dead instance. */
  async #drain(consumer: JournalConsumer): Promise<void> {
    while (!this.#ended && (await this.#take(consumer)));
    if (!this.#ended) this.#orphans.read(consumer);
    while (!this.#ended && !consumer.tracker.isEmpty) {
      for (const { destination } of this.#destinations.links) destination.sender?.flush();
      await this.#signal.wait(LOOK_MS);
    }
    this.#orphans.close(consumer);
    if (this.#ended || this.#finishing) return;
    try {
      this.#orphans.adopt();
    } catch {
      // Housekeeping tries again, and tells.
    }
  }

  /** Delivers the backlog of one destination, whenever there is room. */
  async #serveBacklog(destination: Destination, consumer: JournalConsumer): Promise<void> {
    while (!this.#ended) {
      const { unrouted } = this.#destinations;
      const isFormer = this.#destinations.isFormer(destination);
      // What no route takes is read when the rules are others than when it came here.
      const mayRead =
        destination === unrouted
          ? destination.rulesChanged
          : isFormer || this.#mayServe(destination, consumer);
      if (mayRead && (await this.#take(consumer, destination))) continue;
      if (mayRead && consumer.isRead) {
        destination.rulesChanged = false;
        destination.sender?.flush();
        if (consumer.tracker.deferredLines === 0) destination.caughtUp();
        if (consumer.isDone && destination.moves === 0 && destination.backlog.clear()) continue;
      }
      if (isFormer && consumer.isDone) {
        this.#destinations.forget(destination);
        if (!this.#destinations.isFormer(destination)) return;
      }
      consumer.rest();
      await this.#signal.wait(LOOK_MS);
    }
  }

  /** True when more of a backlog may be read: there is room at its sender, and in memory. */
  #mayServe({ sender }: Destination, consumer: JournalConsumer): boolean {
    if (!sender?.hasRoom) return false;
    // One that holds nothing does not wait for the others.
    if (consumer.isRead || sender.isIdle) return true;
    if (this.#heldBytes >= MOST_HELD_BYTES) return false;
    this.#held += CHUNK_BYTES;
    return true;
  }

  /** What all senders hold. Added up now and then only, as there may be hundreds; what is read meanwhile counts. */
  get #heldBytes(): number {
    const now = performance.now();
    if (now >= this.#heldUntil) {
      this.#heldUntil = now + HELD_MS;
      this.#held = 0;
      for (const { main } of this.#destinations.links) this.#held += main.heldBytes;
    }
    return this.#held;
  }

  async #lookAfterDeferred(): Promise<void> {
    while (!this.#ended) {
      await this.#lookAtDeferred();
      await this.#signal.wait(LOOK_MS);
    }
  }

  async #lookAtDeferred(now = false): Promise<void> {
    try {
      await this.#deferred.look([...this.#journals()], now);
      this.#reading.ended();
    } catch (error) {
      // What no system call said is a mistake of ours, and lines were in our hands: only a new start finds them again.
      if (!isSystemError(error)) throw error;
      this.#reading.failed(`events that wait cannot be read: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, TROUBLE_WAIT_MS));
    }
    const [failure] = this.#pipeline.letters.failures.values();
    if (failure) this.#writing.failed(failure.message);
    else this.#writing.ended();
  }

  /** Takes the next lines once there is room for them. Resolves to false when there are none. */
  async #take(consumer: JournalConsumer, home?: Destination): Promise<boolean> {
    if (!home) await this.#roomForNew();
    if (this.#ended) return false;
    let chunk: Chunk | undefined;
    try {
      chunk = await consumer.next();
      this.#reading.ended();
    } catch (error) {
      this.#reading.failed((error as Error).message);
      await new Promise((resolve) => setTimeout(resolve, TROUBLE_WAIT_MS));
      return !this.#ended;
    }
    if (chunk) this.#pipeline.take(consumer, chunk, home);
    return chunk !== undefined;
  }

  /** Waits while lines cannot be taken: for an intake alone until it has room, for one of several a moment. */
  async #roomForNew(): Promise<void> {
    for (;;) {
      if (this.#ended) return;
      const wait = this.#patience();
      if (wait === 0) return;
      await this.#signal.wait(wait);
    }
  }

  #patience(): number {
    if (this.#pipeline.letters.isFull) return LOOK_MS;
    const links = [...this.#destinations.links];
    const held = links.reduce((sum, { main }) => sum + main.heldBytes, 0);
    const isFull = held >= MOST_HELD_BYTES;
    if (isFull) for (const { main } of links) main.flush();
    if (this.#destinations.isAlone) {
      if (links.some(({ main }) => !main.hasRoom)) return LOOK_MS;
      return isFull ? LOOK_MS / 10 : 0;
    }
    // Once memory is full everyone has a share of it; whoever holds more does not keep up, if that lasts.
    const share = isFull ? MOST_HELD_BYTES / links.length : Number.POSITIVE_INFINITY;
    const now = performance.now();
    return Math.max(0, ...links.map(({ destination }) => destination.patience(now, share)));
  }
}
