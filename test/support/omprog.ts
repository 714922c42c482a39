import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { programCommand } from "./program.js";
import type { Workplace } from "./workplace.js";

/** The program, started the way rsyslog's omprog does: on two pipes, with stderr in the log file. */
export interface Helper {
  readonly pid: number;
  /** The next line on stdout; undefined when it has ended. */
  answer(): Promise<string | undefined>;
  /** Writes to stdin, whatever the bytes. */
  write(bytes: string | Buffer): void;
  closeInput(): void;
  /** Closes the end of stdout that rsyslog reads. */
  closeOutput(): void;
  signal(signal: NodeJS.Signals): void;
  /** Exit code, or the signal's name. */
  readonly exited: Promise<number | NodeJS.Signals | null>;
}

/**
 * Starts `pulse-sekoia run`; `endHelpers` ends it. `nodeArguments` go before the program,
 * `environment` adds to ours.
 */
export function startHelper(
  workplace: Workplace,
  nodeArguments: string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Helper {
  const input = createPipe(join(workplace.dir, `stdin-${counter}`));
  const output = createPipe(join(workplace.dir, `stdout-${counter}`));
  counter++;
  const log = openSync(workplace.logFile, "a");
  const [node, ...program] = programCommand();
  const child: ChildProcess = spawn(
    node,
    [...nodeArguments, ...program, "run", "--config", workplace.configFile],
    {
      stdio: [input.readEnd, output.writeEnd, log],
      env: { ...process.env, ...environment },
    },
  );
  const exited = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once("exit", (code, signal) => done(code ?? signal)),
  );
  for (const fd of [input.readEnd, output.writeEnd, log]) closeSync(fd);
  const stdout = new Socket({ fd: output.readEnd, readable: true, writable: false });
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  let open = true;
  const closeInput = () => {
    if (open) closeSync(input.writeEnd);
    open = false;
  };
  started.push(async () => {
    child.kill("SIGKILL");
    await exited;
    closeInput();
    stdout.destroy();
  });
  return {
    pid: child.pid ?? 0,
    answer: async () => {
      const { value, done } = await lines.next();
      return done ? undefined : value;
    },
    write: (bytes) => void writeSync(input.writeEnd, bytes as string),
    closeInput,
    closeOutput: () => stdout.destroy(),
    signal: (signal) => void child.kill(signal),
    exited,
  };
}

const started: (() => Promise<void>)[] = [];

/**
 * Kills the instances that still run. To be called after each test, before their workplace is removed: what they
 * write there meanwhile would keep it from being empty.
 */
export async function endHelpers(): Promise<void> {
  await Promise.all(started.splice(0).map((end) => end()));
}

let counter = 0;

/**
 * A pipe as pipe(2) makes it. Node gives its children sockets, which behave differently where it matters
 * here.
 */
export function createPipe(path: string): { readEnd: number; writeEnd: number } {
  execFileSync("mkfifo", [path]);
  // Opening one end alone would wait for the other.
  const both = openSync(path, constants.O_RDWR);
  const readEnd = openSync(path, constants.O_RDONLY);
  const writeEnd = openSync(path, constants.O_WRONLY);
  closeSync(both);
  return { readEnd, writeEnd };
}
