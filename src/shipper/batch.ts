import type { EncodedEvents } from "../sekoia/request.js";
import type { Stretch } from "./ledger.js";

/** An event on its way to the intake. */
export interface OutgoingEvent {
  /** As encodeEvent made it. */
  readonly encoded: string;
  /** The device it came from, for people. */
  readonly source: string;
  /** Where its line stands in the journal's accounts. */
  readonly stretch: Stretch;
}

/** What is known of an event beside its text. */
export type Account = Pick<OutgoingEvent, "source" | "stretch">;

/** Events that travel in one request. Their texts are bytes: as strings they would keep V8 busy with moving them. */
export interface Batch extends EncodedEvents {
  readonly accounts: readonly Account[];
}

/** The events of a batch from `from` up to `to`. */
export function slice({ bytes, ends, accounts }: Batch, from: number, to: number): Batch {
  const start = from === 0 ? 0 : (ends[from - 1] ?? 0);
  const kept = ends.slice(from, to);
  return {
    bytes: bytes.subarray(start, kept.at(-1) ?? start),
    ends: kept.map((end) => end - start),
    accounts: accounts.slice(from, to),
  };
}

const FIRST_BYTES = 64 * 1024;

/** Collects events until a batch is full. */
export class BatchBuilder {
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  #buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #filled = 0;
  #ends: number[] = [];
  #accounts: Account[] = [];
  #bytes = 0;
  #since = 0;

  /** `maxBytes`: of the request before compression. */
  constructor(maxEvents: number, maxBytes: number) {
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#accounts.length;
  }

  /** Milliseconds since the oldest event was added; 0 when there is none. */
  get age(): number {
    return this.size === 0 ? 0 : performance.now() - this.#since;
  }

  /**
   * Adds an event that costs `bytes` in the request. Returns the batch that is complete without it, or
   * with it, if one is.
   */
  add({ encoded, source, stretch }: OutgoingEvent, bytes: number): Batch | undefined {
    const complete = this.#bytes + bytes > this.#maxBytes ? this.take() : undefined;
    if (this.size === 0) this.#since = performance.now();
    this.#write(encoded);
    this.#accounts.push({ source, stretch });
    this.#bytes += bytes;
    return complete ?? (this.size >= this.#maxEvents ? this.take() : undefined);
  }

  /** The events collected so far, or undefined when there are none. */
  take(): Batch | undefined {
    if (this.size === 0) return undefined;
    const batch = {
      bytes: Buffer.from(this.#buffer.subarray(0, this.#filled)),
      ends: this.#ends,
      accounts: this.#accounts,
    };
    this.#filled = 0;
    this.#ends = [];
    this.#accounts = [];
    this.#bytes = 0;
    return batch;
  }

  #write(encoded: string): void {
    const end = this.#filled + encoded.length;
    if (end > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(2 * end);
      this.#buffer.copy(larger, 0, 0, this.#filled);
      this.#buffer = larger;
    }
    this.#buffer.write(encoded, this.#filled, "latin1");
    this.#filled = end;
    this.#ends.push(end);
  }
}
