import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { account, pulseMessages } from "../support/messages.js";
import { createPipe } from "../support/omprog.js";
import { PROGRAM } from "../support/program.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

// The program as omprog starts it, without rsyslogd: what the process itself does in trouble.

let intake: SimulatorProcess;
let workplace: Workplace;
const pids: number[] = [];

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url);
});

afterEach(async () => {
  for (const pid of pids.splice(0)) spawnSync("kill", ["-9", String(pid)]);
  await intake.stop();
  workplace.remove();
});

/** Starts it; its log goes to the workplace's log file, or to `log`. */
function start({
  stdin = "pipe" as "pipe" | number,
  stdout = "pipe" as "pipe" | number,
  log = workplace.logFile,
} = {}) {
  const stderr = openSync(log, "a");
  const child = spawn(process.execPath, [PROGRAM, "run", "--config", workplace.configFile], {
    stdio: [stdin, stdout, stderr],
  }) as ChildProcessByStdio<Writable | null, Readable, null>;
  closeSync(stderr);
  pids.push(child.pid ?? 0);
  const ended = new Promise<{ code: number | null; signal: string | null }>((done) =>
    child.once("exit", (code, signal) => done({ code, signal })),
  );
  child.stdin?.on("error", () => {});
  return { child, ended };
}

function lines(count: number, first = 0): string {
  return Array.from(pulseMessages(count, first))
    .map((raw) => `${JSON.stringify({ raw })}\n`)
    .join("");
}

function logged(level: string): string[] {
  return readFileSync(workplace.logFile, "utf8")
    .split("\n")
    .filter((line) => line.startsWith(`{"level":"${level}"`));
}

/** Lines in all journals. */
function stored(): number {
  const root = join(workplace.spoolDir, "journal");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".jsonl"))
    .reduce(
      (sum, name) => sum + readFileSync(join(root, name), "latin1").split("\n").length - 1,
      0,
    );
}

test("an unexpected error ends it with one line in the log, exit code 1 and whole answers only", async () => {
  // Reading a directory fails as no pipe ever does.
  const directory = openSync("/", "r");
  const { child, ended } = start({ stdin: directory });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("latin1");
  });
  expect(await ended).toEqual({ code: 1, signal: null });
  closeSync(directory);
  expect(stdout).toMatch(/^(OK\n)?$/);
  expect(logged("fatal")).toEqual([expect.stringMatching(/unexpected error: EISDIR/)]);
});

test("when nobody reads its answers any more, it ships what it stored and ends", async () => {
  const { child, ended } = start();
  child.stdout.once("data", () => {
    child.stdout.destroy();
    child.stdin?.write(lines(500));
  });
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(logged("info").join()).toMatch(/rsyslog does not read answers any more/);
  expect(stored()).toBe(0);
  expect(account(intake.events(), intake.events().length)).toMatchObject({ duplicates: 0 });
});

test("when its answers are stuck, it ends, and what it stored is safe", async () => {
  await intake.fault({ fault: { status: 503 } });
  const { readEnd, writeEnd } = createPipe(join(workplace.dir, "stdout"));
  const { child, ended } = start({ stdout: writeEnd });
  closeSync(writeEnd);
  // Answers are 3 bytes, and a pipe holds 64 KiB: more lines than it has room for.
  child.stdin?.write(lines(40_000));
  // Its thread hangs in write(2), which no orderly exit gets over.
  expect(await ended).toEqual({ code: null, signal: "SIGKILL" });
  expect(logged("info").join()).toMatch(/nobody takes our answers any more/);
  const answers = readFileSync(readEnd, "latin1").split("\n").length - 1;
  closeSync(readEnd);
  expect(answers).toBeGreaterThan(10_000);
  // The first answer is to no line.
  expect(stored()).toBeGreaterThanOrEqual(answers - 1);
});

test("neither a log nor a status that cannot be written keeps it from shipping", async () => {
  writeFileSync(join(workplace.spoolDir, "status"), "in the way");
  const { child, ended } = start({ log: "/dev/full" });
  child.stdout.resume();
  child.stdin?.write(lines(100));
  await intake.waitForEvents(100);
  child.stdin?.end();
  expect(await ended).toEqual({ code: 0, signal: null });
});

test("without file descriptors events wait, are named so, and go on when there are some again", async () => {
  const { child, ended } = start();
  child.stdout.resume();
  await until("it runs", () => statuses(workplace).length === 1);
  const limit = (files: string) =>
    spawnSync("prlimit", ["--pid", String(child.pid), `--nofile=${files}`]);
  limit("3:1024");
  child.stdin?.write(lines(100));
  await until("the log says so", () => /EMFILE.* Events wait/.test(logged("error").join()));
  limit("1024:1024");
  await intake.waitForEvents(100);
  child.stdin?.end();
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(account(intake.events(), 100)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});
