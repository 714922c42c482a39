/** Adds up a 32-bit counter that wraps. To be read more often than it wraps. */
export class WrappingCounter {
  readonly #read: () => number;
  #last = 0;
  #total = 0;

  constructor(read: () => number) {
    this.#read = read;
  }

  get total(): number {
    const now = this.#read();
    this.#total += (now - this.#last) | 0;
    this.#last = now;
    return this.#total;
  }
}
