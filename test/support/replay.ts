import { type ChildProcess, spawn } from "node:child_process";
import { PROGRAM } from "./program.js";
import type { Workplace } from "./workplace.js";

/** A `pulse-sekoia replay` on its way. */
export interface ReplayProcess {
  readonly child: ChildProcess;
  /** code: null when it was killed. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Starts `pulse-sekoia replay` from dist/ with a workplace's configuration. */
export function startReplay({ configFile }: Workplace, ...args: string[]): ReplayProcess {
  const child = spawn(process.execPath, [PROGRAM, "replay", "--config", configFile, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((done) =>
    child.once("close", (code) => done({ code, stdout, stderr })),
  );
  return { child, ended };
}
