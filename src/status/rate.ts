const STEP_MS = 10_000;
const MINUTE_MS = 60_000;

/** Events per second over the last minutes, from a counter that only grows. */
export class Rate {
  /** The counter every ten seconds, oldest first, over fifteen minutes. */
  readonly #samples: { readonly at: number; readonly count: number }[] = [];

  /** To be told the counter about every second. `now` in milliseconds on a clock that never jumps. */
  note(count: number, now: number): void {
    const last = this.#samples.at(-1);
    if (last && now - last.at < STEP_MS) return;
    this.#samples.push({ at: now, count });
    const oldest = now - 15 * MINUTE_MS;
    while (this.#samples[1] && this.#samples[1].at <= oldest) this.#samples.shift();
  }

  /** Over the last `minutes`, or since the first note where that is less. One decimal place. */
  perSecond(count: number, now: number, minutes: number): number {
    const from = this.#samples.findLast(({ at }) => at <= now - minutes * MINUTE_MS);
    const start = from ?? this.#samples[0];
    // The first seconds of an instance would be a rate of chance.
    if (!start || now - start.at < 1000) return 0;
    return Math.round(((count - start.count) / (now - start.at)) * 10_000) / 10;
  }
}
