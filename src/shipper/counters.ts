/** What one instance has done with events since it started. Plain numbers: they become the status file. */
export interface Counters {
  /** Confirmed by the intake. */
  shipped: number;
  /** Requests the intake confirmed. */
  requests: number;
  /** Bytes sent, compressed, in confirmed requests. */
  sentBytes: number;
  /** Confirmed events for which no event_id came back. */
  unconfirmed: number;
  /** Written to the dead letters, whatever the reason. */
  setAside: number;
  /** Dead letters deleted because there were too many. */
  deadLettersEvicted: number;
  /** Dropped on purpose, by a rule or a setting. */
  dropped: number;
  /** Attempts that failed and were or will be repeated. */
  failedAttempts: number;
}

export function noCounts(): Counters {
  return {
    shipped: 0,
    requests: 0,
    sentBytes: 0,
    unconfirmed: 0,
    setAside: 0,
    deadLettersEvicted: 0,
    dropped: 0,
    failedAttempts: 0,
  };
}
