import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { until } from "./until.js";

const ROOT = resolve(import.meta.dirname, "../..");
const ENTER = join(import.meta.dirname, "host/enter.sh");

/** What a command in the host said. */
export interface Said {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** stdout and stderr, one after the other. */
  readonly output: string;
  readonly stdout: string;
}

/**
 * A concentrator to install on: private /etc, /usr/local, /var, /run and /dev, processes of its own, the
 * system's rsyslog package running with the package's own configuration, and a stand-in for systemctl.
 * Nothing of it is seen outside, and all of it is gone after `stop`.
 */
export interface Host {
  /** Runs a command in the host, for at most two minutes. */
  run(program: string, args?: readonly string[], env?: Record<string, string>): Said;
  /** Runs lines of shell in the host. */
  sh(script: string): Said;
  /** What lies in the places that an installation touches: path, mode, owner and content of each file. */
  files(): string;
  stop(): void;
}

/** Whether this machine lets us have such a host; else why not. */
export function hostProblem(): string | undefined {
  if (process.getuid?.() !== 0) return "root is needed for a private mount namespace";
  const { status } = spawnSync("unshare", ["--mount", "--pid", "--fork", "true"]);
  return status === 0 ? undefined : "this machine permits no private mount namespace (unshare -m)";
}

/** Path of a script of the project. */
export function script(name: string): string {
  return join(ROOT, "scripts", name);
}

/** `system`: a directory with another system to use instead of this one; only /tmp is shared with it. */
export async function startHost(system?: string): Promise<Host> {
  const dir = mkdtempSync(join(tmpdir(), "pulse-sekoia-test-"));
  const ready = join(dir, "ready");
  const child: ChildProcess = spawn(
    "unshare",
    [
      ...["--mount", "--pid", "--fork", "--kill-child", "--mount-proc", ENTER, ready],
      ...(system === undefined ? [] : [system]),
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const kill = () => {
    child.kill("SIGKILL");
    rmSync(dir, { recursive: true, force: true });
  };
  process.once("exit", kill);
  await until("the host stands", () => {
    if (child.exitCode !== null) throw new Error(`the host could not be made: ${said}`);
    return existsSync(ready);
  });
  const task = `/proc/${child.pid}/task/${child.pid}/children`;
  const target = readFileSync(task, "utf8").trim();
  const run: Host["run"] = (program, args = [], env = {}) => {
    const { status, signal, stdout, stderr } = spawnSync(
      "nsenter",
      ["--target", target, "--mount", "--pid", "--root", "--wdns=/", "--", program, ...args],
      {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        timeout: 120_000,
        env: { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", ...env },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    return { code: status, signal, output: stdout + stderr, stdout };
  };
  const sh: Host["sh"] = (lines) => run("bash", ["-c", lines]);
  return {
    run,
    sh,
    files: () => sh(LIST).stdout,
    stop: () => {
      process.off("exit", kill);
      kill();
    },
  };
}

/** Everything but what rsyslog and the package manager write on their own. */
const LIST = `find /etc /usr/local /var/spool /var/log /var/lib \\
  \\( -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/spool/rsyslog -o -path /var/log/journal \\) -prune -o \\
  \\( -type f -o -type l -o -type d \\) ! -name syslog ! -name '*.log' -printf '%p %m %U %G %y %l\\n' | sort
find /etc/rsyslog.d /etc/pulse-sekoia /etc/logrotate.d /etc/apparmor.d -type f -exec sha256sum {} + 2>/dev/null | sort
true`;
