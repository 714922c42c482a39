import type { Log } from "../logging/log.js";
import type { IntakeClient, Outcome } from "../sekoia/client.js";
import { MAX_REQUEST_BYTES } from "../sekoia/limits.js";
import type { IntakeEvent } from "../sekoia/request.js";
import type { Outage } from "../status/outage.js";
import { type Failure, untilAvailable } from "./backoff.js";
import { type Batch, BatchBuilder, type OutgoingEvent, settle } from "./batch.js";
import { type Evidence, takesNothing } from "./evidence.js";
import { cut, halve, type Parcel } from "./parcel.js";
import type { Receipts } from "./receipts.js";
import type { Sender } from "./sender.js";
import type { Signal } from "./signal.js";
import type { SizeLimit } from "./size-limit.js";

export interface BatchSenderSettings {
  readonly maxEvents: number;
  /** Of a request before compression. */
  readonly maxBytes: number;
  /** How long an event waits for others, in milliseconds. */
  readonly maxWaitMs: number;
  /** Requests in flight at the most. */
  readonly concurrency: number;
  /** Events have nowhere else to wait while the intake is down. */
  readonly keepsEvents?: true;
}

/** What the sender shares with the other senders to the same intake, and with the one that comes after it. */
export interface IntakeState {
  readonly client: IntakeClient;
  readonly outage: Outage;
  readonly evidence: Evidence;
  readonly sizeLimit: SizeLimit;
  readonly receipts: Receipts;
  readonly log: Log;
  /** Fired at every change. */
  readonly signal: Signal;
}

export interface BatchSenderEvents {
  /**
   * A batch failed for what is in it: others got through meanwhile, or the intake refused it. Takes the batch
   * over, or returns parts of it that are to be tried next.
   */
  onSuspect(parcel: Parcel, failure: Failure): readonly Parcel[];
  /** Events have left the sender; they are not settled. */
  onGiveBack(events: readonly OutgoingEvent[]): void;
}

const MIB = 1024 * 1024;
/**
 * So many bytes of requests a sender holds before it is full, whatever their number. Batches of ordinary events do
 * not come near; those of very long ones would take tens of MiB.
 */
const MOST_HELD_BYTES = 4 * MIB;
/** What a sender keeps in memory while its intake is down: enough to try with. Hundreds may be down. */
const PROBE_BYTES = 15 * 1024;
/** Lines of a journal that others use, too, are in the sender's hands for so long while nothing gets through. */
const MOST_HOLDING_MS = 1000;
/** While the intake is down, it is tried so often with the same events before it is tried with others. */
const MOST_PROBES = 2;
/** While the intake refuses every event it is offered, the next batch is tried after this. */
const EXPLORE_MS = 500;

/** The largest request a sender makes, in bytes before compression. */
export function requestBytes({ maxBytes, concurrency }: BatchSenderSettings): number {
  // As many of the largest as may be in flight fit into what is held; of ordinary events each has max_events.
  return Math.min(maxBytes, MAX_REQUEST_BYTES, Math.max(MIB, MOST_HELD_BYTES / concurrency));
}

/**
 * The way to one intake at full speed: collects events into batches, keeps several requests in flight, and settles
 * each event once the intake has confirmed it.
 *
 * When a batch fails, another one is asked for a second opinion. If that gets through, the intake is well and the
 * first batch is suspect: when it fails again it is handed over to the suspects. If it fails too, the intake is
 * down: what is held goes back to wait on disk, except for a little to try with, one batch at a time is tried with
 * exponential backoff and jitter, and the first success opens the way again.
 */
export class BatchSender implements Sender {
  readonly #state: IntakeState;
  readonly #settings: BatchSenderSettings;
  readonly #events: BatchSenderEvents;
  readonly #builder: BatchBuilder;
  readonly #newBody = () => this.#state.client.newBody();
  #queue: Parcel[] = [];
  #flushTimer: NodeJS.Timeout | undefined;
  #exploreTimer: NodeJS.Timeout | undefined;
  #shedTimer: NodeJS.Timeout | undefined;
  #inFlight = 0;
  #bytesInFlight = 0;
  /** Why the intake seems to be down; undefined while it is up. */
  #down: Failure | undefined;
  /** The first batch that failed. */
  #firstFailed: Parcel | undefined;
  /** Another one failed, too. */
  #confirmed = false;
  /** What must not stay is given back as soon as it is not in flight. */
  #isLetting = false;
  /** There was nothing to try with at the last turn. */
  #isEmptyHanded = false;
  #retired = false;
  #closed = false;
  /** Aborted to end the present wait between two attempts. */
  #wait = new AbortController();

