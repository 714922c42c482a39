import type { EncodedEvent } from "../sekoia/request.js";

/** An event on its way to the intake. */
export interface OutgoingEvent extends EncodedEvent {
  /** The device it came from, for people. */
  readonly source: string;
  /** Where it is accounted for. Told once the event is confirmed or set aside. */
  readonly stretch: { settle(events: number): void };
  /** Its line, LF included, where it can leave the lane to wait elsewhere. */
  readonly line?: Buffer;
  /** True when the line is parked for this intake already. */
  readonly parked?: boolean;
}

/** Events that travel in one request. */
export type Batch = readonly OutgoingEvent[];

/** Accounts for every event of a batch: confirmed, set aside, or safe somewhere else. */
export function settle(batch: Batch): void {
  for (const { stretch } of batch) stretch.settle(1);
}

/** Collects events until a batch is full. */
export class BatchBuilder {
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  #events: OutgoingEvent[] = [];
  #bytes = 0;
  #since = 0;

  /** `maxBytes`: of the request before compression. */
  constructor(maxEvents: number, maxBytes: number) {
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#events.length;
  }

  /** The events collected so far. They stay. */
  get events(): Batch {
    return this.#events;
  }

  /** Milliseconds since the oldest event was added; 0 when there is none. */
  get age(): number {
    return this.size === 0 ? 0 : performance.now() - this.#since;
  }

  /**
   * Adds an event that costs `bytes` in the request. Returns the batch that is complete without it, or
   * with it, if one is.
   */
  add(event: OutgoingEvent, bytes: number): Batch | undefined {
    const complete = this.#bytes + bytes > this.#maxBytes ? this.take() : undefined;
    if (this.size === 0) this.#since = performance.now();
    this.#events.push(event);
    this.#bytes += bytes;
    return complete ?? (this.size >= this.#maxEvents ? this.take() : undefined);
  }

  /** The events collected so far, or undefined when there are none. */
  take(): Batch | undefined {
    if (this.size === 0) return undefined;
    const events = this.#events;
    this.#events = [];
    this.#bytes = 0;
    return events;
  }
}
