import { setTimeout as delay } from "node:timers/promises";
import { isBefore } from "../journal/layout.js";
import type { Progress } from "../journal/progress.js";
import type { Spool } from "../journal/spool.js";
import type { Log } from "../logging/log.js";
import { Outage } from "../status/outage.js";
import type { Destination, Destinations } from "./destinations.js";
import { JournalConsumer } from "./journal-consumer.js";
import type { Pipeline } from "./pipeline.js";

/** After a journal could not be read or dead letters not be written, it is tried again after this. */
const TROUBLE_WAIT_MS = 1000;

/**
 * The shipping side of one instance: follows its own journal as it grows, drains the journals of dead
 * instances, and ends both in good order.
 */
export class Shipper {
  readonly own: JournalConsumer;
  readonly #spool: Spool;
  readonly #progress: Progress;
  readonly #destinations: Destinations;
  readonly #pump: Pipeline;
  readonly #log: Log;
  #maxWaitMs: number;
  /** Journals that came to us and are not being drained yet. */
  readonly #adopted: string[] = [];
  #finishing = false;
  /** An adopted journal stays for the next instance. */
  #leftBehind = false;
  #ended = false;
  readonly #loops = new Set<Promise<void>>();
  #wake: () => void = () => {};
  /** Why a journal cannot be read or dead letters not be written. */
  readonly outage: Outage;

  constructor(
    spool: Spool,
    progress: Progress,
    destinations: Destinations,
    pump: Pipeline,
    maxWaitMs: number,
    log: Log,
  ) {
    this.#spool = spool;
    this.#progress = progress;
    this.#destinations = destinations;
    this.#pump = pump;
    this.#maxWaitMs = maxWaitMs;
    this.#log = log;
    this.outage = new Outage(log, "Events wait for that in the journal", "going on");
    this.own = new JournalConsumer(spool.ownDir, progress, log);
  }

  /** Begins to ship this instance's journal. */
  start(): void {
    this.#run(this.#follow());
  }

  /**
   * Takes over and ships the journals that dead instances left; `onAdopted` is told where each is now. Throws
   * when a directory or journal cannot be read (no file descriptor left, for one); the next call goes on with it.
   */
  adoptOrphans(onAdopted: (dir: string) => void): void {
    for (const dir of this.#spool.adoptOrphans()) {
      this.#adopted.push(dir);
      onAdopted(dir);
    }
    this.#drainAdopted();
  }

  #drainAdopted(): void {
    for (let dir = this.#adopted[0]; dir !== undefined; dir = this.#adopted[0]) {
      const source = new JournalConsumer(dir, undefined, this.#log);
      this.#adopted.shift();
      this.#log.info(`taking over the journal of an instance that is gone: ${dir}`);
      this.#run(this.#drain(source));
    }
  }

  /** Ships the lines that are parked for a destination, whenever it has room. */
  serveParked(destination: Destination, source: JournalConsumer): void {
    this.#run(this.#followParked(destination, source));
  }

  /** The lines asked for are there (or it is time to look again). */
  wake(): void {
    this.#wake();
  }

  /**
   * Ships what is left, for at most `graceMs`, and not at all while the intake is down; then stops.
   * Journals with nothing left are removed, the others stay for the next instance, as does our own when it
   * `mayGrow`. Resolves to true when nothing is left.
   */
  async finish(graceMs: number, mayGrow: boolean): Promise<boolean> {
    this.#finishing = true;
    this.wake();
    for (const { parking } of this.#destinations.all) parking?.stir();
    let over = false;
    let allRead = false;
    const grace = delay(graceMs, undefined, { ref: false }).then(() => {
      over = true;
    });
    const loops = Promise.all(this.#loops).then(() => {
      allRead = true;
    });
    const destinations = this.#destinations;
    while (!over && !destinations.isStuck && !(allRead && destinations.isIdle)) {
      const change = destinations.changed();
      await Promise.race(allRead ? [grace, change] : [grace, loops, change]);
    }
    this.#ended = true;
    this.wake();
    await destinations.close();
    await loops;
    const ownComplete =
      this.own.ledger.isEmpty && !isBefore(this.own.settled, this.#progress.position);
    this.own.close();
    if (ownComplete && !mayGrow) this.own.remove();
    let complete = ownComplete && !this.#leftBehind && this.#adopted.length === 0;
    for (const { parking } of destinations.all) if (parking?.close() === false) complete = false;
    return complete;
  }

  #run(loop: Promise<void>): void {
    this.#loops.add(loop);
    void loop.finally(() => this.#loops.delete(loop));
  }

  async #follow(): Promise<void> {
    while (!this.#ended) {
      const seen = this.#progress.lines;
      if (await this.#take(this.own)) continue;
      const { age } = this.#destinations;
      const patienceMs = this.#finishing ? 0 : this.#maxWaitMs;
      if (age !== undefined && age >= patienceMs) this.#destinations.flush(patienceMs);
      else if (this.#finishing) return;
      else await this.#sleep(seen, age);
    }
  }

  /** Waits for the first line, or while a batch is being collected for enough to fill it. */
  async #sleep(seen: number, age: number | undefined): Promise<void> {
    const lines = age === undefined ? 1 : Math.max(1, this.#destinations.vacancies);
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#progress.wakeAt(seen, lines);
    // They may have come between the last look and the request.
    if (((this.#progress.lines - seen) | 0) >= lines) return;
    if (age === undefined) return woken;
    const patience = new AbortController();
    const timer = delay(this.#maxWaitMs - age, undefined, { signal: patience.signal }).catch(
      () => {},
    );
    await Promise.race([woken, timer]);
    patience.abort();
  }

  async #drain(source: JournalConsumer): Promise<void> {
    while (!this.#ended && (await this.#take(source)));
    this.#destinations.flush(0);
    while (!this.#ended && !source.ledger.isEmpty) await this.#destinations.changed();
    source.close();
    if (source.ledger.isEmpty && !this.#ended) source.remove();
    else this.#leftBehind = true;
  }

  async #followParked(destination: Destination, source: JournalConsumer): Promise<void> {
    const { lane, parking } = destination;
    while (!this.#ended) {
      while (lane.isFull && !this.#ended) await lane.changed();
      const parked = parking?.changed();
      if (await this.#take(source, destination)) continue;
      lane.flush();
      if (this.#finishing) return;
      await parked;
    }
  }

  /** Takes the next lines once there is room for them. False when there are none. */
  async #take(source: JournalConsumer, parkedFor?: Destination): Promise<boolean> {
    while (this.#destinations.isFull && !this.#ended) await this.#destinations.changed();
    if (this.#ended) return false;
    try {
      const taken = await this.#pump.takeNext(source, parkedFor);
      this.outage.ended();
      return taken;
    } catch (error) {
      this.outage.failed((error as Error).message);
      this.#destinations.flush(0);
      await delay(TROUBLE_WAIT_MS);
      return !this.#ended;
    }
  }
}
