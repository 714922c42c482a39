/** Wakes whoever waits for something to have changed; what it was, they look up themselves. */
export class Signal {
  readonly #waiting = new Set<() => void>();

  /** Resolves at the next `fire`, or after `ms` milliseconds. */
  wait(ms = Number.POSITIVE_INFINITY): Promise<void> {
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      this.#waiting.add(wake);
      if (ms !== Number.POSITIVE_INFINITY) timer = setTimeout(wake, ms);
    });
  }

  fire(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
