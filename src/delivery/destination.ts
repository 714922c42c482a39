import type { Waiter } from "./ack-tracker.js";
import type { Backlog } from "./backlog.js";
import { byRange, type OutgoingEvent } from "./batch.js";
import type { Sender } from "./sender.js";

/** Lines that are to be looked at again: they were given back, and the rules may be others by now. */
export const DECISION: Waiter = { name: "a decision" };
/** Lines whose dead letters could not be written. */
export const DEAD_LETTERS: Waiter = { name: "the dead letters" };

/** A destination that is full for so long does not keep up: its lines wait on disk, and the others' go on. */
const MOST_FULL_MS = 500;

/** Where lines go: an intake, its suspects, or what no route takes. Every destination is on its own. */
export class Destination implements Waiter {
  readonly name: string;
  /** True where lines go that fail while others of the same intake get through. */
  readonly isSuspects: boolean;
  readonly backlog: Backlog;
  /** Undefined: nothing is sent from here. */
  sender: Sender | undefined;
  /** Where its lines go that fail while others get through. */
  suspects: Destination | undefined;
  /** Pieces of journals whose lines are on their way to its backlog. */
  moves = 0;
  /** Bytes of these lines. */
  movingBytes = 0;
  /** The rules are others than when lines came into its backlog: what no route took may have one by now. */
  rulesChanged = false;
  #lagging = false;
  #fullSince: number | undefined;

  constructor(name: string, isSuspects: boolean, backlog: Backlog) {
    this.name = name;
    this.isSuspects = isSuspects;
    this.backlog = backlog;
  }

  /** Bytes that wait for it, or are about to. Throws fs errors. */
  get waitingBytes(): number {
    return this.backlog.bytes + this.movingBytes;
  }

  /** True when its lines wait on disk, so that what comes now has to wait behind them. */
  get isLagging(): boolean {
    return this.#lagging || this.sender === undefined || this.sender.isDown;
  }

  /**
   * For how long the next event has to be held up for its sake, in milliseconds at the most; 0: not at all. It is full
   * when its sender has no room, or holds more than `mostBytes`.
   */
  patience(now: number, mostBytes: number): number {
    const { sender } = this;
    if (this.isLagging || (sender?.hasRoom && sender.heldBytes <= mostBytes)) {
      this.#fullSince = undefined;
      return 0;
    }
    this.#fullSince ??= now;
    const left = this.#fullSince + MOST_FULL_MS - now;
    if (left > 0) return left;
    this.#lagging = true;
    this.#fullSince = undefined;
    // It would only take the others' room in memory.
    this.sender?.giveBack();
    return 0;
  }

  /** Its lines wait on disk from now on, until all of them were taken up again. */
  lag(): void {
    this.#lagging = true;
  }

  /** To be called when no line of its waits anywhere. */
  caughtUp(): void {
    if (this.sender && !this.sender.isDown) this.#lagging = false;
  }

  /** Lets events that have left a sender wait for `waiter`. */
  defer(events: readonly OutgoingEvent[], waiter: Waiter): void {
    for (const [range, offsets] of byRange(events)) range.defer(waiter, offsets);
  }
}
