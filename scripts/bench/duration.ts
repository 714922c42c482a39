/**
 * How long it takes, to be told to whoever waits. Before anything has been measured it is a guess from what a
 * machine with two cores takes for everything; after the first round it is what that took.
 */
export class Duration {
  readonly #rounds: number;
  readonly #start = performance.now();

  constructor(rounds: number) {
    this.#rounds = rounds;
  }

  /** Of a run with every row. */
  guess(messages: number): string {
    const round = FIXED_S + messages / MESSAGES_PER_S;
    return `about ${minutes(this.#rounds * round)} for all rows, on two cores`;
  }

  /** When `done` rounds are over. */
  left(done: number): string {
    const round = (performance.now() - this.#start) / 1000 / done;
    return `about ${minutes((this.#rounds - done) * round)} left`;
  }
}

/** Starts, warming up, single instances, pieces, backlogs. */
const FIXED_S = 110;
/** Through all the programs, one after the other. */
const MESSAGES_PER_S = 2500;

function minutes(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds / 60));
  return whole === 1 ? "a minute" : `${whole} minutes`;
}
