import { ask } from "./ask.js";
import { type Finding, failed, ok } from "./finding.js";
import { interpreterOf, scriptOf } from "./launcher.js";
import { firstForeign } from "./trust.js";

/** The Node that runs the installed program. */
export interface Node {
  /** As the program's first line names it. */
  readonly path: string;
  /** Such as 20.18.1; undefined when it cannot be started. */
  readonly version: string | undefined;
  /** What of it, of the program or on the way to them another user than root may change; then neither is started. */
  readonly foreign?: string | undefined;
}

export function findNode(program: string): Node {
  const path = interpreterOf(program);
  const [executable = "", ...args] = path.split(" ");
  const foreign =
    firstForeign(program) ??
    firstForeign(scriptOf(program)) ??
    (executable.startsWith("/") ? firstForeign(executable) : undefined);
  if (foreign !== undefined) return { path, version: undefined, foreign };
  const { stdout } = ask(executable, [...args, "--version"]);
  return { path, version: /^v(\d+\.\d+\.\d+)/.exec(stdout)?.[1] };
}

const OLDEST = [20, 18, 1] as const;

export function checkNode({ path, version, foreign }: Node): Finding {
  const check = "Node";
  if (foreign !== undefined) {
    return failed(
      check,
      `other users than root may change ${foreign}, and so decide what rsyslog runs; doctor starts neither ${path} nor the program`,
      `chown root ${foreign} && chmod go-w ${foreign}, or run install.sh again with a Node that is root's`,
    );
  }
  const mend =
    "install Node 20.18.1 or later (24 is best) and run install.sh again, or use the bundle that carries its own";
  if (version === undefined) return failed(check, `${path} cannot be started`, mend);
  const numbers = version.split(".").map(Number);
  const at = OLDEST.findIndex((oldest, index) => oldest !== numbers[index]);
  const tooOld = at >= 0 && (numbers[at] ?? 0) < (OLDEST[at] ?? 0);
  return tooOld
    ? failed(check, `${path} is ${version}, too old`, mend)
    : ok(check, `${version} (${path})`);
}
