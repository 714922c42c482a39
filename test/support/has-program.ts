import { spawnSync } from "node:child_process";

/** True when a program of this name is in PATH. */
export function hasProgram(name: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$1"', "-", name]).status === 0;
}
