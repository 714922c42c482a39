import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The built program. */
export const PROGRAM = resolve(import.meta.dirname, "../../dist/pulse-sekoia.js");

/**
 * The built program as a command: the Node that runs the tests in the place of the one that its first line
 * names, with the options that stand there.
 */
export function programCommand(): [node: string, ...rest: string[]] {
  const [firstLine = ""] = readFileSync(PROGRAM, "utf8").split("\n", 1);
  const [, options = ""] = /^#!\/usr\/bin\/env -S node(.*)$/.exec(firstLine) ?? [];
  return [process.execPath, ...options.split(" ").filter(Boolean), PROGRAM];
}
