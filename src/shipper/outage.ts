import type { Log } from "../log.js";

/** The same thing is said again at the most this often. */
const REPEAT_MS = 300_000;

/** What keeps events waiting, told to people: in the log once and then rarely, in the status always. */
export class Outage {
  readonly #log: Log;
  /** The present trouble in words, or undefined when events flow. */
  reason: string | undefined;
  /** When it began, RFC 3339. */
  since: string | undefined;
  #began = 0;
  #said = false;
  readonly #saidAt = new Map<string, number>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** An attempt failed for `reason`. */
  failed(reason: string, action: "retry" | "operator" | "split"): void {
    if (this.reason === undefined) {
      this.#began = performance.now();
      this.since = new Date().toISOString();
      this.#said = false;
    }
    this.reason = reason;
    if (!this.#mayRepeat(reason)) return;
    this.#said = true;
    const message = `${reason}. Events wait in the journal and are sent as soon as this is over`;
    if (action === "operator") this.#log.error(message);
    else this.#log.warn(message);
  }

  /** A request got through. */
  ended(): void {
    if (this.reason === undefined) return;
    if (this.#said) {
      const seconds = Math.round((performance.now() - this.#began) / 1000);
      this.#log.info(`shipping again after ${seconds} s of: ${this.reason}`);
    }
    this.reason = undefined;
    this.since = undefined;
  }

  /** Something odd that keeps nothing waiting. */
  warn(message: string): void {
    if (this.#mayRepeat(message)) this.#log.warn(message);
  }

  #mayRepeat(message: string): boolean {
    const now = performance.now();
    const last = this.#saidAt.get(message);
    if (last !== undefined && now - last < REPEAT_MS) return false;
    // Messages come from a small set; a hostile answer must not be able to fill memory with others.
    if (this.#saidAt.size > 100) this.#saidAt.clear();
    this.#saidAt.set(message, now);
    return true;
  }
}
