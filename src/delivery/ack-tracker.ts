import type { Position } from "../journal/layout.js";

/** What a line waits for; told apart by identity. See deferred-lines.ts. */
export interface Waiter {
  /** For people. */
  readonly name: string;
}

/** A run of consecutive lines of one segment (one read of the journal), and how many are not accounted for. */
export class AckRange {
  readonly start: Position;
  readonly end: Position;
  readonly #tracker: AckTracker;
  /** One more than there are, until all lines are taken: an error in between must not let the cursor pass. */
  #open = 1;
  #lines = 0;
  #deferred: Map<Waiter, number[]> | undefined;

  constructor(tracker: AckTracker, start: Position, end: Position) {
    this.#tracker = tracker;
    this.start = start;
    this.end = end;
  }

  /** All `lines` were taken; `open` of them are in somebody's hands or wait. Until then none may be settled. */
  complete(lines: number, open: number): void {
    this.#lines = lines;
    this.#tracker.noteSettled(lines - open);
    this.#release(1 - open);
  }

  get isDone(): boolean {
    return this.#open === 0;
  }

  /** True when the cursor waits here for some lines, and would have the others sent once more. */
  get isPartlyDone(): boolean {
    return this.#open > 0 && this.#open < this.#lines;
  }

  /** Lines that wait on disk, by what they wait for. */
  get deferred(): ReadonlyMap<Waiter, readonly number[]> | undefined {
    return this.#deferred;
  }

  /** `lines` of the run are accounted for: confirmed by the intake, in the dead letters, elsewhere on disk, dropped. */
  settle(lines = 1): void {
    this.#tracker.noteSettled(lines);
    this.#release(lines);
  }

  #release(lines: number): void {
    this.#open -= lines;
    if (this.#open === 0) this.#tracker.advance();
  }

  /** Notes that the lines at these offsets of the segment are in nobody's hands and wait for `waiter`. */
  defer(waiter: Waiter, offsets: readonly number[]): void {
    if (offsets.length === 0) return;
    this.#deferred ??= new Map();
    const known = this.#deferred.get(waiter);
    if (known) for (const offset of offsets) known.push(offset);
    else this.#deferred.set(waiter, [...offsets]);
    this.#tracker.noteDeferred(this, offsets.length);
  }

  /** Takes the lines that wait for `waiter` out of the list: they are in the caller's hands from then on. */
  take(waiter: Waiter): readonly number[] {
    const offsets = this.#deferred?.get(waiter) ?? [];
    this.#deferred?.delete(waiter);
    if (this.#deferred?.size === 0) this.#deferred = undefined;
    this.#tracker.noteDeferred(this, -offsets.length);
    return offsets;
  }

  /** Lets all deferred lines wait for `waiter` instead, but those that wait for `kept`. */
  redirect(waiter: Waiter, kept: Waiter): void {
    for (const other of [...(this.#deferred?.keys() ?? [])]) {
      if (other !== waiter && other !== kept) this.defer(waiter, this.take(other));
    }
  }
}

/**
 * Finds how far the cursor may go although lines are settled in any order: over every leading range that has
 * nothing open.
 */
export class AckTracker {
  readonly #ranges: AckRange[] = [];
  readonly #withDeferred = new Set<AckRange>();
  readonly #onAdvance: (position: Position) => void;
  #deferredLines = 0;
  #settledLines = 0;

  /** `onAdvance` is told each new position up to which everything is accounted for. */
  constructor(onAdvance: (position: Position) => void) {
    this.#onAdvance = onAdvance;
  }

  /** True when every line seen is accounted for. */
  get isEmpty(): boolean {
    return this.#ranges.length === 0;
  }

  /** The ranges with lines that wait on disk, the oldest first unless they went back and forth. */
  get withDeferred(): Iterable<AckRange> {
    return this.#withDeferred;
  }

  get deferredLines(): number {
    return this.#deferredLines;
  }

  /** True when lines of a later range than the first are accounted for already. */
  get hasGap(): boolean {
    return this.#ranges.some(({ isDone }) => isDone);
  }

  /** Lines accounted for so far. */
  get settledLines(): number {
    return this.#settledLines;
  }

  /** To be called by ranges. */
  noteSettled(lines: number): void {
    this.#settledLines += lines;
  }

  /** Begins a range; it is open until its lines are complete. */
  begin(start: Position, end: Position): AckRange {
    const range = new AckRange(this, start, end);
    this.#ranges.push(range);
    return range;
  }

  /** To be called by ranges. */
  noteDeferred(range: AckRange, lines: number): void {
    this.#deferredLines += lines;
    if (range.deferred) this.#withDeferred.add(range);
    else this.#withDeferred.delete(range);
  }

  /** To be called by ranges when they are done. */
  advance(): void {
    let done = 0;
    while (this.#ranges[done]?.isDone) done++;
    const last = this.#ranges[done - 1];
    if (!last) return;
    this.#ranges.splice(0, done);
    this.#onAdvance(last.end);
  }

  /** The first segment that lines may still be asked for from. */
  get firstSegment(): number {
    return this.#ranges[0]?.start.segment ?? Number.POSITIVE_INFINITY;
  }
}
