import type { NamedCounts } from "../status/counters.js";
import type { Totals } from "../status/totals.js";
import type { Family, Sample } from "./exposition.js";

/** Events that no route took, and all events where there are no routes: Destinations' own name for them. */
const NO_ROUTE = "default";

/** Everything that is told about a spool. */
export interface Observed {
  readonly totals: Totals;
  readonly waiting: { readonly bytes: number; readonly oldest?: string };
}

/**
 * All metrics. Labels are names from the configuration only: a device may call itself anything, as often as it
 * likes, and every name would be a time series. `now` in milliseconds since 1970.
 */
export function familiesOf({ totals, waiting }: Observed, now: number): Family[] {
  const { counters } = totals;
  const shippedTo = byRoute(counters.shipped, counters.shippedTo);
  return [
    counter("received_events_total", "Lines acknowledged to rsyslog as stored.", totals.received),
    family(
      "shipped_events_total",
      "counter",
      "Events that the intake confirmed, by route.",
      labelled("route", shippedTo),
    ),
    counter("requests_total", "Requests that the intake confirmed.", counters.requests),
    counter("sent_bytes_total", "Compressed bytes in confirmed requests.", counters.sentBytes),
    counter(
      "failed_attempts_total",
      "Requests that failed and were or will be repeated.",
      counters.failedAttempts,
    ),
    counter(
      "refused_lines_total",
      "Lines that could not be stored; rsyslog sends them again.",
      totals.refused,
    ),
    counter("dead_letters_total", "Events written to the dead letters.", counters.setAside),
    counter(
      "dead_letters_evicted_total",
      "Dead letters deleted because there were too many.",
      counters.deadLettersEvicted,
    ),
    family(
      "dropped_events_total",
      "counter",
      "Events dropped on purpose, by rule.",
      labelled("rule", counters.dropped),
    ),
    counter("foreign_records_total", "Records that are not Pulse's.", sum(counters.foreign)),
    counter("standard_records_total", "Records in the Standard format.", sum(counters.standard)),
    counter("unknown_records_total", "Records in neither format.", sum(counters.unknown)),
    counter(
      "forgeries_total",
      "Records that could be read in more than one way, see pulse.forged.",
      sum(counters.forged),
    ),
    counter("truncated_records_total", "Records cut on the way, shipped too.", counters.truncated),
    counter(
      "unconfirmed_events_total",
      "Confirmed events for which no event_id came back.",
      counters.unconfirmed,
    ),
    gauge("waiting_bytes", "Bytes in journals, neither confirmed nor set aside.", waiting.bytes),
    family(
      "parked_bytes",
      "gauge",
      "Bytes in the backlogs of destinations that do not keep up, by destination. Part of the waiting bytes.",
      labelled("route", withZeros(totals.parkedBytes, counters.shippedTo)),
    ),
    gauge(
      "unrouted_events",
      "Events that wait because no route takes them.",
      totals.parkedEvents.unrouted ?? 0,
    ),
    gauge(
      "oldest_waiting_seconds",
      "How long ago rsyslog received the oldest waiting event; 0: none waits.",
      waiting.bytes === 0 ? 0 : secondsSince(waiting.oldest, now),
    ),
    gauge(
      "trouble",
      "1 while something keeps events waiting, see pulse-sekoia status.",
      totals.troubles.length > 0 ? 1 : 0,
    ),
    gauge(
      "instances",
      "Running instances.",
      totals.running.filter(({ state }) => state !== "ended").length,
    ),
    gauge(
      "last_shipped_timestamp_seconds",
      "When a request was last confirmed.",
      totals.lastShipped === null ? undefined : seconds(Date.parse(totals.lastShipped)),
    ),
  ];
}

function counter(name: string, help: string, value: number): Family {
  return family(name, "counter", help, [{ value }]);
}

/** `undefined`: not known, and then there is no sample. */
function gauge(name: string, help: string, value: number | undefined): Family {
  return family(name, "gauge", help, value === undefined ? [] : [{ value }]);
}

function family(
  name: string,
  type: Family["type"],
  help: string,
  samples: readonly Sample[],
): Family {
  return { name: `pulse_sekoia_${name}`, type, help, samples };
}

function labelled(label: string, counts: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));
}

/** Every event under a route, so that the sum over the label is the number of all. */
function byRoute(shipped: number, shippedTo: NamedCounts): NamedCounts {
  const counts: NamedCounts = Object.assign(Object.create(null), shippedTo);
  const rest = shipped - sum(shippedTo);
  if (rest > 0 || Object.keys(counts).length === 0) {
    counts[NO_ROUTE] = (counts[NO_ROUTE] ?? 0) + rest;
  }
  return counts;
}

/** A series that ends where nothing is parked any more would look like an instance that died. */
function withZeros(
  parked: Readonly<Record<string, number>>,
  routes: NamedCounts,
): Readonly<Record<string, number>> {
  const bytes: NamedCounts = Object.create(null);
  for (const route of Object.keys(routes)) bytes[route] = 0;
  return Object.assign(bytes, parked);
}

function sum(counts: NamedCounts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function secondsSince(time: string | undefined, now: number): number | undefined {
  return time === undefined ? undefined : Math.max(0, seconds(now - Date.parse(time)));
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}
