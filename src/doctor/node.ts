import { ask } from "./ask.js";
import { type Finding, failed, ok } from "./finding.js";
import { interpreterOf } from "./helper.js";

/** The Node that runs the installed program. */
export interface Node {
  /** As the program's first line names it. */
  readonly path: string;
  /** Such as 20.18.1; undefined when it cannot be started. */
  readonly version: string | undefined;
}

export function findNode(program: string): Node {
  const path = interpreterOf(program);
  const [executable = "", ...args] = path.split(" ");
  const { stdout } = ask(executable, [...args, "--version"]);
  return { path, version: /^v(\d+\.\d+\.\d+)/.exec(stdout)?.[1] };
}

const OLDEST = [20, 18, 1] as const;

export function checkNode({ path, version }: Node): Finding {
  const check = "Node";
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
