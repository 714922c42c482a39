import { setTimeout as delay } from "node:timers/promises";
import pRetry from "p-retry";
import type { Log } from "../log.js";
import type { IntakeClient, Outcome } from "../sekoia/client.js";
import { MAX_REQUEST_BYTES } from "../sekoia/limits.js";
import { decodeEvent } from "../sekoia/request.js";
import { type Batch, BatchBuilder, type OutgoingEvent, slice } from "./batch.js";
import type { Counters } from "./counters.js";
import type { DeadLetter, DeadLetters, DeadReason } from "./dead-letters.js";
import { Outage } from "./outage.js";

export interface LaneSettings {
  readonly maxEvents: number;
  /** Of a request before compression. */
  readonly maxBytes: number;
  /** Requests in flight at the most. */
  readonly concurrency: number;
}

type Failure = Exclude<Outcome, { action: "accepted" }>;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 300_000;

/** Thrown to p-retry while the intake is unavailable. */
class Unavailable extends Error {
  readonly retryAfterMs: number;

  constructor(failure: { reason: string; retryAfterMs?: number }) {
    super(failure.reason);
    this.retryAfterMs = failure.retryAfterMs ?? 0;
  }
}

/**
 * The way to one intake: collects events into batches, keeps several requests in flight, and settles each
 * event once the intake has confirmed it or it lies in the dead letters.
 *
 * While the intake is unavailable the lane is down: one batch at a time is tried, with exponential backoff
 * and jitter, and the first success opens it again at full speed.
 */
export class Lane {
  readonly outage: Outage;
  readonly #settings: LaneSettings;
  readonly #deadLetters: DeadLetters;
  readonly #counters: Counters;
  readonly #log: Log;
  readonly #builder: BatchBuilder;
  #client: IntakeClient;
  /** Complete batches that are not in flight, oldest first. */
  readonly #waiting: Batch[] = [];
  #inFlight = 0;
  #down = false;
  #closed = false;
  /** Aborted to end the present wait between two attempts. */
  #hurry = new AbortController();
  #watchers: (() => void)[] = [];

  constructor(
    client: IntakeClient,
    settings: LaneSettings,
    deadLetters: DeadLetters,
    counters: Counters,
    log: Log,
  ) {
    this.#client = client;
    this.#settings = settings;
    this.#deadLetters = deadLetters;
    this.#counters = counters;
    this.#log = log;
    this.outage = new Outage(
      log,
      "Events wait in the journal and are sent as soon as this is over",
      "shipping again",
    );
    const maxBytes = Math.min(settings.maxBytes, MAX_REQUEST_BYTES - 2);
    this.#builder = new BatchBuilder(settings.maxEvents, maxBytes);
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
    return this.#waiting.length >= this.#settings.concurrency;
  }

  /** True when no event is collected, waiting or in flight. */
  get isIdle(): boolean {
    return this.#builder.size === 0 && this.#waiting.length === 0 && this.#inFlight === 0;
  }

  get isDown(): boolean {
    return this.#down;
  }

  /** Resolves when something has changed: a request ended, the lane went up or down. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#watchers.push(resolve));
  }

  /** Takes an event. It belongs to the lane until it is settled. */
  add(event: OutgoingEvent): void {
    const complete = this.#builder.add(event, event.encoded.length + this.#client.overheadPerEvent);
    if (complete) this.#enqueue(complete);
  }

  /** Sends what has been collected although the batch is not full. */
  flush(): void {
    const events = this.#builder.take();
    if (events) this.#enqueue(events);
  }

  /** Goes on with another client, at once and without waiting for a backoff to end. */
  use(client: IntakeClient): void {
    const old = this.#client;
    this.#client = client;
    this.#hurry.abort();
    void old.finish();
  }

