import type { DeadLetters } from "../dead-letters/dead-letters.js";
import type { Log } from "../logging/log.js";
import type { IntakeClient, Outcome } from "../sekoia/client.js";
import { MAX_REQUEST_BYTES } from "../sekoia/limits.js";
import type { IntakeEvent } from "../sekoia/request.js";
import { type Counters, countNamed } from "../status/counters.js";
import { Outage } from "../status/outage.js";
import { type Failure, untilAvailable } from "./backoff.js";
import { type Batch, BatchBuilder, type OutgoingEvent, settle } from "./batch.js";
import { halve, type Parcel, renew } from "./parcel.js";
import { Queue } from "./queue.js";
import { refusedLetter } from "./refused-letter.js";
import { Signal } from "./signal.js";
import { SizeLimit } from "./size-limit.js";

export interface BatchSenderSettings {
  readonly maxEvents: number;
  /** Of a request before compression. */
  readonly maxBytes: number;
  /** Requests in flight at the most. */
  readonly concurrency: number;
  /** Name of the route it serves, when there are several. */
  readonly route?: string;
  /** Events are sent that were refused before: many refusals in a row say nothing about the intake. */
  readonly refusedBefore?: boolean;
}

/** Takes over events that have left a lane; they are not settled. */
export type OnRelease = (events: readonly OutgoingEvent[]) => void;

const MIB = 1024 * 1024;

/**
 * So many bytes of requests a lane holds before it is full, whatever their number. Batches of ordinary events do
 * not come near; those of very long ones would take tens of MiB while the intake is down.
 */
const MOST_HELD_BYTES = 4 * MIB;

/**
 * When so many events in a row were refused alone and none was taken, it is not the events' fault: they wait,
 * rather than fill the dead letters and push one another out.
 */
const MAX_REFUSED_IN_A_ROW = 20;

/**
 * The way to one intake: collects events into batches, keeps several requests in flight, and settles each
 * event once the intake has confirmed it or it lies in the dead letters.
 *
 * While the intake is unavailable the lane is down: one batch at a time is tried, each in its turn, with
 * exponential backoff and jitter, and the first success opens it again at full speed. Events that can wait
 * elsewhere leave it meanwhile: the journal they came from is not to wait for this intake.
 */
export class BatchSender {
  readonly outage: Outage;
  readonly #settings: BatchSenderSettings;
  readonly #deadLetters: DeadLetters;
  readonly #counters: Counters;
  readonly #builder: BatchBuilder;
  readonly #ceiling: SizeLimit;
  #client: IntakeClient;
  readonly #waiting: Queue;
  #inFlight = 0;
  #bytesInFlight = 0;
  #refusedInARow = 0;
  /** Why the lane is down; undefined while it is up. */
  #down: Failure | undefined;
  #retired = false;
  #closed = false;
  /** Aborted to end the present wait between two attempts. */
  #hurry = new AbortController();
  readonly #newBody = () => this.#client.newBody();
  readonly #signal: Signal;
  readonly #onRelease: OnRelease;

  /** `signal` is fired at every change; lanes may share one. Only events with a line are ever released. */
  constructor(
    client: IntakeClient,
    settings: BatchSenderSettings,
    deadLetters: DeadLetters,
    counters: Counters,
    log: Log,
    signal = new Signal(),
    onRelease: OnRelease = () => {},
  ) {
    this.#signal = signal;
    this.#onRelease = onRelease;
    this.#client = client;
    this.#settings = settings;
    this.#deadLetters = deadLetters;
    this.#counters = counters;
    this.outage = new Outage(
      log,
      "Events wait in the journal and are sent as soon as this is over",
      "shipping again",
    );
    // As many of the largest as may be in flight fit into what is held; of ordinary events each has max_events.
    const share = Math.max(MIB, MOST_HELD_BYTES / settings.concurrency);
    const maxBytes = Math.min(settings.maxBytes, MAX_REQUEST_BYTES, share);
    this.#ceiling = new SizeLimit(maxBytes);
    this.#waiting = new Queue(this.#ceiling, this.#newBody);
    this.#builder = new BatchBuilder(this.#newBody, settings.maxEvents, maxBytes);
  }

