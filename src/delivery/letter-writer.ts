import type { DeadLetters } from "../dead-letters/dead-letters.js";
import type { DeadLetter } from "../dead-letters/letter.js";
import { CLASSES, classOf, type DeadLetterClass } from "../dead-letters/reasons.js";
import type { Counters } from "../status/counters.js";
import type { AckRange } from "./ack-tracker.js";
import type { OutgoingEvent } from "./batch.js";
import { DEAD_LETTERS, DECISION } from "./destination.js";

/** So many bytes of letters may wait to be written before no more are made. */
const MOST_PENDING_BYTES = 4 * 1024 * 1024;
/** After letters could not be written, they are tried again after this. */
const RETRY_MS = 1000;

/** A letter, and where its line begins in its segment. */
export interface PlacedLetter {
  readonly letter: DeadLetter;
  readonly offset: number;
}

/** Writes dead letters beside the stream, and accounts for their lines once they are safe. */
export class LetterWriter {
  readonly #deadLetters: DeadLetters;
  readonly #counters: Counters;
  readonly #onEvidence: () => void;
  /** Why letters cannot be written, by class; their lines wait in the journal. */
  readonly failures = new Map<DeadLetterClass, Error>();
  #retryAt = 0;

  /** `onEvidence` is told when lines can be decided whose originals were written. */
  constructor(deadLetters: DeadLetters, counters: Counters, onEvidence: () => void) {
    this.#onEvidence = onEvidence;
    this.#deadLetters = deadLetters;
    this.#counters = counters;
  }

  /** True when no more letters should be made before some are written. */
  get isFull(): boolean {
    return this.#deadLetters.pendingBytes >= MOST_PENDING_BYTES;
  }

  /** True when lines that wait for their letters may be tried. */
  get mayRetry(): boolean {
    return !this.isFull && performance.now() >= this.#retryAt;
  }

  /** Writes the letters of lines of `range`; lines whose letter cannot be written now wait. Never throws. */
  write(range: AckRange, letters: readonly PlacedLetter[]): void {
    for (const letterClass of CLASSES) {
      const its = letters.filter(({ letter }) => classOf(letter.reason) === letterClass);
      if (its.length > 0) void this.#write(range, letterClass, its);
    }
  }

  /** Writes originals of records that are shipped otherwise; their lines are decided once those are safe. */
  writeEvidence(range: AckRange, originals: readonly PlacedLetter[]): void {
    if (originals.length > 0) void this.#writeEvidence(range, originals);
  }

  /** Writes the letter of one event and settles it. Resolves to false when it cannot be written now. */
  async writeOne(letter: DeadLetter, { range }: OutgoingEvent): Promise<boolean> {
    if (!(await this.#add(classOf(letter.reason), [letter]))) return false;
    range.settle();
    return true;
  }

  async #write(
    range: AckRange,
    letterClass: DeadLetterClass,
    placed: readonly PlacedLetter[],
  ): Promise<void> {
    const letters = placed.map(({ letter }) => letter);
    if (await this.#add(letterClass, letters)) range.settle(placed.length);
    else
      range.defer(
        DEAD_LETTERS,
        placed.map(({ offset }) => offset),
      );
  }

  async #writeEvidence(range: AckRange, originals: readonly PlacedLetter[]): Promise<void> {
    const letters = originals.map(({ letter }) => letter);
    const offsets = originals.map(({ offset }) => offset);
    range.defer((await this.#add("evidence", letters)) ? DECISION : DEAD_LETTERS, offsets);
    this.#onEvidence();
  }

  async #add(letterClass: DeadLetterClass, letters: readonly DeadLetter[]): Promise<boolean> {
    try {
      await this.#deadLetters.add(letterClass, letters);
    } catch (error) {
      this.failures.set(letterClass, error as Error);
      this.#retryAt = performance.now() + RETRY_MS;
      return false;
    }
    this.failures.delete(letterClass);
    if (letterClass !== "evidence") this.#counters.setAside += letters.length;
    return true;
  }
}
