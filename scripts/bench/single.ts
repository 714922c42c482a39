import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { programCommand } from "../../test/support/program.js";
import { startRsyslogd } from "../../test/support/rsyslogd.js";
import { acknowledged } from "../../test/support/spool.js";
import { until } from "../../test/support/until.js";
import { createWorkplace } from "../../test/support/workplace.js";
import type { Lines } from "./backlog.js";
import { benchWorkplace } from "./live.js";
import { peakMemory } from "./processes.js";
import type { Scene } from "./scene.js";
import { sendBytes } from "./sender.js";

// Benchmarks of one instance by itself.

const QUESTIONS = 300;
/** Messages without a pause before that: an instance runs for weeks, and V8 has compiled what it does. */
const WARM_UP = 5000;
const PAUSE_US = 3000;

interface Asked {
  /** Milliseconds from start to the first OK. */
  readonly start: number;
  /** Microseconds from a line to its OK, on an idle stream; the median. */
  readonly idle: number;
}

function ask(scene: Scene, lines: Lines, questions: number, command: readonly string[]): Asked {
  const output = execFileSync(
    scene.omprog,
    [
      "ask",
      String(questions === 0 ? 0 : WARM_UP),
      String(questions),
      String(PAUSE_US),
      lines.file,
      ...command,
    ],
    { encoding: "latin1", stdio: ["ignore", "pipe", "ignore"] },
  );
  const [first = Number.NaN, ...times] = output.trim().split("\n").map(Number);
  times.sort((a, b) => a - b);
  return { start: first / 1e6, idle: (times[times.length >> 1] ?? Number.NaN) / 1e3 };
}

/** pulse-sekoia asked by itself. */
export function askPulse(scene: Scene, lines: Lines, questions = QUESTIONS): Asked {
  const workplace = benchWorkplace(scene.intake.url);
  try {
    const command = [...programCommand(), "run", "--config", workplace.configFile];
    return ask(scene, lines, questions, command);
  } finally {
    workplace.remove();
  }
}

/** The C program that only acknowledges, asked by itself. */
export function askAcknowledgeOnly(scene: Scene, lines: Lines): Asked {
  const counts = join(scene.dir, "counts");
  mkdirSync(counts, { recursive: true });
  return ask(scene, lines, QUESTIONS, [scene.omprog, "acknowledge", counts]);
}

/** Milliseconds that Node needs to do nothing. */
export function bareNode(): number {
  const start = performance.now();
  spawnSync(process.execPath, ["-e", "0"]);
  return performance.now() - start;
}

/** Peak memory in MiB of the larger instance while messages come and the intake is down all the time. */
export async function memoryDuringOutage(scene: Scene): Promise<number> {
  // Port 9 (discard) is nobody's.
  const workplace = createWorkplace("http://127.0.0.1:9");
  const rsyslogd = await startRsyslogd(workplace);
  try {
    await sendBytes(rsyslogd.listenerPort, scene.live.bytes);
    await until("everything is acknowledged", async () => {
      await delay(100);
      return acknowledged(workplace) === scene.live.messages;
    });
    return Math.max(...rsyslogd.helpers().map(peakMemory));
  } finally {
    await rsyslogd.stop();
    workplace.remove();
  }
}
