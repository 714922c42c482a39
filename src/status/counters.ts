/** A count for each of several names; names beyond the first MAX_NAMES go together under "others". */
export type NamedCounts = Record<string, number>;

const MAX_NAMES = 200;

/** Adds `count` to the count of `name`. */
export function countNamed(counts: NamedCounts, name: string, count = 1): void {
  const known = Object.hasOwn(counts, name) || Object.keys(counts).length < MAX_NAMES;
  const key = known ? name : "others";
  counts[key] = (counts[key] ?? 0) + count;
}

/** What one instance has done with events since it started. Plain numbers: they become the status file. */
export interface Counters {
  /** Confirmed by the intake. */
  shipped: number;
  /** Of these, by route, where routes are configured. */
  shippedTo: NamedCounts;
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
  /** Dropped on purpose, by rule ("foreign" for pulse.foreign: drop). */
  dropped: NamedCounts;
  /** Records that are not Pulse's, by source. */
  foreign: NamedCounts;
  /** Records in the Standard format, by source: these devices should be set to WELF. */
  standard: NamedCounts;
  /** Records in neither format, by source. */
  unknown: NamedCounts;
  /** Records that could be read in more than one way, by source. */
  forged: NamedCounts;
  /** Records that were cut on the way; shipped all the same. */
  truncated: number;
  /** Attempts that failed and were or will be repeated. */
  failedAttempts: number;
}

/** Without a prototype: a device may call itself anything, `__proto__` included. */
function none(): NamedCounts {
  return Object.create(null) as NamedCounts;
}

export function noCounts(): Counters {
  return {
    shipped: 0,
    shippedTo: none(),
    requests: 0,
    sentBytes: 0,
    unconfirmed: 0,
    setAside: 0,
    deadLettersEvicted: 0,
    dropped: none(),
    foreign: none(),
    standard: none(),
    unknown: none(),
    forged: none(),
    truncated: 0,
    failedAttempts: 0,
  };
}

/** The sum of two accounts. Members that only one of them has, as of another version, are kept. */
export function addCounters(a: Counters, b: Partial<Counters> | undefined): Counters {
  const sum: Record<string, number | NamedCounts> = {};
  for (const [key, value] of [...Object.entries(a), ...Object.entries(b ?? {})]) {
    if (typeof value === "number") sum[key] = ((sum[key] as number | undefined) ?? 0) + value;
    else sum[key] = addNamed((sum[key] as NamedCounts | undefined) ?? none(), value);
  }
  return sum as unknown as Counters;
}

function addNamed(sum: NamedCounts, more: NamedCounts): NamedCounts {
  for (const [name, count] of Object.entries(more)) countNamed(sum, name, count);
  return sum;
}
