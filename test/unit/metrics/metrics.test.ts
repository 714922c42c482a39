import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { currentOwner } from "../../../src/journal/owner.js";
import { Metrics } from "../../../src/metrics/metrics.js";
import { archiveEnded } from "../../../src/status/archive.js";
import { type Counters, noCounts } from "../../../src/status/counters.js";
import { type InstanceStatus, writeStatus } from "../../../src/status/status-file.js";
import { readExposition } from "../../support/exposition.js";
import { keptLog } from "../../support/log.js";
import { statusOf } from "../../support/status.js";
import { temporaryDir } from "../../support/temporary.js";

const ME = currentOwner();
/** Another process that is alive for as long as this one. */
const PARENT = ownerOfPid(process.ppid);
const DEAD = "11-1-00000000";

let spool: string;
let textfile: string;

beforeEach(() => {
  spool = temporaryDir();
  textfile = join(temporaryDir(), "pulse-sekoia.prom");
});

function ownerOfPid(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const start = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return `${pid}-${start}-${ME.split("-")[2]}`;
}

function wrote(owner: string, more: Partial<InstanceStatus>, counters: Partial<Counters> = {}) {
  writeStatus(
    spool,
    statusOf(owner, { counters: { ...noCounts(), ...counters }, textfile, ...more }),
  );
}

function waits(owner: string, line: string): void {
  const dir = join(spool, "journal", owner);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "00000001.jsonl"), line);
}

function write(troubles: InstanceStatus["troubles"] = []): string[] {
  const { log, lines } = keptLog();
  new Metrics(spool, ME, log).write(textfile, troubles);
  return lines;
}

/** Each series and its value, as `name{label}`. */
function written(): Record<string, number> {
  const families = readExposition(readFileSync(textfile, "utf8"));
  return Object.fromEntries(
    [...families].flatMap(([name, { samples }]) =>
      samples.map(({ labels, value }) => {
        const [label] = Object.values(labels);
        const short = name.replace("pulse_sekoia_", "");
        return [label === undefined ? short : `${short}{${label}}`, value];
      }),
    ),
  );
}

test("everything that ever ran on the spool is added up", () => {
  const shippedTo = { acme: 5, "by hand": 2 };
  wrote(DEAD, { state: "ended", received: 7 }, { shipped: 7, shippedTo, sentBytes: 900 });
  archiveEnded(spool, ME);
  wrote(
    ME,
    {
      received: 20,
      refused: 1,
      lastShipped: "2026-11-24T10:00:00.500Z",
      parkedBytes: { globex: 4096 },
      parkedEvents: { globex: 7, unrouted: 3 },
    },
    {
      shipped: 13,
      shippedTo: { acme: 3 },
      requests: 2,
      sentBytes: 100,
      unconfirmed: 1,
      setAside: 4,
      deadLettersEvicted: 3,
      dropped: { 'code "x"\\\n': 6 },
      foreign: { "192.0.2.1": 1, "192.0.2.2": 2 },
      standard: { "192.0.2.3": 5 },
      unknown: { "192.0.2.4": 8 },
      truncated: 9,
      failedAttempts: 10,
    },
  );
  const received = new Date(Date.now() - 100_000).toISOString();
  const line = `${JSON.stringify({ raw: "x".repeat(50_000), received })}\n`;
  waits(ME, line);
  waits(`${DEAD}~1`, `${JSON.stringify({ raw: "x", received: new Date().toISOString() })}\n`);
  expect(write()).toEqual([]);
  const { oldest_waiting_seconds, waiting_bytes, ...others } = written();
  expect(others).toEqual({
    received_events_total: 27,
    "shipped_events_total{acme}": 8,
    "shipped_events_total{by hand}": 2,
    "shipped_events_total{default}": 10,
    requests_total: 2,
    sent_bytes_total: 1000,
    failed_attempts_total: 10,
    refused_lines_total: 1,
    dead_letters_total: 4,
    dead_letters_evicted_total: 3,
    'dropped_events_total{code "x"\\\n}': 6,
    foreign_records_total: 3,
    standard_records_total: 5,
    unknown_records_total: 8,
    forgeries_total: 0,
    truncated_records_total: 9,
    unconfirmed_events_total: 1,
    "parked_bytes{acme}": 0,
    "parked_bytes{by hand}": 0,
    "parked_bytes{globex}": 4096,
    unrouted_events: 3,
    trouble: 0,
    instances: 1,
    last_shipped_timestamp_seconds: Date.parse("2026-11-24T10:00:00.5Z") / 1000,
  });
  expect(oldest_waiting_seconds).toBeGreaterThanOrEqual(100);
  expect(oldest_waiting_seconds).toBeLessThan(160);
  expect(waiting_bytes).toBeGreaterThan(line.length);
});

