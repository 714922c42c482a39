import { isAlive } from "../journal/owner.js";
import { readStatuses } from "./archive.js";
import { addCounters, type Counters, countNamed, type NamedCounts, noCounts } from "./counters.js";
import type { Trouble } from "./outage.js";
import type { InstanceStatus } from "./status-file.js";

/** What the status files say, over all instances that ever ran on a spool. Journals are not looked at. */
export interface Totals {
  readonly received: number;
  readonly refused: number;
  readonly counters: Counters;
  /** RFC 3339; null when nothing was shipped yet. */
  readonly lastShipped: string | null;
  readonly running: readonly InstanceStatus[];
  readonly endedInstances: number;
  /** Of the running instances, by destination: what a dead one left is routed by the next. */
  readonly parkedBytes: Readonly<Record<string, number>>;
  readonly parkedEvents: Readonly<Record<string, number>>;
  readonly troubles: readonly Trouble[];
}

/** Adds up the status files. Throws what the file system says. */
export function totalsOf(spool: string): Totals {
  const { ended, instances } = readStatuses(spool);
  const running = instances.filter(({ owner }) => isAlive(owner));
  const sum = (pick: (status: InstanceStatus) => number) =>
    instances.reduce((total, status) => total + pick(status), 0);
  const counters = instances.reduce(
    (total, status) => addCounters(total, status.counters),
    addCounters(noCounts(), ended.counters),
  );
  return {
    received: ended.received + sum(({ received }) => received),
    refused: ended.refused + sum(({ refused }) => refused),
    counters,
    lastShipped: latest([ended.lastShipped, ...instances.map(({ lastShipped }) => lastShipped)]),
    running,
    endedInstances: ended.instances + instances.length - running.length,
    parkedBytes: parkedBy(running.map(({ parkedBytes }) => parkedBytes)),
    parkedEvents: parkedBy(running.map(({ parkedEvents }) => parkedEvents)),
    troubles: running.flatMap(({ troubles }) => troubles),
  };
}

function parkedBy(all: readonly (Readonly<Record<string, number>> | undefined)[]): NamedCounts {
  const parked: NamedCounts = Object.create(null);
  for (const one of all) {
    for (const [name, amount] of Object.entries(one ?? {})) countNamed(parked, name, amount);
  }
  return parked;
}

function latest(times: readonly (string | undefined)[]): string | null {
  const known = times.filter((time) => time !== undefined);
  return known.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}
