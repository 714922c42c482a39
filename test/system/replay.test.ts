import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeadLetters } from "../../src/dead-letters/dead-letters.js";
import { type DeadLetter, deadLetterDir, deadLetterFiles } from "../../src/dead-letters/letter.js";
import { classOf } from "../../src/dead-letters/reasons.js";
import { currentOwner } from "../../src/journal/owner.js";
import { seededRandom } from "../../src/simulator/seeded-random.js";
import { account, welf } from "../support/messages.js";
import { PROGRAM } from "../support/program.js";
import { startReplay } from "../support/replay.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const DEAD_OWNER = "1-1-00000000";

let intake: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url, { batch: "{max_events: 100, max_wait: 50ms}" });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await intake.stop();
  workplace.remove();
});

function lettersOf(owner: string): DeadLetters {
  return new DeadLetters(
    workplace.spoolDir,
    owner,
    { refused: 2 ** 30, sortedOut: 2 ** 30 },
    () => {},
  );
}

function letter(n: number, differently: Partial<DeadLetter> = {}): DeadLetter {
  return {
    time: "2026-11-24T10:00:00.000Z",
    reason: "refused",
    detail: "the intake did not understand the event (400)",
    status: 400,
    answer: "no",
    source: "192.0.2.3",
    timestamp: "2026-11-24T10:21:15+01:00",
    event: welf(n),
    ...differently,
  };
}

/** Letters left by an instance that is dead, numbered from `first`. */
async function leave(
  count: number,
  first = 0,
  differently: Partial<DeadLetter> = {},
): Promise<void> {
  const letters = lettersOf(DEAD_OWNER.replace("1-1", `1-${first + 1}`));
  const all = Array.from({ length: count }, (_, n) => letter(first + n, differently));
  await letters.add(classOf(differently.reason ?? "refused"), all);
  await letters.close();
}

function files(): string[] {
  return deadLetterFiles(deadLetterDir(workplace.spoolDir));
}

function letters(): DeadLetter[] {
  return files().flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as DeadLetter),
  );
}

async function replay(...args: string[]) {
  return await startReplay(workplace, ...args).ended;
}

