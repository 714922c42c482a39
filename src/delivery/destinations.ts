import type { Config } from "../config/config.js";
import type { DeadLetters } from "../dead-letters/dead-letters.js";
import type { Spool } from "../journal/spool.js";
import type { Log } from "../logging/log.js";
import { type Routable, Router } from "../routing/router.js";
import type { IntakeClient } from "../sekoia/client.js";
import type { Counters } from "../status/counters.js";
import type { OutgoingEvent } from "./batch.js";
import { BatchSender, type OnRelease } from "./batch-sender.js";
import { intakesOf, newClient } from "./clients.js";
import type { JournalConsumer } from "./journal-consumer.js";
import { Parking } from "./parking.js";
import { Signal } from "./signal.js";

/** Name of the destination that `intake` in the configuration stands for. */
export const DEFAULT_DESTINATION = "default";

/** An intake that events go to. */
export interface Destination {
  readonly name: string;
  readonly lane: BatchSender;
  /** Where its lines wait while the lane does not keep up; a lone destination waits in its journal. */
  parking: Parking | undefined;
}

/**
 * All intakes, and which of them an event goes to. With several, none waits for another: each has batches,
 * backoff and parked lines of its own.
 */
export class Destinations {
  readonly #spool: Spool;
  readonly #deadLetters: DeadLetters;
  readonly #counters: Counters;
  readonly #log: Log;
  readonly #onParked: (destination: Destination, source: JournalConsumer) => void;
  readonly #onRelease: (destination: Destination, events: readonly OutgoingEvent[]) => void;
  readonly #all = new Map<string, Destination>();
  readonly #signal = new Signal();
  #router = new Router([]);
  #default: Destination | undefined;

  /**
   * `onParked` is told when a destination has parked lines for the first time, and where to take them;
   * `onRelease` which events have left a lane to be parked.
   */
  constructor(
    config: Config,
    spool: Spool,
    deadLetters: DeadLetters,
    counters: Counters,
    log: Log,
    onParked: (destination: Destination, source: JournalConsumer) => void,
    onRelease: (destination: Destination, events: readonly OutgoingEvent[]) => void,
  ) {
    this.#spool = spool;
    this.#deadLetters = deadLetters;
    this.#counters = counters;
    this.#log = log;
    this.#onParked = onParked;
    this.#onRelease = onRelease;
    this.use(config);
  }

  /**
   * Takes over another configuration: keys, addresses and rules count at once. What a destination that is
   * gone from it has not sent yet is parked, and goes from there where the rules say now.
   */
  use(config: Config): void {
    const named = new Set<string>();
    for (const { route, intake } of intakesOf(config)) {
      const name = route ?? DEFAULT_DESTINATION;
      named.add(name);
      const client = newClient(config, intake);
      const known = this.#all.get(name);
      if (known) known.lane.use(client);
      else this.#add(name, client, config);
    }
    if (this.#all.size > 1) this.#giveParking();
    this.#router = new Router(config.routes);
    this.#default = config.intake && this.#all.get(DEFAULT_DESTINATION);
    for (const { name, lane } of this.all) if (!named.has(name)) lane.retire();
  }

  /** Where an event goes; undefined: no route takes it, and there is no default. */
  of(event: Routable): Destination | undefined {
    const route = this.#router.route(event);
    return route === undefined ? this.#default : this.#all.get(route);
  }

  get all(): Iterable<Destination> {
    return this.#all.values();
  }

  /** Events that may still come before some batch is complete. */
  get vacancies(): number {
    let fewest = Number.POSITIVE_INFINITY;
    for (const { lane } of this.all) fewest = Math.min(fewest, lane.vacancies);
    return fewest;
  }

  /** Milliseconds that the oldest event of a batch being collected has waited; undefined: there is none. */
  get age(): number | undefined {
    let oldest: number | undefined;
    for (const { lane } of this.all) {
      const { age } = lane;
      if (age !== undefined && (oldest === undefined || age > oldest)) oldest = age;
    }
    return oldest;
  }

  /** Sends every batch whose oldest event has waited for `ms` or longer. */
  flush(ms: number): void {
    for (const { lane } of this.all) if ((lane.age ?? -1) >= ms) lane.flush();
  }

  /** True when nothing more should be taken from journals: a lone destination does not keep up. */
  get isFull(): boolean {
    const [first, second] = this.all;
    return (
      first !== undefined &&
      second === undefined &&
      first.parking === undefined &&
      first.lane.isFull
    );
  }

  get isIdle(): boolean {
    for (const { lane } of this.all) if (!lane.isIdle) return false;
    return true;
  }

  /** True when waiting is no use: whoever has something to send cannot. */
  get isStuck(): boolean {
    let down = false;
    for (const { lane } of this.all) {
      if (lane.isDown) down = true;
      else if (!lane.isIdle) return false;
    }
    return down;
  }

  /** Resolves when something has changed in one of the lanes. */
  changed(): Promise<void> {
    return this.#signal.wait();
  }

  async close(): Promise<void> {
    await Promise.all([...this.all].map(({ lane }) => lane.close()));
  }

  #add(name: string, client: IntakeClient, config: Config): void {
    const lane = this.#newLane(name, client, config, (events) =>
      this.#onRelease(destination, events),
    );
    const destination: Destination = { name, lane, parking: undefined };
    this.#all.set(name, destination);
  }

  #newLane(name: string, client: IntakeClient, config: Config, onRelease: OnRelease): BatchSender {
    const { max_events, max_bytes, concurrency } = config.batch;
    return new BatchSender(
      client,
      {
        maxEvents: max_events,
        maxBytes: max_bytes,
        concurrency,
        ...(config.routes.length === 0 ? {} : { route: name }),
      },
      this.#deadLetters,
      this.#counters,
      this.#log,
      this.#signal,
      onRelease,
    );
  }

  #giveParking(): void {
    for (const destination of this.all) {
      destination.parking ??= new Parking(this.#spool, this.#log, (source) =>
        this.#onParked(destination, source),
      );
    }
  }
}
