import { spawn } from "node:child_process";
import { once } from "node:events";
import { programCommand } from "../../test/support/program.js";
import type { Workplace } from "../../test/support/workplace.js";

/** An instance of pulse-sekoia that gets no messages: it ships what others have left. */
export interface Instance {
  readonly pid: number;
  /** Has it ship the rest and end. */
  finish(): Promise<void>;
  kill(): Promise<void>;
}

export function startInstance(workplace: Workplace): Instance {
  const [node, ...program] = programCommand();
  const child = spawn(node, [...program, "run", "--config", workplace.configFile], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const exited = once(child, "exit");
  return {
    pid: child.pid ?? 0,
    finish: async () => {
      child.stdin.end();
      await exited;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
