import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { until } from "./until.js";
import type { Workplace } from "./workplace.js";

const ROOT = resolve(import.meta.dirname, "../..");
const PROGRAM = join(ROOT, "dist/pulse-sekoia.js");

/** A private rsyslogd with the shipped snippets, on loopback ports of its own. */
export interface Rsyslogd {
  /** TCP port of an ordinary input, as an existing concentrator has. */
  readonly port: number;
  /** TCP port of the optional listener snippet. */
  readonly listenerPort: number;
  readonly pid: number;
  /** Everything that other rules of this rsyslogd wrote to their file. */
  otherRules(): string;
  /** What rsyslogd says about itself. */
  messages(): string;
  /** Process ids of the program's running instances. */
  helpers(): number[];
  /** SIGTERM (or another signal), and waits for the end. Returns the exit code, null when killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * The shipped snippets with this workplace's paths in place of the system's, and nothing else changed.
 * `edit` changes a snippet further where a test needs it.
 */
export function installSnippets(
  workplace: Workplace,
  edit: (snippet: string) => string = (snippet) => snippet,
): string {
  const target = join(workplace.dir, "rsyslog.d");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of ["49-pulse-sekoia.conf", "50-pulse-sekoia-listener.conf"]) {
    const shipped = readFileSync(join(ROOT, "rsyslog.d", name), "utf8");
    const placed = shipped
      .replace("/usr/local/bin/pulse-sekoia run", `${process.execPath} ${PROGRAM} run`)
      .replace("/etc/pulse-sekoia/config.yaml", workplace.configFile)
      .replace("/var/spool/pulse-sekoia/rsyslog", join(workplace.spoolDir, "rsyslog"))
      .replace("/var/log/pulse-sekoia.log", workplace.logFile)
      .replace(
        'port="10514"',
        `port="0" address="127.0.0.1" listenPortFileName="${workplace.dir}/listener.port"`,
      );
    writeFileSync(join(target, name), edit(placed));
  }
  return target;
}

/** Starts rsyslogd on a workplace; the same one may be started again after it has stopped. */
export async function startRsyslogd(
  workplace: Workplace,
  edit?: (snippet: string) => string,
): Promise<Rsyslogd> {
  const snippets = installSnippets(workplace, edit);
  const at = (name: string) => join(workplace.dir, name);
  for (const name of ["main.port", "listener.port", "rsyslogd.pid"])
    rmSync(at(name), { force: true });
  mkdirSync(at("rsyslog"), { recursive: true });
  // The rule that stands for "what the concentrator does already" comes after the snippets, as in
  // Debian's rsyslog.conf.
  writeFileSync(
    at("rsyslog.conf"),
    `global(workDirectory="${at("rsyslog")}" maxMessageSize="1m")
include(file="${snippets}/*.conf")
input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="${at("main.port")}")
if $inputname == "imtcp" or $syslogtag startswith "rsyslogd" then {
    action(type="omfile" file="${at("other-rules.log")}")
}
`,
  );
  const child = spawn("rsyslogd", ["-n", "-f", at("rsyslog.conf"), "-i", at("rsyslogd.pid")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  running.add(child);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  const exited = new Promise<number | null>((done) =>
    child.once("exit", (code) => {
      running.delete(child);
      done(code);
    }),
  );
  const readPort = (name: string) =>
    until(`rsyslogd listens (${name}): ${stderr}`, () => {
      if (child.exitCode !== null) throw new Error(`rsyslogd ended at once: ${stderr}`);
      return existsSync(at(name)) && Number(readFileSync(at(name), "latin1")) > 0
        ? Number(readFileSync(at(name), "latin1"))
        : undefined;
    });
  const pid = child.pid ?? 0;
  const port = await readPort("main.port");
  const listenerPort = await readPort("listener.port");
  return {
    port,
    listenerPort,
    pid,
    otherRules: () => readIfThere(at("other-rules.log")),
    messages: () => stderr + readIfThere(at("other-rules.log")),
    helpers: () => childrenOf(pid),
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return exited;
    },
  };
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Whether this rsyslogd accepts the snippets; its own words. */
export function checkSnippets(workplace: Workplace): { ok: boolean; output: string } {
  const snippets = installSnippets(workplace);
  const file = join(workplace.dir, "check.conf");
  writeFileSync(file, `module(load="imuxsock")\ninclude(file="${snippets}/*.conf")\n`);
  const { status, stderr } = spawnSync("rsyslogd", ["-N1", "-f", file], { encoding: "utf8" });
  return { ok: status === 0, output: stderr };
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Process ids of a process's living children, from /proc. */
export function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
        const [state, ppid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return Number(ppid) === parent && state !== "Z";
      } catch {
        return false;
      }
    });
}
