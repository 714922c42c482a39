/** What `GET /_simulator/stats` answers. Requests to `/_simulator` itself count nowhere. */
export interface Stats {
  /** Requests whose headers arrived, whatever became of them. */
  requests: number;
  /** Events taken (and stored, if there is a store). */
  accepted: number;
  /** Events read and then refused, for their size or an unknown key. Faults do not count here. */
  rejected: number;
  /** Bytes of request bodies as they came over the wire. */
  bytesReceived: number;
  /** Bytes of request bodies after decompression. */
  bytesDecompressed: number;
  /** Answers sent, by HTTP status code. */
  byStatus: Record<string, number>;
  /** Connections open now. */
  connections: number;
  connectionsTotal: number;
  /** Requests being dealt with: headers arrived, answer not yet sent to its end. */
  inFlight: number;
  maxInFlight: number;
  /** CONNECT requests that reached the proxy, refused ones included. */
  connects: number;
  /** CONNECT requests for which the proxy opened a tunnel. */
  tunnels: number;
}

/** What to wait for: at least so many of each that is given. */
export interface Goal {
  events?: number;
  requests?: number;
}

interface Waiter {
  goal: Goal;
  reached: () => void;
}

/** The simulator's counters, and those who wait for them. */
export class Statistics {
  readonly stats: Stats = {
    requests: 0,
    accepted: 0,
    rejected: 0,
    bytesReceived: 0,
    bytesDecompressed: 0,
    byStatus: {},
    connections: 0,
    connectionsTotal: 0,
    inFlight: 0,
    maxInFlight: 0,
    connects: 0,
    tunnels: 0,
  };
  readonly #waiters = new Set<Waiter>();

  /** @returns the request's running number, from 1 */
  requestArrived(): number {
    const { stats } = this;
    stats.requests++;
    stats.inFlight++;
    stats.maxInFlight = Math.max(stats.maxInFlight, stats.inFlight);
    this.#tellWaiters();
    return stats.requests;
  }

  requestEnded(): void {
    this.stats.inFlight--;
  }

  answered(status: number): void {
    this.stats.byStatus[status] = (this.stats.byStatus[status] ?? 0) + 1;
  }

  eventsAccepted(events: number): void {
    this.stats.accepted += events;
    this.#tellWaiters();
  }

  /**
   * Calls back once the goal is reached, at once if it is already.
   *
   * @returns a function that gives up waiting
   */
  whenReached(goal: Goal, reached: () => void): () => void {
    const waiter = { goal, reached };
    this.#waiters.add(waiter);
    this.#tellWaiters();
    return () => this.#waiters.delete(waiter);
  }

  #tellWaiters(): void {
    const { accepted, requests } = this.stats;
    for (const waiter of this.#waiters) {
      const { goal, reached } = waiter;
      if (accepted < (goal.events ?? 0) || requests < (goal.requests ?? 0)) continue;
      this.#waiters.delete(waiter);
      reached();
    }
  }
}
