import type { Config } from "../config/config.js";
import type { Progress } from "../journal/progress.js";
import { Syncer, syncJournal } from "../journal/syncer.js";
import type { RateLimitedLog } from "../logging/rate-limited-log.js";

/** Does what `spool.fsync` says; failures go to the log. */
export class Fsync {
  readonly #setting: Config["spool"]["fsync"];
  readonly #syncer: Syncer;
  readonly #rarely: RateLimitedLog;
  #timer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;

  /** `dir`: this instance's journal. `onUnsafe` as for Syncer. */
  constructor(
    setting: Config["spool"]["fsync"],
    dir: string,
    progress: Progress,
    rarely: RateLimitedLog,
    onUnsafe: (segment: number) => void,
  ) {
    this.#setting = setting;
    this.#syncer = new Syncer(dir, progress, onUnsafe);
    this.#rarely = rarely;
  }

  /** Begins with the interval, if one is set. */
  start(): void {
    if (typeof this.#setting !== "number") return;
    this.#timer = setInterval(() => this.#again(), this.#setting);
  }

  /** Syncs a journal that was taken over: its owner died, perhaps before it could. */
  adopted(dir: string): void {
    if (this.#setting !== "off") void this.#try(() => syncJournal(dir));
  }

  /** Syncs for the last time. */
  async finish(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#setting !== "off") await this.#try(() => this.#syncer.sync());
  }

  /** One at a time: those of a slow disk would pile up, and hold the threads that reading and gzip need. */
  #again(): void {
    this.#syncing ??= this.#try(() => this.#syncer.sync()).finally(() => {
      this.#syncing = undefined;
    });
  }

  async #try(sync: () => Promise<void>): Promise<void> {
    try {
      await sync();
    } catch (error) {
      this.#rarely.say("error", `fsync of the journal failed: ${(error as Error).message}`);
    }
  }
}
