import type { IntakeEvent } from "../sekoia/request.js";
import type { Outage } from "../status/outage.js";
import { type Failure, LONGEST_RETRY_AFTER_MS } from "./backoff.js";
import { Batch, type OutgoingEvent, settle } from "./batch.js";
import type { BatchSenderSettings, IntakeState } from "./batch-sender.js";
import { requestBytes } from "./batch-sender.js";
import { takesNothing } from "./evidence.js";
import { halve, type Parcel } from "./parcel.js";
import type { Sender } from "./sender.js";

/** An event that fails alone while others get through. */
export interface Culprit {
  readonly event: OutgoingEvent;
  readonly message: string;
  readonly timestamp: string | null;
  readonly failure: Failure;
}

export interface SuspectSenderEvents {
  /**
   * Writes an event to the dead letters, and settles it once it lies there: the intake refused it, or it failed for
   * too long. Resolves to false when it cannot be written now.
   */
  onGiveUp(reason: "refused" | "too-large" | "undeliverable", culprit: Culprit): Promise<boolean>;
  /** Events have left the sender; they are not settled. */
  onGiveBack(events: readonly OutgoingEvent[]): void;
}

const KIB = 1024;
const MOST_HELD_BYTES = 512 * KIB;
/** Events that wait for a later attempt each may take so much of it; the others wait on disk. */
const MOST_WAITING_BYTES = MOST_HELD_BYTES / 2;
const FIRST_PACE_MS = 1000;
const LONGEST_PACE_MS = 300_000;
/** The same for what waits for an intake that takes nothing: nobody else may be there to tell that it is back. */
const LONGEST_OUTAGE_PACE_MS = 60_000;
/** A batch that fails while nothing gets through is sent so often as it is. */
const WHOLE_ATTEMPTS = 3;
/** Whoever waited through a long outage is not given up for the first failure after it. */
const LEAST_BLAMED = 3;
/** Events that went back to disk because too many wait are tried again after this. */
const RETURNED_MS = 60_000;

/**
 * The slow way to one intake, beside the stream, for batches that failed while others got through: halves them
 * until the event to blame stands alone. Its neighbours arrive on the way. One request at a time.
 *
 * An event that is refused alone goes to the dead letters. One that fails alone for another reason is tried on,
 * each at a pace of its own, until it has failed for `giveUpMs`; it then goes to the dead letters, too.
 */
export class SuspectSender implements Sender {
  readonly #state: IntakeState;
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  readonly #giveUpMs: number;
  readonly #events: SuspectSenderEvents;
  readonly #newBody = () => this.#state.client.newBody();
  #queue: Parcel[] = [];
  #collecting: Batch | undefined;
  #current: Parcel | undefined;
  #timer: NodeJS.Timeout | undefined;
  #flushTimer: NodeJS.Timeout | undefined;
  #returnedUntil = 0;
  #acceptedSeen = 0;
  /** Of events on their way to the dead letters. */
  #writingBytes = 0;
  #retired = false;
  #closed = false;

  /** `giveUpMs`: Infinity for never. */
  constructor(
    state: IntakeState,
    settings: BatchSenderSettings,
    giveUpMs: number,
    events: SuspectSenderEvents,
  ) {
    this.#state = state;
    this.#maxEvents = settings.maxEvents;
    this.#maxBytes = Math.min(requestBytes(settings), MOST_HELD_BYTES);
    this.#giveUpMs = giveUpMs;
    this.#events = events;
  }

  get outage(): Outage {
    return this.#state.outage;
  }

  get hasRoom(): boolean {
    return !this.#retired && !this.#closed && this.heldBytes < MOST_HELD_BYTES;
  }

  get hasRoomForReturned(): boolean {
    return this.hasRoom && performance.now() >= this.#returnedUntil;
  }

