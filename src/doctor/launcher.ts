import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { textOf } from "./ask.js";

// What rsyslog starts is a launcher, a few lines of shell (scripts/launcher.sh), which starts Node with the program
// beside it. Version 0.1.0, and whoever starts dist/pulse-sekoia.js, has no launcher.

/** The user that the launcher makes of root; undefined without a launcher. */
export function launcherUser(program: string): string | undefined {
  return /^user='([\w.-]+)'$/m.exec(textOf(resolved(program))?.slice(0, 4096) ?? "")?.[1];
}

/** The JavaScript that is run in the end. */
export function scriptOf(program: string): string {
  const path = resolved(program);
  return launcherUser(program) === undefined ? path : join(dirname(path), "pulse-sekoia.js");
}

/** The Node that runs it, with its options, as the script's first line names it. */
export function interpreterOf(program: string): string {
  const first = textOf(scriptOf(program))?.slice(0, 200).split("\n")[0] ?? "";
  return first.startsWith("#!") ? first.slice(2).trim() : "unknown";
}

/** `path` with all links followed; itself where it leads nowhere. */
export function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
