import { existsSync } from "node:fs";
import { type Answer, ask, textOf } from "./ask.js";
import { type Finding, failed, ok, warning } from "./finding.js";
import type { Node } from "./node.js";
import type { Daemon } from "./rsyslogd.js";
import type { User } from "./user.js";

// What the host does to a child of rsyslogd. A program started from a shell is not under any of it, so
// each guard is asked for what it says. Whatever denies looks the same in rsyslog's log: "program
// terminated", again and again.

const UNIT_PROPERTIES = [
  "SystemCallFilter",
  "MemoryDenyWriteExecute",
  "RestrictAddressFamilies",
  "IPAddressDeny",
];

/** Checks all guards that this machine has; those it lacks yield nothing. */
export function checkGuards(
  daemon: Daemon | undefined,
  node: Node,
  program: string,
  config: string,
  spool: string,
  user: User,
): Finding[] {
  const { stdout } = ask("systemctl", ["show", "rsyslog.service", "-p", UNIT_PROPERTIES.join(",")]);
  return [
    ...judgeUnit(parseProperties(stdout), node),
    ...(daemon === undefined ? [] : judgeMounts(textOf(`/proc/${daemon.pid}/mountinfo`), spool)),
    ...(node.foreign === undefined ? checkAppArmor(daemon, program, config, user) : []),
    ...checkSelinux(daemon),
  ];
}

/** The lines `Name=value` of systemctl show. */
export function parseProperties(text: string): ReadonlyMap<string, string> {
  const pairs = text.split("\n").filter((line) => line.includes("="));
  return new Map(
    pairs.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]),
  );
}

/** What the unit of rsyslog keeps from its children. */
export function judgeUnit(unit: ReadonlyMap<string, string>, node: Node): Finding[] {
  const findings: Finding[] = [];
  const filter = unit.get("SystemCallFilter") ?? "";
  if (filter !== "") findings.push(judgeFilter(filter, node));
  if (unit.get("MemoryDenyWriteExecute") === "yes") {
    findings.push(
      failed(
        "writable and executable memory",
        "MemoryDenyWriteExecute=yes in rsyslog.service: Node compiles JavaScript in memory and dies at once",
        "systemctl edit rsyslog, add [Service] MemoryDenyWriteExecute=no, and restart rsyslog",
      ),
    );
  }
  const families = unit.get("RestrictAddressFamilies") ?? "";
  if (families !== "" && !families.startsWith("~") && !families.includes("AF_INET")) {
    findings.push(
      failed(
        "address families",
        `RestrictAddressFamilies=${families} in rsyslog.service: the program cannot connect to the intake`,
        "systemctl edit rsyslog, add [Service] RestrictAddressFamilies=AF_INET AF_INET6, and restart rsyslog",
      ),
    );
  }
  const denied = unit.get("IPAddressDeny") ?? "";
  if (denied !== "") {
    findings.push(
      warning(
        "addresses",
        `IPAddressDeny=${denied.slice(0, 100)} in rsyslog.service may keep the program from the intake`,
        "if events wait: systemctl edit rsyslog, add [Service] IPAddressAllow= for the intake or the proxy",
      ),
    );
  }
  return findings;
}

/** Node 20 calls pkey_alloc(2), which is in @pkey and not in @system-service; 22 and later do not. */
function judgeFilter(filter: string, node: Node): Finding {
  const check = "system calls";
  const names = filter.replace(/^~/, "").split(/\s+/);
  const named = names.some((name) => /^(pkey_alloc|@pkey)(:|$)/.test(name));
  const allowed = filter.startsWith("~") ? !named : named;
  const major = Number(node.version?.split(".")[0] ?? 20);
  if (allowed || major >= 22) {
    return ok(
      check,
      "rsyslog.service filters them (SystemCallFilter); this Node needs none of the others",
    );
  }
  return failed(
    check,
    `SystemCallFilter in rsyslog.service lacks pkey_alloc, which Node ${major} calls: the kernel kills it at once (SIGSYS)`,
    "use Node 22 or later, or run install.sh again: it adds SystemCallFilter=@pkey to rsyslog.service",
  );
}