  constructor(state: IntakeState, settings: BatchSenderSettings, events: BatchSenderEvents) {
    this.#state = state;
    this.#settings = settings;
    this.#events = events;
    this.#builder = new BatchBuilder(this.#newBody, settings.maxEvents, requestBytes(settings));
  }

  get outage(): Outage {
    return this.#state.outage;
  }

  /** Events that could still join the batch being collected. */
  get vacancies(): number {
    return this.#settings.maxEvents - this.#builder.size;
  }

  get isCollecting(): boolean {
    return this.#builder.size > 0;
  }

  get hasRoom(): boolean {
    if (this.#retired || this.#closed) return false;
    if (this.isDown) return this.#queue.length === 0 && this.#builder.bytes < PROBE_BYTES;
    // A batch that failed takes nobody's place: without another there is no second opinion.
    const most = this.#settings.concurrency + (this.#down ? 1 : 0);
    return this.#queue.length < most && this.heldBytes < MOST_HELD_BYTES;
  }

  get hasRoomForReturned(): boolean {
    return this.hasRoom;
  }

  get isIdle(): boolean {
    return this.#builder.size === 0 && this.#queue.length === 0 && this.#inFlight === 0;
  }

  get isDown(): boolean {
    return this.#down !== undefined && this.#confirmed;
  }

  /** True when nothing gets through, be it for one batch or for all. */
  get isStuck(): boolean {
    return this.#down !== undefined;
  }

  get heldBytes(): number {
    let bytes = this.#bytesInFlight + this.#builder.bytes;
    for (const { batch } of this.#queue) bytes += batch.body.bytes;
    return bytes;
  }

  add(says: IntakeEvent, event: OutgoingEvent): void {
    const complete = this.#builder.add(says, event);
    if (complete) this.#enqueue(complete);
    if (this.#builder.size > 0) {
      this.#flushTimer ??= setTimeout(() => this.flush(), this.#settings.maxWaitMs);
    }
  }

  flush(): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    const batch = this.#builder.take();
    if (batch) this.#enqueue(batch);
  }

  hurry(): void {
    this.#stopExploring();
    this.#wait.abort();
    this.#dispatch();
  }

  giveBack(): void {
    this.flush();
    for (const { batch } of this.#queue.splice(0)) this.#return(batch);
    this.#state.signal.fire();
  }

  retire(): void {
    this.#retired = true;
    this.#stopExploring();
    this.giveBack();
    this.#wait.abort();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#flushTimer);
    clearTimeout(this.#shedTimer);
    this.#stopExploring();
    this.#wait.abort();
    await this.#state.client.destroy();
    this.#state.signal.fire();
  }

  #enqueue(batch: Batch): void {
    if (this.#retired) {
      this.#return(batch);
      return;
    }
    this.#queue.push({ batch });
    // A second opinion is there; whoever waits for the first batch's next turn need not.
    if (this.#down && (!this.#confirmed || this.#isEmptyHanded)) this.#wait.abort();
    this.#isEmptyHanded = false;
    this.#dispatch();
  }

  #dispatch(): void {
    if (this.#exploreTimer || this.#down || this.#closed) return;
    const most = this.#state.evidence.blamesIntake ? 1 : this.#settings.concurrency;
    while (this.#inFlight < most) {
      const parcel = this.#next();
      if (!parcel) return;
      void this.#sendOnce(parcel);
    }
  }

  /** The next batch to send, no larger than the size limit is by now. */
  #next(): Parcel | undefined {
    const parcel = this.#queue.shift();
    const { bytes } = this.#state.sizeLimit;
    if (!parcel || parcel.batch.size === 1 || parcel.batch.body.bytes <= bytes) return parcel;
    const [first, ...rest] = cut(parcel.batch, bytes, this.#newBody);
    this.#queue.unshift(...rest.map((batch) => ({ batch })));
    return first && { batch: first };
  }

  async #sendOnce(parcel: Parcel): Promise<void> {
    const failure = await this.#attempt(parcel);
    if (failure && !this.#closed) this.#noteFailure(parcel, failure);
    this.#dispatch();
    this.#state.signal.fire();
  }

  #noteFailure(parcel: Parcel, failure: Failure): void {
    if (this.#retired) return;
    if (!this.#down) {
      this.#down = failure;
      this.#firstFailed = parcel;
      this.#confirmed = false;
      this.#shedTimer = setTimeout(() => this.#release(), MOST_HOLDING_MS);
      void this.#probe(failure);
    } else if ((parcel !== this.#firstFailed && !parcel.isHalf) || this.#confirmed) {
      this.#confirmed = true;
      // Every time: several may have been under way when the first failed.
      if (!this.#settings.keepsEvents) this.#shed();
    }
  }

  /** Tries one batch at a time until one gets through. */
  async #probe(first: Failure): Promise<void> {
    // Whatever has not been tried yet is asked at once for its opinion.
    let known: Failure | undefined = this.#queue.some((one) => this.#isUntried(one))
      ? undefined
      : first;
    while (this.#down && !this.#closed && !this.#retired) {
      this.#wait = new AbortController();
      const { signal } = this.#wait;
      try {
        await untilAvailable(() => this.#attemptNext(), known, signal);
        this.#up();
      } catch (error) {
        if (!signal.aborted) throw error;
        known = undefined;
      }
    }
    this.#dispatch();
    this.#state.signal.fire();
  }

  async #attemptNext(): Promise<Failure | undefined> {
    if (!this.#down) return undefined;
    if (this.#queue.length === 0) this.flush();
    const untried = this.#queue.findIndex((one) => this.#isUntried(one));
    if (untried > 0) this.#queue.unshift(...this.#queue.splice(untried, 1));
    const parcel = this.#next();
    if (!parcel) {
      // Nothing has become better, but the next event is to be tried at once: nobody was asked since.
      this.#isEmptyHanded = true;
      const { retryAfterMs: _, ...failure } = this.#down;
      return failure;
    }
    const failure = await this.#attempt(parcel);
    if (failure && !this.#closed) this.#noteFailure(parcel, failure);
    this.#state.signal.fire();
    return failure;
  }

  #isUntried({ failedAt }: Parcel): boolean {
    return failedAt !== this.#state.evidence.accepted;
  }

  #up(): void {
    if (!this.#down) return;
    clearTimeout(this.#shedTimer);
    this.#isLetting = false;
    this.#down = undefined;
    this.#firstFailed = undefined;
    this.#confirmed = false;
    this.outage.ended();
    this.#wait.abort();
  }

  /** Gives back what must not stay: from its backlog it may come again. */
  #release(): void {
    this.#isLetting = true;
    if (this.#settings.keepsEvents) return;
    this.flush();
    for (const parcel of this.#queue.splice(0)) {
      if (parcel.batch.events.some(({ movable }) => movable)) this.#return(parcel.batch);
      else this.#queue.push(parcel);
    }
    this.#state.signal.fire();
  }

  /** Keeps a little to try with; everything else waits on disk until the intake is back. */
  #shed(): void {
    this.#release();
    const [kept, ...rest] = this.#queue.splice(0);
    for (const { batch } of rest) this.#return(batch);
    if (!kept) return;
    if (kept.batch.body.bytes <= PROBE_BYTES) {
      this.#queue.push(kept);
      return;
    }
    const [probe, ...others] = cut(kept.batch, PROBE_BYTES, this.#newBody);
    for (const batch of others) this.#return(batch);
    if (probe) this.#queue.push({ ...kept, batch: probe });
  }

  #return(batch: Batch): void {
    batch.body.free();
    this.#events.onGiveBack(batch.events);
  }

  /** Sends a batch once. Returns the failure that speaks against the intake. */
  async #attempt(parcel: Parcel): Promise<Failure | undefined> {
    const { body } = parcel.batch;
    const { bytes } = body;
    this.#inFlight++;
    this.#bytesInFlight += bytes;
    const outcome = await this.#state.client.send(body);
    this.#bytesInFlight -= bytes;
    this.#inFlight--;
    return this.#closed ? undefined : this.#conclude(parcel, outcome);
  }

  /** Does with a batch what the answer asks for. */
  #conclude(parcel: Parcel, outcome: Outcome): Failure | undefined {
    if (outcome.action === "accepted") {
      this.#accept(parcel, outcome);
      return undefined;
    }
    if (this.#retired) {
      this.#return(parcel.batch);
      return undefined;
    }
    const { evidence, receipts } = this.#state;
    if (outcome.action === "split" && outcome.status === 413 && parcel.batch.size > 1) {
      this.#queue.unshift(...halve(parcel.batch, true, this.#newBody));
      return undefined;
    }
    receipts.failedAttempts(1);
    const { failedAt } = parcel;
    if (outcome.action === "split") {
      evidence.noteStream(false);
      this.#queue.unshift(...this.#events.onSuspect(parcel, outcome));
      if (evidence.blamesIntake) this.#explore(outcome);
      return undefined;
    }
    if (failedAt !== undefined && evidence.accepted > failedAt) {
      this.#queue.unshift(...this.#events.onSuspect(parcel, outcome));
      return undefined;
    }
    parcel.failedAt = evidence.accepted;
    evidence.isUp = false;
    if (this.#down) parcel.attempts = (parcel.attempts ?? 0) + 1;
    this.#tryAgain(parcel);
    if (this.#isLetting) this.#release();
    const level = outcome.action === "operator" ? "error" : "warn";
    this.outage.failed(receipts.named(outcome.reason), level);
    return outcome;
  }

  /** Decides how the events of a failed batch are tried next. */
  #tryAgain(parcel: Parcel): void {
    const { batch, attempts = 0, failedAt } = parcel;
    const isOld = attempts >= MOST_PROBES && !this.#settings.keepsEvents;
    if (isOld && this.#confirmed) {
      // The intake may well be up, and this what it does not take: others are to be tried.
      this.#return(batch);
    } else if (isOld && batch.size > 1) {
      // There are no others to compare with, as on a quiet stream: its halves tell whom to blame.
      const halves = halve(batch, false, this.#newBody);
      const known = failedAt === undefined ? {} : { failedAt };
      this.#queue.push(...halves.map((half) => ({ ...half, ...known, isHalf: true })));
    } else {
      // Behind the others, so that one request that always fails does not keep them from being tried.
      this.#queue.push(parcel);
    }
  }

  #accept(parcel: Parcel, outcome: Extract<Outcome, { action: "accepted" }>): void {
    const { evidence, receipts } = this.#state;
    const { batch } = parcel;
    evidence.noteStream(true);
    receipts.accepted(batch.size, outcome);
    if (outcome.warning !== undefined) this.outage.warn(receipts.named(outcome.warning));
    this.#learn(parcel);
    batch.body.free();
    settle(batch.events);
    if (this.#down) this.#up();
    else this.outage.ended();
  }

  /** Every event is refused: goes on a step at a time, to find the first that is not. */
  #explore({ reason }: Failure): void {
    this.outage.failed(this.#state.receipts.named(takesNothing(reason)));
    this.#exploreTimer ??= setTimeout(() => {
      this.#exploreTimer = undefined;
      this.#dispatch();
    }, EXPLORE_MS);
  }

  #stopExploring(): void {
    clearTimeout(this.#exploreTimer);
    this.#exploreTimer = undefined;
  }

  /** An accepted batch tells what size gets through. */
  #learn({ batch, halved }: Parcel): void {
    const { sizeLimit } = this.#state;
    const { bytes } = batch.body;
    sizeLimit.accepted(bytes);
    if (!halved) return;
    halved.accepted++;
    halved.bytes = Math.max(halved.bytes, bytes);
    // Where only one half gets through, it is an event in the other that is too large.
    if (halved.accepted === 2) sizeLimit.lower(halved.bytes);
  }
}
