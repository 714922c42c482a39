import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { ask, PROGRAM_DIRS, textOf } from "./ask.js";
import { type Finding, failed, ok, warning } from "./finding.js";
import type { SnippetFacts } from "./snippet.js";
import { firstForeign } from "./trust.js";

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
 * The rsyslogd of this machine, from those whom no other user can pass for: systemd, or the pid file that root
 * wrote. A process's name proves nothing. Undefined when neither knows one.
 */
export function findDaemon(): Daemon | undefined {
  const pid = pidFromSystemd() ?? pidFromFile();
  if (pid === undefined) return undefined;
  const status = textOf(`/proc/${pid}/status`);
  const stat = statSync(`/proc/${pid}`, { throwIfNoEntry: false });
  if (status === undefined || stat === undefined) return undefined;
  // The second number is the effective id.
  const id = (key: string) => Number(new RegExp(`^${key}:\\t\\d+\\t(\\d+)`, "m").exec(status)?.[1]);
  const groups = (/^Groups:\t([\d ]*)/m.exec(status)?.[1] ?? "").trim();
  return {
    pid,
    uid: id("Uid"),
    gid: id("Gid"),
    groups: groups === "" ? [] : groups.split(" ").map(Number),
    started: stat.ctimeMs,
  };
}

function pidFromSystemd(): number | undefined {
  const { stdout } = ask("systemctl", ["show", "rsyslog.service", "-p", "MainPID"]);
  const pid = /^MainPID=([1-9]\d*)$/m.exec(stdout)?.[1];
  return pid !== undefined && existsSync(`/proc/${pid}`) ? Number(pid) : undefined;
}

/** The defaults of Debian and of RHEL. */
const PID_FILES = ["/run/rsyslogd.pid", "/run/syslogd.pid"];

function pidFromFile(): number | undefined {
  for (const file of PID_FILES) {
    const pid = /^([1-9]\d*)\s*$/.exec(textOf(file) ?? "")?.[1];
    if (pid !== undefined && firstForeign(file) === undefined && isRootsRsyslogd(pid)) {
      return Number(pid);
    }
  }
  return undefined;
}

/** Whether root runs it, and what runs is the very file that we would start. */
function isRootsRsyslogd(pid: string): boolean {
  const status = textOf(`/proc/${pid}/status`) ?? "";
  if (!/^Uid:\t0\t0\t/m.test(status)) return false;
  const program = PROGRAM_DIRS.map((dir) => join(dir, "rsyslogd")).find((path) => existsSync(path));
  if (program === undefined || firstForeign(program) !== undefined) return false;
  try {
    const running = statSync(`/proc/${pid}/exe`);
    const installed = statSync(program);
    return running.dev === installed.dev && running.ino === installed.ino;
  } catch {
    // Only root may look; who is not root starts nothing on the strength of this.
    return process.getuid?.() !== 0 && /^Name:\trsyslogd$/m.test(status);
  }
}

export function checkDaemon(daemon: Daemon | undefined, snippet: SnippetFacts): Finding[] {
  const check = "rsyslog running";
  if (daemon === undefined) {
    return [
      failed(
        check,
        "neither systemd nor the pid file of root's rsyslogd knows one that is running",
        "start it: systemctl start rsyslog; if it does not stay: journalctl -u rsyslog",
      ),
    ];
  }
  const findings = [ok(check, `pid ${daemon.pid}, it starts helpers as uid ${daemon.uid}`)];
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
