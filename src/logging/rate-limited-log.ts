import type { Log } from "./log.js";

/** The same thing is said again at the most this often. */
const REPEAT_MS = 300_000;
/** Messages come from a small set; a hostile answer must not be able to fill memory with others. */
const MAX_REMEMBERED = 100;

/** A log for what may happen many times a second: each message is written once, and then rarely. */
export class RateLimitedLog {
  readonly #log: Log;
  readonly #saidAt = new Map<string, number>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Writes `message`, unless it was written in the last five minutes. Returns whether it did. */
  say(level: "error" | "warn", message: string): boolean {
    const now = performance.now();
    const last = this.#saidAt.get(message);
    if (last !== undefined && now - last < REPEAT_MS) return false;
    if (this.#saidAt.size >= MAX_REMEMBERED) this.#saidAt.clear();
    this.#saidAt.set(message, now);
    this.#log[level](message);
    return true;
  }
}
