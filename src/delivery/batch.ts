import type { IntakeEvent, RequestBody } from "../sekoia/request.js";

/** What there is to know of an event on its way, beside what it says. */
export interface OutgoingEvent {
  /** The device it came from, for people. */
  readonly source: string;
  /** Where it is accounted for. Told once the event is confirmed or set aside. */
  readonly stretch: { settle(events: number): void };
  /** Its line, LF included, where it can leave the lane to wait elsewhere. */
  readonly line?: Buffer;
  /** True when the line is parked for this intake already. */
  readonly parked?: boolean;
}

/** Accounts for events: confirmed, set aside, or safe somewhere else. */
export function settle(events: readonly OutgoingEvent[]): void {
  let stretch: OutgoingEvent["stretch"] | undefined;
  let same = 0;
  for (const event of events) {
    if (event.stretch !== stretch) {
      stretch?.settle(same);
      stretch = event.stretch;
      same = 0;
    }
    same++;
  }
  stretch?.settle(same);
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
  #since = 0;

  /** `maxBytes`: of the request before compression. */
  constructor(newBody: () => RequestBody, maxEvents: number, maxBytes: number) {
    this.#newBody = newBody;
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#batch?.size ?? 0;
  }

  /** The events collected so far. They stay. */
  get events(): readonly OutgoingEvent[] {
    return this.#batch?.events ?? [];
  }

  /** Milliseconds since the oldest event was added; 0 when there is none. */
  get age(): number {
    return this.size === 0 ? 0 : performance.now() - this.#since;
  }

  /** Adds an event. Returns the batch that is complete without it, or with it, if one is. */
  add(says: IntakeEvent, event: OutgoingEvent): Batch | undefined {
    let complete: Batch | undefined;
    const { body } = this.#batch ?? {};
    if (body && body.bytes + body.cost(says) > this.#maxBytes) complete = this.take();
    if (!this.#batch) {
      this.#batch = new Batch(this.#newBody());
      this.#since = performance.now();
    }
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