  /** Stops sending. What is not settled stays in the journal. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#hurry.abort();
    await this.#client.destroy();
    this.#notify();
  }

  #enqueue(batch: Batch): void {
    this.#waiting.push(batch);
    this.#dispatch();
  }

  #dispatch(): void {
    while (!this.#down && !this.#closed && this.#inFlight < this.#settings.concurrency) {
      const batch = this.#waiting.shift();
      if (!batch) return;
      void this.#sendOnce(batch);
    }
  }

  async #sendOnce(batch: Batch): Promise<void> {
    const failure = await this.#attempt(batch);
    if (failure && !this.#down && !this.#closed) {
      this.#down = true;
      void this.#probe(failure);
    }
    if (!this.#down) this.outage.ended();
    this.#dispatch();
    this.#notify();
  }

  /** Tries one batch at a time until one gets through. */
  async #probe(first: Failure): Promise<void> {
    let known: Failure | undefined = first;
    while (this.#down && !this.#closed) {
      this.#hurry = new AbortController();
      const { signal } = this.#hurry;
      try {
        await pRetry(
          async () => {
            const failure = known ?? (await this.#attemptNext());
            known = undefined;
            if (failure) throw new Unavailable(failure);
          },
          {
            retries: Number.POSITIVE_INFINITY,
            minTimeout: FIRST_WAIT_MS,
            // p-retry's jitter ends at the cap, so the cap varies: machines that failed together do not
            // come back together.
            maxTimeout: LONGEST_WAIT_MS * (0.75 + Math.random() / 4),
            randomize: true,
            signal,
            onFailedAttempt: async ({ error }) => {
              const asked = error instanceof Unavailable ? error.retryAfterMs : 0;
              if (asked > 0)
                await delay(Math.min(asked, LONGEST_RETRY_AFTER_MS), undefined, { signal });
            },
          },
        );
        this.#down = false;
        this.outage.ended();
      } catch (error) {
        if (!signal.aborted) throw error;
        known = undefined;
      }
    }
    this.#dispatch();
    this.#notify();
  }

  async #attemptNext(): Promise<Failure | undefined> {
    const batch = this.#waiting.shift();
    return batch && (await this.#attempt(batch));
  }

  /** Sends a batch once. Returns the failure that makes the lane unavailable; the batch then waits again. */
  async #attempt(batch: Batch): Promise<Failure | undefined> {
    this.#inFlight++;
    const outcome = await this.#client.send(batch);
    this.#inFlight--;
    if (this.#closed) return undefined;
    const failure = this.#conclude(batch, outcome);
    if (failure) {
      this.#waiting.unshift(batch);
      this.#counters.failedAttempts++;
      this.outage.failed(failure.reason, failure.action === "operator" ? "error" : "warn");
    }
    return failure;
  }

  /** Does with a batch what the answer asks for. Returns the failure when it has to be sent again as it is. */
  #conclude(batch: Batch, outcome: Outcome): Failure | undefined {
    if (outcome.action === "accepted") {
      this.#counters.shipped += batch.ends.length;
      this.#counters.requests++;
      this.#counters.unconfirmed += outcome.unconfirmed;
      if (outcome.warning !== undefined) this.outage.warn(outcome.warning);
      settle(batch);
      return undefined;
    }
    if (outcome.action !== "split") return outcome;
    const size = batch.ends.length;
    if (size > 1) {
      const middle = Math.ceil(size / 2);
      this.#waiting.unshift(slice(batch, 0, middle), slice(batch, middle, size));
      return undefined;
    }
    try {
      this.#deadLetters.add([refusedLetter(batch, outcome)]);
    } catch (error) {
      return { action: "operator", reason: (error as Error).message, excerpt: "" };
    }
    this.#counters.setAside++;
    this.#log.warn(
      { source: batch.accounts[0]?.source, status: outcome.status },
      `${outcome.reason}; the event is set aside in the dead letters`,
    );
    settle(batch);
    return undefined;
  }

  #notify(): void {
    const watchers = this.#watchers;
    this.#watchers = [];
    for (const wake of watchers) wake();
  }
}

function settle(batch: Batch): void {
  for (const { stretch } of batch.accounts) stretch.settle(1);
}

/** The letter for the only event of a batch. */
function refusedLetter({ bytes, accounts }: Batch, outcome: Failure): DeadLetter {
  const { message, timestamp } = decodeEvent(bytes);
  const reason: DeadReason = outcome.status === 413 ? "too-large" : "refused";
  return {
    time: new Date().toISOString(),
    reason,
    detail: outcome.reason,
    ...(outcome.status === undefined ? {} : { status: outcome.status }),
    answer: outcome.excerpt,
    source: accounts[0]?.source ?? "",
    timestamp,
    event: message,
  };
}
