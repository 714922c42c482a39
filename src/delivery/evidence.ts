/**
 * When so many events in a row were refused alone, nothing was taken, and the stream's last batch was refused, too, it
 * is not the events' fault: they wait, rather than fill the dead letters. An intake that took what the stream offered
 * last may refuse any number of suspects: a whole run of events may be bad.
 */
const MAX_REFUSED_IN_A_ROW = 20;

/** For people: the intake refuses everything, the last time with `reason`. */
export function takesNothing(reason: string): string {
  return `the intake takes no event at all. Check that intake.url is a Sekoia intake: ${reason}`;
}

/** What an intake's answers tell about whom to blame for a failure: the intake, or what was sent. */
export class Evidence {
  /** Requests accepted so far. A batch that failed before and after one of them fails for what is in it. */
  accepted = 0;
  /** True from an acceptance until a failure that may be the intake's. */
  isUp = false;
  #refusedInARow = 0;
  #streamRefused = true;

  /** A batch of the stream was taken, or refused for what is in it. */
  noteStream(taken: boolean): void {
    this.#streamRefused = !taken;
    if (taken) this.noteAccepted();
  }

  /** Any request was accepted. */
  noteAccepted(): void {
    this.accepted++;
    this.isUp = true;
    this.#refusedInARow = 0;
  }

  /** A single event was refused for what it is. */
  noteRefused(): void {
    this.#refusedInARow++;
  }

  /** True when the intake refuses everything that it is offered. */
  get blamesIntake(): boolean {
    return this.#streamRefused && this.#refusedInARow >= MAX_REFUSED_IN_A_ROW;
  }
}
