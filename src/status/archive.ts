import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../journal/owner.js";
import { addCounters, type Counters, noCounts } from "./counters.js";
import { type InstanceStatus, statusDir } from "./status-file.js";

// Status files of ended instances would pile up, so running instances add them to one account.
//
// SPOOL/status/ended/totals.json         the account, free
// SPOOL/status/ended/totals-OWNER.json   the account while OWNER adds to it
//
// Whoever renames the free account (or that of a dead owner) to its own name holds it; rename(2) lets
// one win. Names of files already added stay in the account, so that a holder that dies between adding
// a file and deleting it makes nobody count it twice.

/** What all ended instances did together; the content of SPOOL/status/ended/totals.json. */
export interface ArchivedTotals {
  /** How many instances it holds. */
  readonly instances: number;
  readonly received: number;
  readonly refused: number;
  readonly counters: Counters;
  /** RFC 3339. */
  readonly lastShipped?: string;
  /** Names of the status files added last; those of them that still exist are to be ignored. */
  readonly added: readonly string[];
}

/** Files added in one go; the account remembers as many names. */
const MAX_ADDED = 500;
const STATUS_FILE = /^(\d+-\d+-[0-9a-f]{8})\.json$/;
const HELD = /^totals-(\d+-\d+-[0-9a-f]{8})\.json$/;

const NOTHING: ArchivedTotals = {
  instances: 0,
  received: 0,
  refused: 0,
  counters: noCounts(),
  added: [],
};

/**
 * Adds the status files of dead instances to the account and deletes them. Does nothing while another
 * living instance does the same. Throws what the file system says.
 */
export function archiveEnded(spoolDir: string, owner: string): void {
  const dir = statusDir(spoolDir);
  const dead = readdirSync(dir)
    .filter((name) => isDead(STATUS_FILE.exec(name)?.[1], owner))
    .slice(0, MAX_ADDED);
  // What a dying instance had begun to write.
  for (const name of readdirSync(dir)) {
    if (isDead(/^(.+)\.json\.new$/.exec(name)?.[1], owner))
      rmSync(join(dir, name), { force: true });
  }
  if (dead.length === 0) return;
  const ended = join(dir, "ended");
  const held = claim(ended, owner);
  if (held === undefined) return;
  const before = readJson<ArchivedTotals>(held) ?? NOTHING;
  for (const name of before.added) rmSync(join(dir, name), { force: true });
  const fresh = dead.filter((name) => !before.added.includes(name));
  let totals: ArchivedTotals = { ...before, added: fresh };
  for (const name of fresh) {
    const status = readJson<InstanceStatus>(join(dir, name));
    if (status) totals = add(totals, status);
  }
  writeFileSync(`${held}.new`, `${JSON.stringify(totals)}\n`, { mode: 0o600 });
  renameSync(`${held}.new`, held);
  for (const name of fresh) rmSync(join(dir, name), { force: true });
  renameSync(held, join(ended, "totals.json"));
}

/** What all instances that ever ran on this spool tell about themselves. Throws what the file system says. */
export function readStatuses(spoolDir: string): {
  readonly ended: ArchivedTotals;
  /** Running instances, and ended ones that are not in the account yet. */
  readonly instances: readonly InstanceStatus[];
} {
  const dir = statusDir(spoolDir);
  // In this order: a file that goes into the account meanwhile is found in both, and then left out here.
  const found = names(dir)
    .filter((name) => STATUS_FILE.test(name))
    .map((name) => ({ name, status: readJson<InstanceStatus>(join(dir, name)) }));
  const ended = readEnded(dir);
  const instances = found
    .filter(({ name }) => !ended.added.includes(name))
    .map(({ status }) => status)
    .filter((status) => status !== undefined);
  return { ended, instances };
}

function readEnded(dir: string): ArchivedTotals {
  const ended = join(dir, "ended");
  // A file that is renamed between listing and reading is found at the next look.
  for (let look = 0; look < 5; look++) {
    const name = names(ended).find(isAccount);
    const totals = name === undefined ? undefined : readJson<ArchivedTotals>(join(ended, name));
    if (totals) return { ...totals, counters: addCounters(noCounts(), totals.counters) };
  }
  return NOTHING;
}

/** Makes the account ours and returns its path; undefined when another living instance holds it. */
function claim(ended: string, owner: string): string | undefined {
  const own = join(ended, `totals-${owner}.json`);
  for (let look = 0; look < 3; look++) {
    const name = names(ended).find(isAccount);
    if (name === undefined) {
      create(ended, owner);
      continue;
    }
    const holder = HELD.exec(name)?.[1];
    if (holder !== undefined && holder !== owner && isAlive(holder)) return undefined;
    try {
      renameSync(join(ended, name), own);
      return own;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return undefined;
}

/** Creates an account of zeros, directory and file at once; another instance may be faster. */
function create(ended: string, owner: string): void {
  const prepared = `${ended}-${owner}.new`;
  mkdirSync(prepared, { recursive: true, mode: 0o700 });
  writeFileSync(join(prepared, "totals.json"), `${JSON.stringify(NOTHING)}\n`, { mode: 0o600 });
  try {
    renameSync(prepared, ended);
  } catch {
    rmSync(prepared, { recursive: true, force: true });
  }
}

function add(totals: ArchivedTotals, status: InstanceStatus): ArchivedTotals {
  const last = [totals.lastShipped, status.lastShipped].filter((time) => time !== undefined);
  const lastShipped = last.sort().at(-1);
  return {
    instances: totals.instances + 1,
    received: totals.received + (status.received ?? 0),
    refused: totals.refused + (status.refused ?? 0),
    counters: addCounters(totals.counters, status.counters),
    ...(lastShipped === undefined ? {} : { lastShipped }),
    added: totals.added,
  };
}

function isAccount(name: string): boolean {
  return name === "totals.json" || HELD.test(name);
}

function isDead(owner: string | undefined, self: string): boolean {
  return owner !== undefined && owner !== self && !isAlive(owner);
}

function names(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Undefined when the file is gone or is not JSON (a machine that died can leave one empty). */
function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
