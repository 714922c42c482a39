import type { Progress } from "../journal/progress.js";

/**
 * Finds out that nobody takes our answers any more although the pipe is open: a line is stored, its answer
 * is not written, and that does not change from one look to the next.
 */
export class AnswerWatch {
  readonly #progress: Progress;
  #answers = 0;
  #looks = 0;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** To be called at regular intervals. Returns for how many looks in a row an answer has been stuck. */
  look(): number {
    const { lines, refused, answers } = this.#progress;
    const owed = (lines + refused - answers) | 0;
    this.#looks = owed > 0 && answers === this.#answers ? this.#looks + 1 : 0;
    this.#answers = answers;
    return this.#looks;
  }
}