/** ProtectSystem, ReadOnlyPaths and the like show as read-only mounts of the daemon. */
export function judgeMounts(mountinfo: string | undefined, spool: string): Finding[] {
  // Fields: id, parent, device, root, mount point, options (proc_pid_mountinfo(5)). Of those mounted
  // over the same place the last one counts.
  const mounts = (mountinfo ?? "").split("\n").map((line) => line.split(" "));
  let point = "";
  let options = "";
  for (const [, , , , at = "", opts = ""] of mounts) {
    const covers = at === "/" || spool === at || spool.startsWith(`${at}/`);
    if (at === "" || !covers || at.length < point.length) continue;
    point = at;
    options = opts;
  }
  if (!options.split(",").includes("ro")) return [];
  return [
    failed(
      "spool as rsyslog sees it",
      `for rsyslogd ${point} is read-only (ProtectSystem or ReadOnlyPaths in rsyslog.service)`,
      `systemctl edit rsyslog, add [Service] ReadWritePaths=${spool}, and restart rsyslog`,
    ),
  ];
}

const APPARMOR_RULES = "/etc/apparmor.d/rsyslog.d/pulse-sekoia";

function checkAppArmor(
  daemon: Daemon | undefined,
  program: string,
  config: string,
  user: User,
): Finding[] {
  if (daemon === undefined || !existsSync("/sys/module/apparmor")) return [];
  const label =
    textOf(`/proc/${daemon.pid}/attr/apparmor/current`) ??
    textOf(`/proc/${daemon.pid}/attr/current`);
  const profile = confinedBy(label);
  if (profile === undefined) return [ok("AppArmor", "does not confine rsyslogd")];
  const tried = ask("aa-exec", ["-p", profile, "--", program, "run", "--config", config], user.as);
  return [judgeAppArmor(profile, existsSync(APPARMOR_RULES), tried)];
}

/** The profile that is enforced, from attr/current: "rsyslogd (enforce)". */
export function confinedBy(label: string | undefined): string | undefined {
  return /^(\S+) \(enforce\)/.exec(label ?? "")?.[1];
}

/** `tried`: the program started under the profile with aa-exec; its error is ENOENT when there is no aa-exec. */
export function judgeAppArmor(profile: string, hasRules: boolean, tried: Answer): Finding {
  const check = "AppArmor";
  if (!hasRules) {
    return failed(
      check,
      `the profile ${profile} is enforced and lacks rules for pulse-sekoia: rsyslogd may not start it`,
      `run install.sh again: it puts them into ${APPARMOR_RULES}`,
    );
  }
  if (tried.code === 0 && tried.stdout === "OK\n") {
    return ok(check, `the profile ${profile} is enforced, and the program starts under it`);
  }
  if (tried.error === "ENOENT") {
    return ok(check, `the profile ${profile} is enforced, with rules for pulse-sekoia`);
  }
  return failed(
    check,
    `the profile ${profile} is enforced, and the program does not start under it`,
    `look for DENIED: journalctl -k | grep apparmor; load the rules: apparmor_parser -r /etc/apparmor.d/usr.sbin.rsyslogd; a CA file has to lie in /etc/pulse-sekoia or /etc/ssl`,
  );
}

function checkSelinux(daemon: Daemon | undefined): Finding[] {
  const enforce = textOf("/sys/fs/selinux/enforce")?.trim();
  if (enforce === undefined) return [];
  const domain = daemon && textOf(`/proc/${daemon.pid}/attr/current`)?.split(":")[2];
  const modules = ask("semodule", ["-l"]).stdout;
  return [judgeSelinux(enforce === "1", domain, /^pulse_sekoia\b/m.test(modules))];
}

/** `domain`: of rsyslogd, undefined when it is not running. */
export function judgeSelinux(
  enforcing: boolean,
  domain: string | undefined,
  hasModule: boolean,
): Finding {
  const check = "SELinux";
  if (hasModule) return ok(check, "the policy module pulse_sekoia is loaded");
  const mend =
    "run install.sh again: it loads the module pulse_sekoia (needs policycoreutils; sources in scripts/guards/selinux)";
  if (enforcing && (domain === undefined || domain === "syslogd_t")) {
    return failed(
      check,
      "enforcing, and the policy module pulse_sekoia is not loaded: syslogd_t may neither start the program nor connect to the intake",
      mend,
    );
  }
  if (!enforcing) {
    return warning(check, "permissive now; once it enforces, it denies the program to start", mend);
  }
  return ok(check, `enforcing, but rsyslogd runs as ${domain}, which it does not confine so`);
}
