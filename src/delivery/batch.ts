import type { IntakeEvent, RequestBody } from "../sekoia/request.js";
import type { AckRange } from "./ack-tracker.js";

/** What there is to know of an event on its way, beside what it says. */
export interface OutgoingEvent {
  /** The device it came from, for people. */
  readonly source: string;
  /** Where its line is accounted for, and where that line begins in its segment. */
  readonly range: Pick<AckRange, "settle" | "defer">;
  readonly offset: number;
  /** The journal that its line lies in is not to wait for it: while the intake takes nothing, it is to go back there. */
  readonly movable: boolean;
  /** Since when it fails alone while others get through, in milliseconds since 1970. */
  heldSince?: number | undefined;
}

/** Accounts for events: confirmed, in the dead letters, or safe elsewhere on disk. */
export function settle(events: readonly OutgoingEvent[]): void {
  for (const [range, offsets] of byRange(events)) range.settle(offsets.length);
}

/** The events' ranges, and the offsets of their lines in each. */
export function byRange(events: readonly OutgoingEvent[]): Map<OutgoingEvent["range"], number[]> {
  const ranges = new Map<OutgoingEvent["range"], number[]>();
  let last: OutgoingEvent["range"] | undefined;
  let offsets: number[] = [];
  for (const { range, offset } of events) {
    if (range !== last) {
      last = range;
      offsets = ranges.get(range) ?? [];
      ranges.set(range, offsets);
    }
    offsets.push(offset);
  }
  return ranges;
}

/** Events that travel in one request, whose body is theirs alone. */
export class Batch {
  readonly body: RequestBody;
  readonly #events: OutgoingEvent[] = [];

  constructor(body: RequestBody) {
    this.body = body;
  }

  get events(): readonly OutgoingEvent[] {
    return this.#events;
  }

  get size(): number {
    return this.#events.length;
  }

  add(says: IntakeEvent, event: OutgoingEvent): void {
    this.body.add(says);
    this.#events.push(event);
  }

  /** Notes since when its only event fails alone, in milliseconds since 1970. */
  hold(since: number): void {
    for (const event of this.#events) event.heldSince = since;
  }

  /** Adds the events of another batch from number `from` up to, not including, `to`. */
  addFrom(other: Batch, from: number, to: number): void {
    this.body.addFrom(other.body, from, to);
    for (const event of other.#events.slice(from, to)) this.#events.push(event);
  }
}

/** Collects events until a batch is full. */
export class BatchBuilder {
  readonly #newBody: () => RequestBody;
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  #batch: Batch | undefined;

  /** `maxBytes`: of the request before compression. */
  constructor(newBody: () => RequestBody, maxEvents: number, maxBytes: number) {
    this.#newBody = newBody;
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#batch?.size ?? 0;
  }

  /** Of the request, before compression. */
  get bytes(): number {
    return this.#batch?.body.bytes ?? 0;
  }

  /** Adds an event. Returns the batch that is complete without it, or with it, if one is. */
  add(says: IntakeEvent, event: OutgoingEvent): Batch | undefined {
    let complete: Batch | undefined;
    const { body } = this.#batch ?? {};
    if (body && body.bytes + body.cost(says) > this.#maxBytes) complete = this.take();
    this.#batch ??= new Batch(this.#newBody());
    this.#batch.add(says, event);
    return complete ?? (this.#batch.size >= this.#maxEvents ? this.take() : undefined);
  }

  /** The events collected so far, or undefined when there are none. */
  take(): Batch | undefined {
    const batch = this.#batch;
    this.#batch = undefined;
    return batch;
  }
}
