import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { type Finding, ok, warning } from "./finding.js";
import { can, type User } from "./user.js";

/** The directory of `metrics.textfile`: the program replaces the file there, so the directory must let it. */
export function checkTextfile(textfile: string, user: User): Finding {
  const check = "metrics";
  const dir = dirname(textfile);
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    return warning(
      check,
      `${dir} is not there, so Prometheus sees no numbers`,
      "correct metrics.textfile, or create the directory that node exporter is told to read (--collector.textfile.directory)",
    );
  }
  if (!can(user, "-w", dir) || !can(user, "-x", dir)) {
    return warning(
      check,
      `${user.name}, whom rsyslog runs the program as, cannot write to ${dir}, so Prometheus sees no new numbers`,
      `let ${user.name} write there, for instance: setfacl -m u:${user.name}:rwx ${dir}`,
    );
  }
  return ok(check, `${textfile}, its directory writable by ${user.name}`);
}
