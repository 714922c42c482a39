import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { programCommand } from "../support/program.js";
import { until } from "../support/until.js";
import { createWorkplace, type Workplace } from "../support/workplace.js";

let workplace: Workplace;
let child: ChildProcess | undefined;

beforeEach(() => {
  workplace = createWorkplace("http://127.0.0.1:9");
});

afterEach(() => {
  child?.kill("SIGKILL");
  workplace.remove();
});

/** Whether the process has a handler for SIGUSR1 (10): proc_pid_status(5), SigCgt. */
function catchesUsr1(pid: number): boolean {
  const caught = /^SigCgt:\t(\w+)$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
  return (BigInt(`0x${caught}`) & 0x200n) !== 0n;
}

// Node's own handler is there before the first line of the program: signals are sent from then on, until long after
// the program has taken the handler's place.
test.each([
  [["run"]],
  [["parse"]],
  [["simulate"]],
  [["status", "--watch"]],
  [["doctor"]],
  [["replay"]],
  [["--version"]],
])("SIGUSR1 opens no debugger: %j", async (args) => {
  const config =
    args[0]?.startsWith("-") || args[0] === "simulate" ? [] : ["--config", workplace.configFile];
  const [node, ...program] = programCommand();
  const started = spawn(node, [...program, ...args, ...config], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  child = started;
  let said = "";
  for (const stream of [started.stdout, started.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const closed = new Promise<NodeJS.Signals | null>((done) =>
    started.once("close", (_, signal) => done(signal)),
  );
  let open = true;
  void closed.then(() => {
    open = false;
  });
  await until("Node stands", () => !open || catchesUsr1(started.pid ?? 0));
  for (let n = 0; n < 300 && open; n++) {
    started.kill("SIGUSR1");
    await delay(1);
  }
  started.stdin.end();
  if (args[0] === "simulate" || args[0] === "status") started.kill("SIGTERM");
  // A command that ends by itself may be hit when Node has taken its handlers down already.
  const stays = ["run", "parse", "simulate", "status"].includes(args[0] ?? "");
  expect([null, "SIGTERM", ...(stays ? [] : ["SIGUSR1"])]).toContain(await closed);
  expect(said).not.toMatch(/Debugger|ws:\/\//);
});
