import type { Outcome } from "../sekoia/client.js";
import { type Counters, countNamed } from "../status/counters.js";

/** Counts what becomes of requests to one intake, and names it to people. */
export class Receipts {
  readonly #counters: Counters;
  readonly #route: string | undefined;

  /** `route`: its name, where there are routes. */
  constructor(counters: Counters, route: string | undefined) {
    this.#counters = counters;
    this.#route = route;
  }

  /** Name of the route, where there are routes. */
  get route(): string | undefined {
    return this.#route;
  }

  accepted(events: number, outcome: Extract<Outcome, { action: "accepted" }>): void {
    const counters = this.#counters;
    counters.shipped += events;
    if (this.#route !== undefined) countNamed(counters.shippedTo, this.#route, events);
    counters.requests++;
    counters.sentBytes += outcome.sentBytes;
    counters.unconfirmed += outcome.unconfirmed;
  }

  failedAttempts(attempts: number): void {
    this.#counters.failedAttempts += attempts;
  }

  setAside(events: number): void {
    this.#counters.setAside += events;
  }

  /** A message to people that names the route, where there are routes. */
  named(message: string): string {
    return this.#route === undefined ? message : `route ${this.#route}: ${message}`;
  }
}
