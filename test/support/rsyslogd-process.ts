import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./until.js";

/** A private rsyslogd, whatever its configuration is. */
export interface RsyslogdProcess {
  readonly pid: number;
  /** What it has written to stderr. */
  stderr(): string;
  /** Process ids of the program's running instances. */
  helpers(): number[];
  /** SIGTERM (or another signal), and waits for the end. Returns the exit code, null when killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Waits for the port that an input writes to this file of the directory (listenPortFileName). */
  readPort(name: string): Promise<number>;
}

/** Starts rsyslogd with DIR/rsyslog.conf. It is killed when the process that started it ends. */
export function spawnRsyslogd(dir: string): RsyslogdProcess {
  const at = (name: string) => join(dir, name);
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
  const pid = child.pid ?? 0;
  return {
    pid,
    stderr: () => stderr,
    helpers: () => childrenOf(pid),
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return exited;
    },
    readPort: (name) =>
      until(`rsyslogd listens (${name}) in ${dir}`, () => {
        if (child.exitCode !== null) throw new Error(`rsyslogd ended at once: ${stderr}`);
        return Number(readIfThere(at(name))) || undefined;
      }),
  };
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A file's text; empty when it is not there. */
export function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Process ids of a process's living children, from /proc. */
function childrenOf(parent: number): number[] {
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
