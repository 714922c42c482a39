import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { DeadLetters } from "../../../src/dead-letters/dead-letters.js";
import { Cursor } from "../../../src/journal/cursor.js";
import { currentOwner } from "../../../src/journal/owner.js";
import { noCounts } from "../../../src/status/counters.js";
import { lookAtSpool, type Report } from "../../../src/status/report.js";
import { writeStatus } from "../../../src/status/status-file.js";
import { reportText } from "../../../src/status/text.js";
import { judge } from "../../../src/status/verdict.js";
import { temporaryDir } from "../../support/temporary.js";

const ME = currentOwner();
const DEAD = "11-1-00000000";
const NOW = Date.parse("2026-11-24T10:30:00Z");

let spool: string;

beforeEach(() => {
  spool = temporaryDir();
});

function line(received: string): string {
  return `${JSON.stringify({ raw: "a message", received })}\n`;
}

function journal(owner: string, segments: Record<string, string>, cursor?: [number, number]): void {
  const dir = join(spool, "journal", owner);
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of Object.entries(segments)) writeFileSync(join(dir, name), text);
  if (!cursor) return;
  const file = new Cursor(dir);
  file.store({ segment: cursor[0], offset: cursor[1] });
  file.close();
}

test("a spool that is not there yet is idle", async () => {
  const report = await lookAtSpool(join(spool, "none"));
  expect(judge(report, NOW)).toMatchObject({ flow: "idle" });
  expect(judge(report, NOW).summary).toMatch(/^Idle: no Pulse message has arrived yet/);
});

test("what lies behind the cursors is counted, the torn tail is not an event", async () => {
  const first = line("2026-11-24T10:00:00Z");
  const second = line("2026-11-24T10:01:00Z");
  journal(DEAD, { "00000003.jsonl": first + second, "00000004.jsonl": `${first}torn` }, [
    3,
    first.length,
  ]);
  journal(`${ME}~1`, { "00000001.jsonl": second });
  journal(ME, { "00000001.jsonl": first }, [1, first.length]);
  const report = await lookAtSpool(spool);
  expect(report.waiting).toEqual({
    events: 3,
    bytes: second.length * 2 + first.length + 4,
    oldest: "2026-11-24T10:01:00Z",
  });
  expect(report.orphaned.events).toBe(2);
  expect(judge(report, NOW).summary).toMatch(
    /^Not flowing: 3 events wait, the oldest for 29 min, and pulse-sekoia is not running\./,
  );
});

test("dead letters are counted by reason", async () => {
  const letters = new DeadLetters(spool, DEAD, { refused: 1e9, sortedOut: 1e9 }, () => {});
  const letter = {
    time: "2026-11-24T10:00:00.000Z",
    reason: "refused" as const,
    detail: "",
    source: "x",
    timestamp: null,
    event: "e".repeat(200_000),
  };
  await letters.add("refused", [letter, letter]);
  await letters.add("sorted-out", [{ ...letter, reason: "foreign" }]);
  await letters.close();
  expect((await lookAtSpool(spool)).deadLetters).toEqual({ refused: 2, foreign: 1 });
});

function instance(more: object): void {
  writeStatus(spool, {
    version: "1",
    owner: ME,
    config: "",
    started: "2026-11-24T10:00:00Z",
    updated: "2026-11-24T10:29:59Z",
    state: "running",
    received: 1200,
    refused: 0,
    counters: { ...noCounts(), shipped: 1200, standard: { "192.0.2.9": 4, "evil\x1b[2J": 1 } },
    troubles: [],
    ...more,
  });
}

test.each<[string, object, RegExp]>([
  [
    "shipping",
    { lastShipped: "2026-11-24T10:29:57Z" },
    /^Flowing: 1,200 events shipped, the last shipped 3 s ago, 0 waiting\.$/,
  ],
  [
    "nothing since",
    { lastShipped: "2026-11-24T07:29:57Z" },
    /^Idle: nothing waits, and the last shipped 3 h ago \(1,200 in all\)\.$/,
  ],
  [
    "trouble",
    { troubles: [{ reason: "the key is refused", since: "2026-11-24T10:20:00Z" }] },
    /^Not flowing: the key is refused \(for 10 min\)\. 0 events wait; none is lost\.$/,
  ],
])("the first line says it: %s", async (_, more, expected) => {
  instance(more);
  const report: Report = await lookAtSpool(spool);
  expect(judge(report, NOW).summary).toMatch(expected);
  expect(reportText(report, NOW).split("\n")[0]).toMatch(expected);
});

test("what waits for one of several intakes is told by route", async () => {
  instance({
    parkedBytes: { acme: 2048, globex: 3 * 2 ** 20 },
    parkedEvents: { acme: 1, globex: 1234 },
  });
  const report = await lookAtSpool(spool);
  expect({ ...report.parkedBytes }).toEqual({ acme: 2048, globex: 3 * 2 ** 20 });
  expect(JSON.stringify(report)).toContain('"parkedBytes":{"acme":2048,"globex":3145728}');
  expect(reportText(report, NOW)).toMatch(
    / {4}waiting for globex +1,234 events \(3\.0 MiB\)\n {4}waiting for acme +1 event \(2\.0 KiB\)\n/,
  );
});

test("devices that send Standard are named with the advice, and cannot speak to the terminal", async () => {
  instance({});
  const text = reportText(await lookAtSpool(spool), NOW);
  expect(text).toMatch(
    /Standard, from +5 \(192\.0\.2\.9 4, evil\\u\{1b\}\[2J 1\)\n +Choose the WELF/,
  );
  expect(text).not.toContain("\x1b");
});

test("a link or a pipe in the place of a file is not looked into", async () => {
  const journal = join(spool, "journal", DEAD);
  const letters = join(spool, "dead-letters");
  mkdirSync(journal, { recursive: true });
  mkdirSync(letters, { recursive: true });
  symlinkSync("/etc/passwd", join(journal, "00000001.jsonl"));
  execFileSync("mkfifo", [join(letters, `20261124100000000-refused-${DEAD}-000001.jsonl`)]);
  const report = await lookAtSpool(spool);
  expect(report.waiting.events).toBe(0);
  expect({ ...report.deadLetters }).toEqual({});
});
