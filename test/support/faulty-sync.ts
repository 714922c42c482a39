import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import type { Workplace } from "./workplace.js";

const SOURCE = resolve(import.meta.dirname, "faulty-sync.c");

/** Compiles faulty-sync.c in a workplace and returns the path of the library for LD_PRELOAD. Needs cc. */
export function compileFaultySync({ dir }: Workplace): string {
  const library = join(dir, "faulty-sync.so");
  const { status, stderr } = spawnSync("cc", ["-shared", "-fPIC", "-o", library, SOURCE, "-ldl"]);
  if (status !== 0) throw new Error(`cc cannot compile ${SOURCE}: ${stderr}`);
  return library;
}
