import type { Position } from "../journal/layout.js";

/** A run of consecutive lines of one journal, and how many of their events are not yet dealt with. */
export class AckRange {
  pending = 0;
  /** Where the run ends; undefined while lines are still being added. */
  end: Position | undefined;
  readonly #ledger: AckTracker;

  constructor(ledger: AckTracker) {
    this.#ledger = ledger;
  }

  /** `events` of the run were confirmed by the intake, set aside or dropped. */
  settle(events: number): void {
    this.pending -= events;
    if (this.pending === 0 && this.end !== undefined) this.#ledger.advance();
  }
}

/**
 * Finds how far the cursor may go although requests complete in any order: over every leading stretch
 * that is closed and has nothing pending.
 */
export class AckTracker {
  readonly #stretches: AckRange[] = [];
  readonly #onAdvance: (position: Position) => void;

  /** `onAdvance` is told each new position up to which everything is dealt with. */
  constructor(onAdvance: (position: Position) => void) {
    this.#onAdvance = onAdvance;
  }

  /** True when every line seen is dealt with. */
  get isEmpty(): boolean {
    return this.#stretches.length === 0;
  }

  /** The stretch that the next lines belong to. */
  current(): AckRange {
    const last = this.#stretches.at(-1);
    if (last && last.end === undefined) return last;
    const fresh = new AckRange(this);
    this.#stretches.push(fresh);
    return fresh;
  }

  /** Ends the current stretch at `end`: the lines before it are all accounted for. */
  close(end: Position): void {
    this.current().end = end;
    this.advance();
  }

  advance(): void {
    let done = 0;
    let reached: Position | undefined;
    for (const { pending, end } of this.#stretches) {
      if (pending > 0 || end === undefined) break;
      reached = end;
      done++;
    }
    if (reached === undefined) return;
    this.#stretches.splice(0, done);
    this.#onAdvance(reached);
  }
}
