import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Counters } from "./counters.js";
import type { Trouble } from "./outage.js";

export interface ShippedPerSecond {
  readonly minute: number;
  readonly quarterHour: number;
}

/** What an instance tells about itself; the content of SPOOL/status/OWNER.json. */
export interface InstanceStatus {
  readonly version: string;
  /** See journal/owner.ts. */
  readonly owner: string;
  readonly config: string;
  /** RFC 3339. */
  readonly started: string;
  readonly updated: string;
  readonly state: "running" | "finishing" | "ended";
  /** Lines acknowledged as stored. */
  readonly received: number;
  /** Lines answered with an error because they could not be stored; rsyslog sends them again. */
  readonly refused: number;
  readonly counters: Counters;
  /** Events per second over one minute and over fifteen. */
  readonly shippedPerSecond?: ShippedPerSecond;
  /** When a request was last confirmed, RFC 3339. */
  readonly lastShipped?: string;
  /** What keeps events waiting now. */
  readonly troubles: readonly Trouble[];
  /** Bytes of the lines that wait in backlogs, by destination; absent when there are none. */
  readonly parkedBytes?: Readonly<Record<string, number>>;
  /** How many lines that are. */
  readonly parkedEvents?: Readonly<Record<string, number>>;
  /** Where it is to write metrics; see metrics/metrics.ts. */
  readonly textfile?: string;
}

/** Directory of the status files below the spool. */
export function statusDir(spoolDir: string): string {
  return join(spoolDir, "status");
}

/** Replaces an instance's status file at once, so that no reader sees half of it. Throws fs errors. */
export function writeStatus(spoolDir: string, status: InstanceStatus): void {
  const dir = statusDir(spoolDir);
  const path = join(dir, `${status.owner}.json`);
  const fresh = `${path}.new`;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(fresh, `${JSON.stringify(status)}\n`, { mode: 0o600 });
  renameSync(fresh, path);
}