  /** Events that could still join the batch being collected. */
  get vacancies(): number {
    return this.#settings.maxEvents - this.#builder.size;
  }

  /** Milliseconds that the oldest event of the batch being collected has waited; undefined when it is empty. */
  get age(): number | undefined {
    return this.#builder.size === 0 ? undefined : this.#builder.age;
  }

  /** True when the intake does not keep up, or is down: no more events should be added. */
  get isFull(): boolean {
    if (this.#waiting.length >= this.#settings.concurrency) return true;
    return this.#bytesInFlight + this.#waiting.bytes >= MOST_HELD_BYTES;
  }

  /** True when no event is collected, waiting or in flight. */
  get isIdle(): boolean {
    return this.#builder.size === 0 && this.#waiting.length === 0 && this.#inFlight === 0;
  }

  get isDown(): boolean {
    return this.#down !== undefined;
  }

  /** Resolves when something has changed: a request ended, the lane went up or down. */
  changed(): Promise<void> {
    return this.#signal.wait();
  }

  /** Takes an event. It belongs to the lane until it is settled. */
  add(says: IntakeEvent, event: OutgoingEvent): void {
    const complete = this.#builder.add(says, event);
    if (complete) this.#enqueue(complete);
  }

  /** Sends what has been collected although the batch is not full. */
  flush(): void {
    const batch = this.#builder.take();
    if (batch) this.#enqueue(batch);
  }

  /**
   * Goes on with another client, at once and without waiting for a backoff to end. While the lane is down,
   * an attempt under way with the old one is cut short.
   */
  use(client: IntakeClient): void {
    const old = this.#client;
    this.#client = client;
    this.#retired = false;
    void (this.#down || this.#closed ? old.destroy() : old.finish());
    this.#hurry.abort();
  }

  /** The intake is not wanted any more: whatever is not in flight leaves, and so does what comes back. */
  retire(): void {
    this.#retired = true;
    this.outage.trouble = undefined;
    this.#release();
  }

  /** Stops sending. What is not settled stays in the journal. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#hurry.abort();
    await this.#client.destroy();
    this.#signal.fire();
  }

  #enqueue(batch: Batch): void {
    this.#waiting.push({ batch });
    this.#dispatch();
  }

  #dispatch(): void {
    while (!this.#down && !this.#closed && this.#inFlight < this.#settings.concurrency) {
      const parcel = this.#waiting.next();
      if (!parcel) return;
      void this.#sendOnce(parcel);
    }
  }

  async #sendOnce(parcel: Parcel): Promise<void> {
    const failure = await this.#attempt(parcel);
    if (failure && !this.#down && !this.#closed) {
      this.#down = failure;
      void this.#probe(failure);
    }
    if (failure || this.#retired) this.#release();
    if (!this.#down) this.outage.ended();
    this.#dispatch();
    this.#signal.fire();
  }

  /** Tries one batch at a time until one gets through. */
  async #probe(first: Failure): Promise<void> {
    let known: Failure | undefined = first;
    while (this.#down && !this.#closed) {
      this.#hurry = new AbortController();
      const { signal } = this.#hurry;
      try {
        await untilAvailable(() => this.#attemptNext(), known, signal);
        this.#down = undefined;
        this.outage.ended();
      } catch (error) {
        if (!signal.aborted) throw error;
        known = undefined;
      }
    }
    this.#dispatch();
    this.#signal.fire();
  }

  async #attemptNext(): Promise<Failure | undefined> {
    const parcel = this.#waiting.next();
    // Where there is nothing to try with, nothing has become better.
    if (!parcel) return this.#retired ? undefined : this.#down;
    const failure = await this.#attempt(parcel);
    if (failure || this.#retired) this.#release();
    return failure;
  }

  /** Lets go of what can wait elsewhere: of everything when retired, else of what is not parked already. */
  #release(): void {
    const mayLeave = (event: OutgoingEvent) => this.#mayLeave(event);
    const collected = this.#builder.events.some(mayLeave) ? this.#builder.take() : undefined;
    if (collected) this.#waiting.push({ batch: collected });
    const leaving = this.#waiting.release(mayLeave);
    if (leaving.length > 0) this.#onRelease(leaving);
    this.#signal.fire();
  }

  #mayLeave({ line, parked }: OutgoingEvent): boolean {
    return line !== undefined && (this.#retired || !parked);
  }

  /**
   * Sends a batch once. Returns the failure that makes the lane unavailable; the batch then waits behind
   * the others, so that one request that always fails does not keep them from being tried.
   */
  async #attempt(given: Parcel): Promise<Failure | undefined> {
    const client = this.#client;
    const parcel = client.suits(given.batch.body)
      ? given
      : { ...given, batch: renew(given.batch, this.#newBody) };
    const { body } = parcel.batch;
    const { bytes } = body;
    this.#inFlight++;
    this.#bytesInFlight += bytes;
    const outcome = await client.send(body);
    this.#bytesInFlight -= bytes;
    this.#inFlight--;
    if (this.#closed) return undefined;
    const failure = this.#conclude(parcel, outcome);
    if (!failure) return undefined;
    this.#counters.failedAttempts++;
    if (client !== this.#client) {
      // What befell a client that is not used any more says nothing about the present one.
      this.#waiting.unshift(parcel);
      return undefined;
    }
    this.#waiting.push(parcel);
    if (this.#retired) return failure;
    this.outage.failed(
      this.#named(failure.reason),
      failure.action === "operator" ? "error" : "warn",
    );
    return failure;
  }

  /** Does with a batch what the answer asks for. Returns the failure when it has to be sent again as it is. */
  #conclude(parcel: Parcel, outcome: Outcome): Failure | undefined {
    const { batch } = parcel;
    const { events, body } = batch;
    if (outcome.action === "accepted") {
      this.#refusedInARow = 0;
      this.#counters.shipped += events.length;
      if (this.#settings.route !== undefined) {
        countNamed(this.#counters.shippedTo, this.#settings.route, events.length);
      }
      this.#counters.requests++;
      this.#counters.sentBytes += outcome.sentBytes;
      this.#counters.unconfirmed += outcome.unconfirmed;
      if (outcome.warning !== undefined) this.outage.warn(this.#named(outcome.warning));
      this.#learn(parcel);
      body.free();
      settle(events);
      return undefined;
    }
    if (outcome.action !== "split") return outcome;
    if (!this.#settings.refusedBefore && this.#refusedInARow >= MAX_REFUSED_IN_A_ROW) {
      const reason = `the intake takes no event at all. Check that intake.url is a Sekoia intake: ${outcome.reason}`;
      return { ...outcome, action: "operator", reason };
    }
    if (events.length > 1) {
      this.#waiting.unshift(...halve(batch, outcome.status === 413, this.#newBody));
      return undefined;
    }
    try {
      this.#deadLetters.add("refused", [refusedLetter(batch, outcome, this.#settings.route)]);
    } catch (error) {
      return { action: "operator", reason: (error as Error).message, excerpt: "" };
    }
    this.#refusedInARow++;
    this.#counters.setAside += events.length;
    this.outage.warn(
      `${this.#named(outcome.reason)}: an event from ${events[0]?.source} is set aside in the dead letters`,
    );
    body.free();
    settle(events);
    return undefined;
  }

  /** An accepted batch tells what size gets through. */
  #learn(parcel: Parcel): void {
    const { batch, halved } = parcel;
    const { bytes } = batch.body;
    this.#ceiling.accepted(bytes);
    if (!halved) return;
    halved.accepted++;
    halved.bytes = Math.max(halved.bytes, bytes);
    // Where only one half gets through, it is an event in the other that is too large.
    if (halved.accepted === 2) this.#ceiling.lower(halved.bytes);
  }

  /** What is told to people names the route, when there are several. */
  #named(message: string): string {
    const { route } = this.#settings;
    return route === undefined ? message : `route ${route}: ${message}`;
  }
}
