import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { programCommand } from "./program.js";
import type { Workplace } from "./workplace.js";

const SNIPPETS = resolve(import.meta.dirname, "../../rsyslog.d");

/**
 * A shipped snippet with a workplace's paths in place of the system's, and with further changes: what to
 * replace, and by what. Everything that is to be replaced must be there.
 */
export function placedSnippet(
  name: string,
  workplace: Workplace,
  changes: Readonly<Record<string, string>> = {},
): string {
  const paths: Record<string, string> = {
    "/usr/local/bin/pulse-sekoia run": `${programCommand().join(" ")} run`,
    "/etc/pulse-sekoia/config.yaml": workplace.configFile,
    "/var/spool/pulse-sekoia/rsyslog": join(workplace.spoolDir, "rsyslog"),
    "/var/log/pulse-sekoia.log": workplace.logFile,
  };
  let text = readFileSync(join(SNIPPETS, name), "utf8");
  for (const [from, to] of Object.entries(paths)) text = text.replaceAll(from, to);
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`${name} does not contain ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}
