import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { firstForeign } from "./trust.js";

/** What a program said. */
export interface Answer {
  /** Null when it was killed or could not be started. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Set when it could not be started: ENOENT, EACCES, … */
  readonly error?: string;
}

/**
 * Where programs come from, whatever our caller's PATH says: doctor runs as root. The distribution's own
 * directories first.
 */
export const PROGRAM_DIRS: readonly string[] = [
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
  "/usr/local/sbin",
  "/usr/local/bin",
].filter((dir) => firstForeign(dir) === undefined);

/** Runs a program without a shell and without input, for at most ten seconds. Never throws. */
export function ask(
  program: string,
  args: readonly string[],
  as?: { uid: number; gid: number },
): Answer {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    input: "",
    timeout: 10_000,
    killSignal: "SIGKILL",
    env: { PATH: PROGRAM_DIRS.join(":"), LC_ALL: "C" },
    ...as,
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return {
    code: status,
    signal,
    stdout: stdout ?? "",
    stderr: stderr ?? "",
    ...(code === undefined ? {} : { error: code }),
  };
}

/** A file's text; undefined when it is not there or may not be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