test("sends all but foreign records, with their times, and leaves nothing behind of what it sent", async () => {
  await leave(250);
  await leave(10, 1000, { reason: "foreign" });
  const { code, stdout } = await replay();
  expect(stdout).toBe("250 of 250 dead letters shipped; 0 refused again, 0 not sent\n");
  expect(code).toBe(0);
  expect(account(intake.events(), 250)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(intake.events()[0]?.timestamp).toBe("2026-11-24T10:21:15+01:00");
  expect(letters().map(({ reason }) => reason)).toEqual(new Array(10).fill("foreign"));
  expect((await replay()).stdout).toBe("there are no dead letters to send\n");
  expect((await replay("--reason", "foreign")).stdout).toMatch(/^10 of 10 dead letters shipped/);
  expect(files()).toEqual([]);
});

test("--since, --until and --reason select, --dry-run tells and sends nothing", async () => {
  await leave(3, 0, { time: "2026-11-24T09:59:59.999Z" });
  await leave(4, 100, { time: "2026-11-24T10:00:00.000Z" });
  await leave(5, 200, { time: "2026-11-24T10:00:00.000Z", reason: "unknown" });
  await leave(6, 300, { time: "2026-11-24T11:00:00.000Z" });
  const times = ["--since", "2026-11-24T10:00:00Z", "--until", "2026-11-24T12:00:00+01:00"];
  expect(await replay("--dry-run", ...times)).toMatchObject({
    code: 0,
    stdout: "would be sent again: 4 refused, 5 unknown\n",
  });
  expect((await intake.stats()).requests).toBe(0);
  expect((await replay(...times, "--reason", "unknown")).stdout).toMatch(/^5 of 5 /);
  expect((await replay(...times)).stdout).toMatch(/^4 of 4 /);
  expect((await replay("--dry-run")).stdout).toBe("would be sent again: 9 refused\n");
});

test("what fails again stays, with its new answer; what is too large is not sent", async () => {
  await leave(100);
  await leave(1, 100, { reason: "too-large", event: `${welf(100)}${"x".repeat(250_000)}` });
  await intake.fault({
    fault: { status: 422, body: "still no" },
    match: { containing: 'sessionID="7"' },
  });
  const { code, stdout } = await replay();
  expect(stdout).toBe("99 of 101 dead letters shipped; 1 refused again, 1 not sent\n");
  expect(code).toBe(1);
  expect(letters()).toMatchObject([
    { reason: "too-large" },
    { reason: "refused", status: 422, answer: "still no", source: "192.0.2.3", event: welf(7) },
  ]);
  await intake.clearFaults();
  expect(await replay("--reason", "refused")).toMatchObject({ code: 0 });
  expect(account(intake.events(), 100)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test("letters that are refused again, however many in a row, do not end it", async () => {
  await leave(100);
  await intake.fault({ fault: { status: 400, body: "still no" } });
  const { code, stdout } = await replay();
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: "0 of 100 dead letters shipped; 100 refused again, 0 not sent\n",
  });
  expect(letters().map(({ answer }) => answer)).toEqual(new Array(100).fill("still no"));
});

test("killed -9 again and again: nothing is lost, and no more than the request in flight comes twice", async () => {
  const count = 5000;
  await leave(count);
  const random = seededRandom(4);
  let kills = 0;
  for (;;) {
    const before = (await intake.stats()).accepted;
    await intake.clearFaults();
    await intake.fault({ fault: { delayMs: 5 }, ...(kills < 8 && { requests: 6 }) });
    // However late the kill comes, letters are left for the runs after it.
    if (kills < 8) await intake.fault({ fault: { hang: true } });
    const { child, ended } = startReplay(workplace);
    // Somewhere in the next few requests; the last run is left to end.
    const victim = kills < 8 && intake.waitForEvents(before + 100 + Math.floor(random() * 400));
    if (victim) {
      await victim;
      await delay(random() * 10);
      child.kill("SIGKILL");
      kills++;
    }
    const { code } = await ended;
    if (code === 0) break;
  }
  expect(kills).toBe(8);
  const { lost, duplicates, strange } = account(intake.events(), count);
  expect({ lost, strange }).toEqual({ lost: 0, strange: 0 });
  expect(duplicates).toBeLessThanOrEqual(kills * 100);
  expect(files()).toEqual([]);
});

test("an instance that runs meanwhile goes on adding letters, and none is lost", async () => {
  // This process stands for the instance.
  const instance = lettersOf(currentOwner());
  let n = 0;
  const add = async (count: number) => {
    for (const end = n + count; n < end; n++) await instance.add("refused", [letter(n)]);
  };
  await add(500);
  await intake.fault({ fault: { delayMs: 5 } });
  const running = startReplay(workplace);
  let over = false;
  void running.ended.then(() => {
    over = true;
  });
  await until("replay has ended", async () => {
    if (!over) await add(5);
    return over;
  });
  expect(await running.ended).toMatchObject({ code: 0 });
  // What came after replay had read the file waits for the next one.
  add(1);
  expect(await replay()).toMatchObject({ code: 0 });
  expect(account(intake.events(), n)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(files()).toHaveLength(1);
  await instance.close();
});

test("a torn or garbled line is passed over and kept", async () => {
  await leave(10);
  appendFileSync(files()[0] ?? "", '{"time":"2026\n{"torn');
  expect((await replay()).stdout).toMatch(/^10 of 10 dead letters shipped/);
  expect(files()).toHaveLength(1);
  expect((await replay()).stdout).toBe("there are no dead letters to send\n");
});

test("a reason that there is not is an error, not an empty selection", async () => {
  await leave(1);
  expect(await replay("--reason", "refuse")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/Give one of refused, too-large, undeliverable/),
  });
});

test("a wrong key leaves everything where it is, and says so", async () => {
  await leave(100);
  await intake.fault({ fault: { status: 401 } });
  const running = startReplay(workplace);
  await intake.waitForRequests(2);
  running.child.kill("SIGTERM");
  const { code, stderr } = await running.ended;
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/Sekoia refused the intake key/);
  expect(letters()).toHaveLength(100);
  await intake.clearFaults();
  expect(await replay()).toMatchObject({ code: 0 });
  expect(account(intake.events(), 100)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test("one replay at a time", async () => {
  await leave(100);
  await intake.fault({ fault: { status: 503 } });
  const first = startReplay(workplace);
  await intake.waitForRequests(1);
  expect(await replay()).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/another replay is at work/),
  });
  await intake.clearFaults();
  expect(await first.ended).toMatchObject({ code: 0 });
  expect(account(intake.events(), 100)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test.each([
  ["a replay that died", DEAD_OWNER],
  ["a power failure that took the owner's name", "\0\0"],
])("a lock left by %s is taken over by one of many", async (_, left) => {
  await leave(100);
  const lock = join(deadLetterDir(workplace.spoolDir), "replay.lock");
  writeFileSync(lock, left);
  // Each would find it dead before any other one has it.
  const preload = join(workplace.dir, "slow-rename.cjs");
  writeFileSync(
    preload,
    `const files = require("node:fs");
     const { renameSync } = files;
     files.renameSync = (from, to) => {
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
       renameSync(from, to);
     };
     require("node:module").syncBuiltinESMExports();`,
  );
  vi.stubEnv("NODE_OPTIONS", `--require ${preload}`);
  await intake.fault({ fault: { status: 503 } });
  const replays = Array.from({ length: 4 }, () => startReplay(workplace));
  let ended = 0;
  for (const { ended: end } of replays) void end.then(() => ended++);
  await until("all but one have ended", () => ended === 3);
  await intake.clearFaults();
  const outcomes = await Promise.all(replays.map((one) => one.ended));
  expect(outcomes.map(({ code }) => code).sort()).toEqual([0, 1, 1, 1]);
  expect(account(intake.events(), 100)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(readdirSync(deadLetterDir(workplace.spoolDir))).toEqual([]);
});

test("a lock that cannot be written leaves nothing behind", () => {
  // Files may be created, and not a byte written to them: what a full disk does, without one.
  const { status, stderr } = spawnSync(
    "bash",
    ["-c", 'ulimit -f 0; exec "$@"', "-"].concat([
      process.execPath,
      PROGRAM,
      "replay",
      "--config",
      workplace.configFile,
    ]),
    { encoding: "utf8" },
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(/cannot go on: EFBIG/);
  expect(readdirSync(deadLetterDir(workplace.spoolDir))).toEqual([]);
});
