import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Agent, request } from "undici";
import type { FaultRule } from "../../src/simulator/faults.js";
import type { Goal, Stats } from "../../src/simulator/statistics.js";
import type { StoredEvent } from "../../src/simulator/store.js";
import { PROGRAM } from "./program.js";

/** A simulator that runs as a process of its own. */
export interface SimulatorProcess {
  readonly url: string;
  /** Only with `--proxy-port`. */
  readonly proxyUrl?: string;
  stats(): Promise<Stats>;
  /** Puts a fault in force, after those that already are. */
  fault(rule: FaultRule): Promise<void>;
  clearFaults(): Promise<void>;
  /**
   * Waits until at least so many events have been accepted, and answers with the numbers then.
   * Rejects when the time is over (milliseconds, 120,000 by default: never, not slow), telling how many there were.
   */
  waitForEvents(count: number, timeoutMs?: number): Promise<Stats>;
  /** Waits until at least so many requests have been seen, whatever the answer. */
  waitForRequests(count: number, timeoutMs?: number): Promise<Stats>;
  /** The lines of the store file, also after it was stopped. */
  events(): StoredEvent[];
  /** Stops the process, SIGTERM by default, and answers with its exit code (`null`: killed). */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts `pulse-sekoia simulate` from dist/ with these arguments, and a temporary store file unless
 * they name one. The process ends with `stop()`, and by itself when the one that started it is gone.
 */
export async function startSimulatorProcess(args: string[] = []): Promise<SimulatorProcess> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: run "npm run build" first.`);
  const temporaryDir = await mkdtemp(join(tmpdir(), "pulse-sekoia-simulator-"));
  const storeFile = argumentOf(args, "--store") ?? join(temporaryDir, "events.jsonl");
  const child = spawn(
    process.execPath,
    [PROGRAM, "simulate", "--stop-at-eof", "--store", storeFile, ...args],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  // "close" comes when what it said has been read to the end; "exit" may come before.
  const exited = new Promise<number | null>((done) => child.once("close", done));
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });

  const wantsProxy = args.some((arg) => /^--proxy-port(=|$)/.test(arg));
  let addresses: Addresses;
  try {
    addresses = await readAddresses(child, wantsProxy);
  } catch {
    child.kill("SIGKILL");
    const code = await exited;
    await rm(temporaryDir, { recursive: true, force: true });
    throw new Error(`The simulator did not start (exit code ${code}): ${stderr.trim()}`);
  }

  // The certificate may be wrong on purpose, and the other end is known anyway.
  const agent = new Agent({ connect: { rejectUnauthorized: false } });
  const control = async (method: "GET" | "POST" | "DELETE", path: string, body?: unknown) => {
    const response = await request(`${addresses.url}/_simulator/${path}`, {
      method,
      dispatcher: agent,
      headersTimeout: 0,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.body.text();
    if (response.statusCode >= 400) throw new Error(`The simulator refused ${path}: ${text}`);
    return text;
  };
  const stats = async () => JSON.parse(await control("GET", "stats")) as Stats;
  const waitFor = async (goal: Goal, timeoutMs: number) => {
    const query = Object.entries(goal).map(([what, count]) => `${what}=${count}`);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<"timeout">((done) => {
      timer = setTimeout(done, timeoutMs, "timeout");
    });
    try {
      const answer = await Promise.race([control("GET", `wait?${query.join("&")}`), timeout]);
      if (answer !== "timeout") return JSON.parse(answer) as Stats;
    } finally {
      clearTimeout(timer);
    }
    const now = JSON.stringify(await stats());
    throw new Error(`Not reached in ${timeoutMs} ms: ${query.join(", ")}. It stands at ${now}`);
  };

  let kept: StoredEvent[] | undefined;
  let stopped: Promise<number | null> | undefined;
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const code = await exited;
    await agent.destroy();
    // A store that was named stays where it is, and may be too long for one string.
    if (argumentOf(args, "--store") === undefined) kept = readStore(storeFile);
    await rm(temporaryDir, { recursive: true, force: true });
    return code;
  };
  return {
    ...addresses,
    stats,
    fault: async (rule) => void (await control("POST", "faults", rule)),
    clearFaults: async () => void (await control("DELETE", "faults")),
    waitForEvents: (events, timeoutMs = 120_000) => waitFor({ events }, timeoutMs),
    waitForRequests: (requests, timeoutMs = 120_000) => waitFor({ requests }, timeoutMs),
    events: () => kept ?? readStore(storeFile),
    stop: (signal = "SIGTERM") => {
      stopped ??= stop(signal);
      return stopped;
    },
  };
}

interface Addresses {
  url: string;
  proxyUrl?: string;
}

async function readAddresses(child: ChildProcess, wantsProxy: boolean): Promise<Addresses> {
  if (child.stdout === null) throw new Error("The simulator has no standard output.");
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const address = / listening on (\S+)$/.exec(line)?.[1];
    if (address === undefined) continue;
    if (url !== undefined) return { url, proxyUrl: address };
    if (!wantsProxy) return { url: address };
    url = address;
  }
  throw new Error("The simulator ended before it listened.");
}

function argumentOf(args: string[], name: string): string | undefined {
  const joined = args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
  const index = args.indexOf(name);
  return joined ?? (index < 0 ? undefined : args[index + 1]);
}

function readStore(file: string): StoredEvent[] {
  const lines = readFileSync(file, "utf8").split("\n");
  // What follows the last line feed is a line still being written, or nothing.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as StoredEvent);
}
