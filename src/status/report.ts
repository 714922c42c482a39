import { statSync } from "node:fs";
import { join } from "node:path";
import { entries } from "../journal/spool.js";
import { type WaitingJournal, waitingJournals } from "../journal/waiting.js";
import type { Counters } from "./counters.js";
import { countDeadLetters } from "./dead-letter-counts.js";
import type { Trouble } from "./outage.js";
import type { InstanceStatus, ShippedPerSecond } from "./status-file.js";
import { totalsOf } from "./totals.js";

/** Events on disk that are neither confirmed nor set aside. */
export interface Waiting {
  readonly events: number;
  readonly bytes: number;
  /** When rsyslog received the oldest of them, RFC 3339; null when nothing waits or it cannot be told. */
  readonly oldest: string | null;
}

/** One running instance. */
export interface InstanceReport {
  readonly pid: number;
  readonly state: InstanceStatus["state"];
  readonly version: string;
  readonly started: string;
  readonly received: number;
  readonly refused: number;
  readonly shipped: number;
  readonly lastShipped: string | null;
  /** In its own journal and those it took over. */
  readonly waiting: Waiting;
  readonly troubles: readonly Trouble[];
}

/** Everything that `status` tells; what `status --json` prints, with `flow` and `summary` before it. */
export interface Report {
  readonly spool: string;
  /** Since the spool exists, over all instances. */
  readonly received: number;
  readonly refused: number;
  readonly shipped: number;
  readonly lastShipped: string | null;
  /** Of the running instances together. */
  readonly shippedPerSecond: ShippedPerSecond;
  readonly waiting: Waiting;
  /** In journals whose instance is gone; the next instance takes them over. Part of `waiting`. */
  readonly orphaned: Waiting;
  /** Bytes in the backlogs of destinations that do not keep up, by destination. Part of `waiting`. */
  readonly parkedBytes: Readonly<Record<string, number>>;
  /** How many events that are. */
  readonly parkedEvents: Readonly<Record<string, number>>;
  /** Bytes of the queue that rsyslog itself keeps on disk while it cannot hand messages over. */
  readonly rsyslogQueueBytes: number;
  /** In the spool now, by reason. */
  readonly deadLetters: Readonly<Record<string, number>>;
  /** Everything that was counted, over all instances. */
  readonly counters: Counters;
  readonly troubles: readonly Trouble[];
  readonly instances: readonly InstanceReport[];
  readonly endedInstances: number;
}

/** Looks at a spool. Rejects with what the file system says, for instance when it may not be read. */
export async function lookAtSpool(spool: string): Promise<Report> {
  const { running, counters, ...totals } = totalsOf(spool);
  const journals = waitingJournals(spool);
  return {
    spool,
    ...totals,
    shipped: counters.shipped,
    shippedPerSecond: {
      minute: total(running.map(({ shippedPerSecond }) => shippedPerSecond?.minute ?? 0)),
      quarterHour: total(running.map(({ shippedPerSecond }) => shippedPerSecond?.quarterHour ?? 0)),
    },
    waiting: together(journals),
    orphaned: together(journals.filter(({ ownerAlive }) => !ownerAlive)),
    rsyslogQueueBytes: bytesBelow(join(spool, "rsyslog")),
    deadLetters: await countDeadLetters(spool),
    counters,
    instances: running.map((status) => ({
      pid: Number(status.owner.split("-")[0]),
      state: status.state,
      version: status.version,
      started: status.started,
      received: status.received,
      refused: status.refused,
      shipped: status.counters.shipped,
      lastShipped: status.lastShipped ?? null,
      waiting: together(journals.filter(({ owner }) => owner === status.owner)),
      troubles: status.troubles,
    })),
  };
}

/** Sum of rates with one decimal place. */
function total(rates: readonly number[]): number {
  return Math.round(rates.reduce((sum, rate) => sum + rate, 0) * 10) / 10;
}

function together(journals: readonly WaitingJournal[]): Waiting {
  const oldest = journals.map(({ oldest: time }) => time).filter((time) => time !== undefined);
  return {
    events: journals.reduce((sum, { events }) => sum + events, 0),
    bytes: journals.reduce((sum, { bytes }) => sum + bytes, 0),
    oldest: oldest.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
  };
}

function bytesBelow(dir: string): number {
  return entries(dir).reduce(
    (sum, name) => sum + (statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