test("a new spool: zeros, and nothing about what is not known", () => {
  expect(write()).toEqual([]);
  expect(written()).toMatchObject({
    received_events_total: 0,
    "shipped_events_total{default}": 0,
    waiting_bytes: 0,
    oldest_waiting_seconds: 0,
    instances: 0,
  });
  expect(written()).not.toHaveProperty("last_shipped_timestamp_seconds");
});

test("no counter goes back when an instance ends and its numbers go into the account", () => {
  wrote(ME, { received: 1 });
  wrote(DEAD, { received: 5 }, { shipped: 5 });
  write();
  const before = written();
  archiveEnded(spool, ME);
  write();
  expect(written()).toEqual(before);
});

test("trouble of any running instance, and one's own although the status cannot be written", () => {
  const trouble = { reason: "no room", since: "2026-11-24T10:00:00Z" };
  wrote(DEAD, { troubles: [trouble] });
  write();
  expect(written()).toMatchObject({ trouble: 0 });
  write([trouble]);
  expect(written()).toMatchObject({ trouble: 1, instances: 0 });
  wrote(PARENT, { troubles: [trouble], textfile: "/other.prom" });
  write();
  expect(written()).toMatchObject({ trouble: 1, instances: 1 });
});

test("of several instances with one file the eldest writes, the next when it is dead", () => {
  wrote(ME, { started: "2026-11-24T10:00:01Z" });
  wrote(PARENT, {});
  write();
  expect(readdirSync(join(textfile, ".."))).toEqual([]);
  wrote(PARENT, { started: "2026-11-24T10:00:02Z" });
  wrote(DEAD, {});
  write();
  expect(written()).toMatchObject({ instances: 2 });
});

test("replaced at once, for all to read, without following links; half files of the dead go", () => {
  const dir = join(textfile, "..");
  const elsewhere = join(temporaryDir(), "elsewhere");
  writeFileSync(elsewhere, "untouched");
  symlinkSync(elsewhere, `${textfile}.${ME}.new`);
  symlinkSync(elsewhere, textfile);
  writeFileSync(`${textfile}.${DEAD}.new`, "half");
  writeFileSync(`${textfile}.${PARENT}.new`, "its own");
  const umask = process.umask(0o077);
  try {
    expect(write()).toEqual([]);
  } finally {
    process.umask(umask);
  }
  expect(readdirSync(dir).sort()).toEqual(["pulse-sekoia.prom", `pulse-sekoia.prom.${PARENT}.new`]);
  expect(statSync(textfile).mode & 0o777).toBe(0o644);
  expect(readFileSync(elsewhere, "utf8")).toBe("untouched");
});

test("a file that cannot be written is said once, and so is that it can be again", () => {
  const { log, lines } = keptLog();
  const metrics = new Metrics(spool, ME, log);
  const blocked = join(textfile, "pulse.prom");
  metrics.write(blocked, []);
  metrics.write(blocked, []);
  expect(lines).toEqual([
    expect.stringMatching(/^warn: the metrics cannot be written: ENOENT.*shipped all the same$/),
  ]);
  mkdirSync(textfile);
  metrics.write(blocked, []);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^info: metrics are written again after \d+ s/);
  mkdirSync(join(textfile, "dir.prom/full"), { recursive: true });
  metrics.write(join(textfile, "dir.prom"), []);
  expect(readdirSync(textfile).sort()).toEqual(["dir.prom", "pulse.prom"]);
});
