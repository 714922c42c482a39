import { lstatSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Config } from "../config/config.js";
import { size } from "../status/amounts.js";
import { type Finding, failed, ok, warning } from "./finding.js";
import { can, type User } from "./user.js";

/** Configuration and key. That others cannot read the key is said with the configuration's warnings. */
export function checkReadable(files: readonly string[], user: User): Finding[] {
  return files.flatMap((file) => {
    const check = `permissions of ${file}`;
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    const mode = (stat.mode & 0o777).toString(8).padStart(4, "0");
    if (!can(user, "-r", file)) {
      return [
        failed(
          check,
          `${user.name}, whom rsyslog runs the program as, cannot read it (mode ${mode}, uid ${stat.uid})`,
          `chown ${user.name} ${file} && chmod 0600 ${file}; its directory must let ${user.name} in too`,
        ),
      ];
    }
    return [ok(check, `mode ${mode}, readable by ${user.name}`)];
  });
}

const MIB = 2 ** 20;

/** The spool: is it there, may the program write, is there room. */
export function checkSpool({ dir, max_bytes }: Config["spool"], user: User): Finding[] {
  const check = "spool";
  const stat = statSync(dir, { throwIfNoEntry: false });
  if (stat === undefined) {
    return [
      failed(
        check,
        `${dir} is not there`,
        `run install.sh again, or: install -d -o ${user.name} -m 0700 ${dir} ${dir}/rsyslog`,
      ),
    ];
  }
  if (!stat.isDirectory()) {
    return [failed(check, `${dir} is not a directory`, "correct spool.dir in the configuration")];
  }
  if (!can(user, "-w", dir)) {
    return [
      failed(
        check,
        `${user.name}, whom rsyslog runs the program as, cannot write to ${dir}`,
        `chown -R ${user.name} ${dir}, and see that ${dirname(dir)} lets ${user.name} in and is not mounted read-only`,
      ),
    ];
  }
  return [ok(check, `${dir}, writable by ${user.name}`), ...checkRoom(dir, max_bytes)];
}

function checkRoom(dir: string, maxBytes: number): Finding[] {
  const check = "room for the spool";
  const { bavail, bsize, files, ffree } = statfsSync(dir);
  const free = bavail * bsize;
  const findings: Finding[] = [];
  if (free < 64 * MIB) {
    findings.push(
      failed(check, `only ${size(free)} are free on its disk`, `make room on the disk of ${dir}`),
    );
  } else if (free < maxBytes) {
    findings.push(
      warning(
        check,
        `${size(free)} are free on its disk, less than spool.max_bytes (${size(maxBytes)})`,
        "make room, or lower spool.max_bytes to what can be spared",
      ),
    );
  } else {
    findings.push(ok(check, `${size(free)} free, the spool takes ${size(maxBytes)} at the most`));
  }
  // Some file systems have no fixed number of inodes and say 0.
  if (files > 0 && ffree < 1000) {
    findings.push(
      failed(
        "inodes for the spool",
        `${ffree} are left`,
        `delete small files on the disk of ${dir}`,
      ),
    );
  }
  return findings;
}

/**
 * The directory of rsyslog's own queue must be `starter`'s, rsyslogd's user: whoever else owns it could lead what
 * rsyslogd writes there to any other file.
 */
export function checkQueue(dir: string | undefined, starter: User): Finding[] {
  const check = "rsyslog's queue";
  const stat = dir === undefined ? undefined : lstatSync(dir, { throwIfNoEntry: false });
  if (dir === undefined || stat === undefined) return [];
  const remedy = `see what is in it; then: rm -r ${dir}, and run install.sh again`;
  if (!stat.isDirectory()) return [failed(check, `${dir} is not a directory`, remedy)];
  if (stat.uid !== starter.uid || (stat.mode & 0o022) !== 0) {
    const seen = `${dir} may be changed by uid ${stat.uid} (mode ${(stat.mode & 0o7777).toString(8)}); it should be ${starter.name}'s alone`;
    return [failed(check, seen, remedy)];
  }
  return [ok(check, `${dir}, ${starter.name}'s alone`)];
}
