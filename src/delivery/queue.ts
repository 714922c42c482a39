import type { RequestBody } from "../sekoia/request.js";
import type { OutgoingEvent } from "./batch.js";
import { cut, type Parcel, sort } from "./parcel.js";
import type { SizeLimit } from "./size-limit.js";

/** The batches of a lane that are not in flight, in the order in which they are to be tried. */
export class Queue {
  readonly #parcels: Parcel[] = [];
  readonly #ceiling: SizeLimit;
  readonly #newBody: () => RequestBody;

  constructor(ceiling: SizeLimit, newBody: () => RequestBody) {
    this.#ceiling = ceiling;
    this.#newBody = newBody;
  }

  /** Batches in it. */
  get length(): number {
    return this.#parcels.length;
  }

  /** Of all its requests, before compression. */
  get bytes(): number {
    let bytes = 0;
    for (const { batch } of this.#parcels) bytes += batch.body.bytes;
    return bytes;
  }

  /** To be tried after all others. */
  push(parcel: Parcel): void {
    this.#parcels.push(parcel);
  }

  /** To be tried before all others. */
  unshift(...parcels: readonly Parcel[]): void {
    this.#parcels.unshift(...parcels);
  }

  /** Takes out the next batch to send, no larger than the ceiling is by now. */
  next(): Parcel | undefined {
    const parcel = this.#parcels.shift();
    if (!parcel || parcel.batch.size === 1) return parcel;
    if (parcel.batch.body.bytes <= this.#ceiling.bytes) return parcel;
    const [first, ...rest] = cut(parcel.batch, this.#ceiling.bytes, this.#newBody);
    this.unshift(...rest.map((batch) => ({ batch })));
    return first && { batch: first };
  }

  /** Takes out the events that may leave. */
  release(mayLeave: (event: OutgoingEvent) => boolean): OutgoingEvent[] {
    const released: OutgoingEvent[] = [];
    for (const parcel of this.#parcels.splice(0)) {
      const { staying, leaving } = sort(parcel.batch, mayLeave, this.#newBody);
      if (staying === parcel.batch) this.push(parcel);
      else if (staying) this.push({ batch: staying });
      for (const event of leaving) released.push(event);
    }
    return released;
  }
}
