import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { currentOwner } from "../../../src/journal/owner.js";
import { archiveEnded, readStatuses } from "../../../src/status/archive.js";
import { type Counters, noCounts } from "../../../src/status/counters.js";
import { writeStatus } from "../../../src/status/status-file.js";
import { statusOf } from "../../support/status.js";
import { temporaryDir } from "../../support/temporary.js";

const ME = currentOwner();
/** No process starts at tick 1 of a boot that is not this one. */
const DEAD = ["11-1-00000000", "12-1-00000000", "13-1-00000000"] as const;

let spool: string;

beforeEach(() => {
  spool = temporaryDir();
});

function wrote(owner: string, received: number, counters: Partial<Counters> = {}): void {
  writeStatus(
    spool,
    statusOf(owner, {
      state: "ended",
      received,
      counters: { ...noCounts(), shipped: received, ...counters },
      lastShipped: `2026-11-24T10:00:${received}Z`,
    }),
  );
}

function totalReceived(): number {
  const { ended, instances } = readStatuses(spool);
  return instances.reduce((sum, { received }) => sum + received, ended.received);
}

test("the files of dead instances become one account, those of living ones stay", () => {
  wrote(ME, 10);
  wrote(DEAD[0], 20, { standard: { "192.0.2.3": 2 } });
  wrote(DEAD[1], 30, { standard: { "192.0.2.3": 1, __proto__x: 1 } });
  archiveEnded(spool, ME);
  const { ended, instances } = readStatuses(spool);
  expect(instances.map(({ owner }) => owner)).toEqual([ME]);
  expect(ended).toMatchObject({ instances: 2, received: 50, lastShipped: "2026-11-24T10:00:30Z" });
  expect(ended.counters).toMatchObject({
    shipped: 50,
    standard: { "192.0.2.3": 3, __proto__x: 1 },
  });
  wrote(DEAD[2], 40);
  archiveEnded(spool, ME);
  expect(totalReceived()).toBe(100);
  expect(readdirSync(join(spool, "status")).sort()).toEqual([`${ME}.json`, "ended"].sort());
});

test("a holder that died before it deleted what it had added makes nobody count twice", () => {
  wrote(DEAD[0], 20);
  archiveEnded(spool, ME);
  wrote(DEAD[0], 20);
  const ended = join(spool, "status/ended");
  renameSync(join(ended, "totals.json"), join(ended, `totals-${DEAD[1]}.json`));
  expect(totalReceived()).toBe(20);
  wrote(DEAD[2], 30);
  archiveEnded(spool, ME);
  expect(totalReceived()).toBe(50);
  expect(readStatuses(spool).instances).toEqual([]);
});

test("while another living instance holds the account, nothing is done", () => {
  const other = `${process.ppid}-${startOf(process.ppid)}-${ME.split("-")[2]}`;
  wrote(DEAD[0], 20);
  archiveEnded(spool, ME);
  const ended = join(spool, "status/ended");
  renameSync(join(ended, "totals.json"), join(ended, `totals-${other}.json`));
  wrote(DEAD[1], 30);
  archiveEnded(spool, ME);
  expect(existsSync(join(spool, "status", `${DEAD[1]}.json`))).toBe(true);
  expect(totalReceived()).toBe(50);
});

test("half-written and empty files do no harm", () => {
  mkdirSync(join(spool, "status"), { recursive: true });
  writeFileSync(join(spool, "status", `${DEAD[0]}.json`), "");
  writeFileSync(join(spool, "status", `${DEAD[1]}.json.new`), '{"ver');
  wrote(DEAD[2], 20);
  archiveEnded(spool, ME);
  expect(totalReceived()).toBe(20);
  expect(readdirSync(join(spool, "status"))).toEqual(["ended"]);
});

function startOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