  get isIdle(): boolean {
    if (this.#collecting || this.#current || this.#writingBytes > 0) return false;
    return !this.#queue.some(({ dueAt = 0 }) => dueAt === 0);
  }

  get isDown(): boolean {
    return false;
  }

  get isStuck(): boolean {
    return false;
  }

  get heldBytes(): number {
    let bytes = this.#writingBytes;
    bytes += (this.#collecting?.body.bytes ?? 0) + (this.#current?.batch.body.bytes ?? 0);
    for (const { batch } of this.#queue) bytes += batch.body.bytes;
    return bytes;
  }

  add(says: IntakeEvent, event: OutgoingEvent): void {
    const { body } = this.#collecting ?? {};
    if (body && body.bytes + body.cost(says) > this.#maxBytes) this.flush();
    this.#collecting ??= new Batch(this.#newBody());
    this.#collecting.add(says, event);
    if (this.#collecting.size >= this.#maxEvents) this.flush();
    else this.#flushTimer ??= setTimeout(() => this.flush(), FIRST_PACE_MS);
  }

  flush(): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    const batch = this.#collecting;
    this.#collecting = undefined;
    if (batch) this.#queue.push({ batch });
    this.#dispatch();
  }

  hurry(): void {
    for (const parcel of this.#queue) parcel.dueAt = 0;
    this.#returnedUntil = 0;
    this.#dispatch();
  }

  giveBack(): void {
    this.flush();
    for (const { batch } of this.#queue.splice(0)) this.#return(batch);
    this.#state.signal.fire();
  }

  retire(): void {
    this.#retired = true;
    this.giveBack();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#flushTimer);
    await this.#state.client.destroy();
    this.#state.signal.fire();
  }

  #dispatch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#current || this.#closed || this.#retired) return;
    const { accepted } = this.#state.evidence;
    // Something gets through: batches that failed with the intake need not wait for their turn.
    const better = accepted !== this.#acceptedSeen;
    this.#acceptedSeen = accepted;
    const now = performance.now();
    let soonest = Number.POSITIVE_INFINITY;
    for (const [n, parcel] of this.#queue.entries()) {
      if (better && (parcel.batch.size > 1 || !parcel.blamed)) parcel.dueAt = 0;
      const due = parcel.dueAt ?? 0;
      soonest = Math.min(soonest, due);
      if (due > now) continue;
      this.#queue.splice(n, 1);
      this.#current = parcel;
      void this.#attempt(parcel);
      return;
    }
    if (soonest === Number.POSITIVE_INFINITY) return;
    // Looked at about once a second, as what gets through elsewhere changes who is due.
    this.#timer = setTimeout(() => this.#dispatch(), Math.min(soonest - now, FIRST_PACE_MS));
  }

  async #attempt(parcel: Parcel): Promise<void> {
    const { batch } = parcel;
    const { evidence, receipts, client } = this.#state;
    const outcome = await client.send(batch.body);
    if (this.#closed) return;
    if (outcome.action === "accepted") {
      evidence.noteAccepted();
      receipts.accepted(batch.size, outcome);
      batch.body.free();
      settle(batch.events);
      this.outage.ended();
    } else {
      receipts.failedAttempts(1);
      if (this.#retired) this.#return(batch);
      else this.#fail(parcel, outcome);
    }
    this.#current = undefined;
    this.#dispatch();
    this.#state.signal.fire();
  }

  #fail(parcel: Parcel, failure: Failure): void {
    const { evidence } = this.#state;
    const refused = failure.action === "split";
    const others =
      parcel.failedAt === undefined ? evidence.isUp : evidence.accepted > parcel.failedAt;
    const toBlame = refused ? !evidence.blamesIntake : others;
    const paced = this.#pace(parcel, failure);
    const isOld = (parcel.attempts ?? 0) >= WHOLE_ATTEMPTS;
    if (parcel.batch.size > 1 && (toBlame || refused || isOld)) {
      // An intake that seems to take nothing may not take one event of each batch, or of the last one on a quiet
      // stream: the halves tell, at a slow pace.
      const halves = halve(parcel.batch, false, this.#newBody);
      const known = toBlame ? { failedAt: evidence.accepted } : { ...paced };
      this.#queue.unshift(...halves.map((half) => ({ ...known, ...half })));
      if (!toBlame && refused) this.#tellBlamed(failure);
      this.#bound();
      return;
    }
    const blamed = (parcel.blamed ?? 0) + 1;
    const since = paced.batch.events[0]?.heldSince ?? Date.now();
    if (!toBlame) {
      if (refused) this.#tellBlamed(failure);
      this.#wait(paced);
    } else if (refused || (blamed >= LEAST_BLAMED && Date.now() - since >= this.#giveUpMs)) {
      if (refused) evidence.noteRefused();
      void this.#giveUp({ ...paced, blamed }, failure);
    } else {
      paced.batch.hold(since);
      this.#wait({ ...paced, blamed });
    }
  }

  #tellBlamed({ reason }: Failure): void {
    this.outage.failed(this.#state.receipts.named(takesNothing(reason)));
  }

  /** The same batch, to be tried again later. */
  #pace({ batch, attempts = 0, blamed = 0 }: Parcel, { retryAfterMs = 0 }: Failure): Parcel {
    const longest = blamed > 0 ? LONGEST_PACE_MS : LONGEST_OUTAGE_PACE_MS;
    const pace = Math.min(FIRST_PACE_MS * 2 ** attempts, longest) * (0.75 + Math.random() / 4);
    const wait = Math.max(pace, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
    return {
      batch,
      blamed,
      attempts: attempts + 1,
      failedAt: this.#state.evidence.accepted,
      dueAt: performance.now() + wait,
    };
  }

  #wait(paced: Parcel): void {
    if (this.#retired) {
      this.#return(paced.batch);
      return;
    }
    this.#queue.push(paced);
    this.#bound();
  }

  /** Writes a lone event to the dead letters. The next request need not wait for that: letters are synced together. */
  async #giveUp(paced: Parcel, failure: Failure): Promise<void> {
    const { batch } = paced;
    const [event] = batch.events;
    if (!event) return;
    const { bytes } = batch.body;
    const tooLarge = failure.status === 413 ? "too-large" : "refused";
    const reason = failure.action === "split" ? tooLarge : "undeliverable";
    this.#writingBytes += bytes;
    const written = await this.#events.onGiveUp(reason, { event, ...batch.body.read(0), failure });
    this.#writingBytes -= bytes;
    if (written) batch.body.free();
    else if (!this.#closed) this.#wait(paced);
    this.#dispatch();
    this.#state.signal.fire();
  }

  /** Sends lone events back to disk when too many of them wait for their next attempt. */
  #bound(): void {
    let bytes = 0;
    for (const { batch } of this.#queue) bytes += batch.body.bytes;
    while (bytes > MOST_WAITING_BYTES) {
      const latest = this.#queue.findLastIndex(({ dueAt = 0 }) => dueAt > performance.now());
      const [parcel] = latest < 0 ? [] : this.#queue.splice(latest, 1);
      if (!parcel) return;
      bytes -= parcel.batch.body.bytes;
      this.#returnedUntil = performance.now() + RETURNED_MS;
      this.#return(parcel.batch);
    }
  }

  #return(batch: Batch): void {
    batch.body.free();
    this.#events.onGiveBack(batch.events);
  }
}
