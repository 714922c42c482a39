/** After lowering, how many accepted requests near the ceiling it takes to double it: about 70. */
const RAISE = 1.01;

/**
 * The size that requests may have, learned from the answers: something on the way to the intake may take
 * less than the configured size. Without it every full batch would be sent in vain first.
 */
export class SizeLimit {
  readonly #most: number;
  #bytes: number;

  /** `most`: the configured size, in bytes before compression; where the ceiling begins. */
  constructor(most: number) {
    this.#most = most;
    this.#bytes = most;
  }

  /** What a request may have now, in bytes before compression. */
  get bytes(): number {
    return Math.floor(this.#bytes);
  }

  /** A request was refused as too large, and both its halves, of at most `bytes`, were accepted. */
  lower(bytes: number): void {
    this.#bytes = Math.min(this.#bytes, bytes);
  }

  /** A request of `bytes` was accepted. Those near the ceiling raise it a little. */
  accepted(bytes: number): void {
    if (bytes > this.#bytes / 2) this.#bytes = Math.min(this.#most, this.#bytes * RAISE);
  }
}
