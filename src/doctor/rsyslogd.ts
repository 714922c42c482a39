import { readdirSync, readlinkSync, statSync } from "node:fs";
import { ask, textOf } from "./ask.js";
import { type Finding, failed, ok, warning } from "./finding.js";
import type { SnippetFacts } from "./snippet.js";

/** A running rsyslogd. */
export interface Daemon {
  readonly pid: number;
  /** Whom it runs its helpers as. */
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Milliseconds since 1970. */
  readonly started: number;
}

/**
 * The rsyslogd of this machine: the one that reads /etc/rsyslog.conf. Others (with -f, or in a container)
 * do not count. Undefined when none is running.
 */
export function findDaemon(): Daemon | undefined {
  const here = namespaceOf("self");
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const [program, ...args] = (textOf(`/proc/${name}/cmdline`) ?? "").split("\0");
    if (!/(^|\/)rsyslogd$/.test(program ?? "") || usesOtherFile(args)) continue;
    if (namespaceOf(name) !== here) continue;
    const status = textOf(`/proc/${name}/status`);
    const stat = statSync(`/proc/${name}`, { throwIfNoEntry: false });
    if (status === undefined || stat === undefined) continue;
    // The second number is the effective id.
    const id = (key: string) =>
      Number(new RegExp(`^${key}:\\t\\d+\\t(\\d+)`, "m").exec(status)?.[1]);
    const groups = (/^Groups:\t([\d ]*)/m.exec(status)?.[1] ?? "").trim();
    return {
      pid: Number(name),
      uid: id("Uid"),
      gid: id("Gid"),
      groups: groups === "" ? [] : groups.split(" ").map(Number),
      started: stat.ctimeMs,
    };
  }
  return undefined;
}

function usesOtherFile(args: readonly string[]): boolean {
  const at = args.findIndex((arg) => arg.startsWith("-f"));
  if (at < 0) return false;
  const file = args[at] === "-f" ? args[at + 1] : args[at]?.slice(2);
  return file !== "/etc/rsyslog.conf";
}

/** A container's rsyslogd lives in another mount namespace. */
function namespaceOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch {
    return "unknown";
  }
}

export function checkDaemon(daemon: Daemon | undefined, snippet: SnippetFacts): Finding[] {
  const check = "rsyslog running";
  if (daemon === undefined) {
    return [
      failed(
        check,
        "no rsyslogd that reads /etc/rsyslog.conf is running",
        "start it: systemctl start rsyslog; if it does not stay: journalctl -u rsyslog",
      ),
    ];
  }
  const findings = [ok(check, `pid ${daemon.pid}, helpers run as uid ${daemon.uid}`)];
  if (snippet.changed !== undefined && snippet.changed > daemon.started + 1000) {
    findings.push(
      warning(
        "snippet loaded",
        "rsyslogd was started before the snippet was last changed, so it does not know it yet",
        "systemctl restart rsyslog",
      ),
    );
  } else if (snippet.changed !== undefined) {
    findings.push(ok("snippet loaded", "rsyslogd was started after the snippet was last changed"));
  }
  return findings;
}

/** The version of the rsyslogd in PATH, as 8.2302; undefined when there is none. */
function versionOf(): number | undefined {
  const { stdout } = ask("rsyslogd", ["-v"]);
  const version = /^rsyslogd\s+(\d+\.\d+)/m.exec(stdout)?.[1];
  return version === undefined ? undefined : Number(version);
}

/** The versions up to this one lose what is in flight when they are restarted while a helper refuses. */
const LOSES_AT_RESTART = 8.2302;

export function checkVersion(): Finding {
  const check = "rsyslog version";
  const version = versionOf();
  if (version === undefined) {
    return failed(
      check,
      "rsyslogd is not installed",
      "apt-get install rsyslog (or dnf install rsyslog)",
    );
  }
  if (version < 8.2102) {
    return warning(
      check,
      `${version} is older than what this was tried with (8.2102 and later)`,
      "it may well work; a newer rsyslog comes with a newer release of the distribution",
    );
  }
  const note =
    version <= LOSES_AT_RESTART
      ? "; this version loses up to 64 messages when it is restarted while the spool is full, and only then"
      : "";
  return ok(check, `${version}${note}`);
}
