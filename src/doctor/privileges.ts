import { readdirSync } from "node:fs";
import { textOf } from "./ask.js";
import { type Finding, failed, ok, warning } from "./finding.js";
import type { Daemon } from "./rsyslogd.js";
import type { User } from "./user.js";

const CHECK = "rights of the running program";

/** What the kernel lets the running program do: the children of rsyslogd that are ours. */
export function checkPrivileges(daemon: Daemon | undefined, user: User): Finding[] {
  if (daemon === undefined) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const status = textOf(`/proc/${pid}/status`) ?? "";
      if (!new RegExp(`^PPid:\\t${daemon.pid}$`, "m").test(status)) return [];
      const ours = /pulse-sekoia/.test(textOf(`/proc/${pid}/cmdline`) ?? "");
      return ours ? [judgePrivileges(pid, status, user)] : [];
    });
}

/**
 * `status`: /proc/PID/status, see proc_pid_status(5). Where rsyslogd is root, the program has a user of its own, no
 * capability and no way to one.
 */
export function judgePrivileges(pid: string, status: string, user: User): Finding {
  const field = (key: string) =>
    new RegExp(`^${key}:[ \\t]*(.*)$`, "m").exec(status)?.[1]?.trim() ?? "";
  const uids = new Set(field("Uid").split(/\s+/));
  const [uid = ""] = uids;
  const permitted = field("CapPrm");
  const bounding = field("CapBnd");
  const noNewPrivileges = field("NoNewPrivs");
  const seen = `pid ${pid}: uid ${[...uids].join("/")}, capabilities ${short(permitted)}, bounding set ${short(bounding)}, NoNewPrivs ${noNewPrivileges}`;
  const mend =
    "run install.sh again, and see that the snippet starts /usr/local/bin/pulse-sekoia; then systemctl restart rsyslog";
  if (uids.size > 1 || uid !== String(user.uid)) {
    return failed(CHECK, `${seen}; it should run as ${user.name} (uid ${user.uid})`, mend);
  }
  if (uid === "0") return failed(CHECK, `${seen}; it should not be root`, mend);
  if (!/^0*$/.test(permitted)) {
    return failed(CHECK, `${seen}; it should have no capabilities`, mend);
  }
  if (noNewPrivileges !== "1") {
    return warning(CHECK, `${seen}; NoNewPrivs should be 1`, mend);
  }
  return ok(CHECK, seen);
}

/** A set of capabilities without its leading zeros. */
function short(hex: string): string {
  return hex.replace(/^0+(?=.)/, "") || "unknown";
}
