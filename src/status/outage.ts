import type { Log } from "../logging/log.js";
import { RateLimitedLog } from "../logging/rate-limited-log.js";

/** What keeps events waiting. */
export interface Trouble {
  /** In words. */
  readonly reason: string;
  /** When it began, RFC 3339. */
  readonly since: string;
}

/** One kind of trouble, told to people: in the log once and then rarely, in the status always. */
export class Outage {
  readonly #log: Log;
  readonly #consequence: string;
  readonly #relief: string;
  /** The present trouble, or undefined when all is well. */
  trouble: Trouble | undefined;
  #began = 0;
  #said = false;
  readonly #rarely: RateLimitedLog;

  /** `consequence` and `relief` say what the trouble means for events, and what its end does. */
  constructor(log: Log, consequence: string, relief: string) {
    this.#log = log;
    this.#rarely = new RateLimitedLog(log);
    this.#consequence = consequence;
    this.#relief = relief;
  }

  /** An attempt failed for `reason`. It is an error when somebody has to act, else a warning. */
  failed(reason: string, level: "error" | "warn" = "error"): void {
    if (this.trouble === undefined) {
      this.#began = performance.now();
      this.#said = false;
    }
    this.trouble = { reason, since: this.trouble?.since ?? new Date().toISOString() };
    if (this.#rarely.say(level, `${reason}. ${this.#consequence}`)) this.#said = true;
  }

  /** It works again. */
  ended(): void {
    if (this.trouble === undefined) return;
    if (this.#said) {
      const seconds = Math.round((performance.now() - this.#began) / 1000);
      this.#log.info(`${this.#relief} after ${seconds} s of: ${this.trouble.reason}`);
    }
    this.trouble = undefined;
  }

  /** Something odd that keeps nothing waiting. */
  warn(message: string): void {
    this.#rarely.say("warn", message);
  }
}
