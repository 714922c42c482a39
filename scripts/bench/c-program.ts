import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startRsyslogd } from "../../test/support/rsyslogd.js";
import { until } from "../../test/support/until.js";
import { benchWorkplace, rate, stop, withWorkers } from "./live.js";
import { cpuTime } from "./processes.js";
import type { Scene } from "./scene.js";
import { sendBytes } from "./sender.js";

/** What omprog.c does with a line: nothing, or append it to a file. */
export type Duty = "acknowledge" | "store";

export interface CRun {
  /** Messages a second, from the first byte sent to the last message acknowledged. */
  readonly rate: number;
  /** Microseconds of CPU of the C program per message. */
  readonly cpu: number;
  /** The same of rsyslogd. */
  readonly rsyslogdCpu: number;
}

/** The messages through rsyslogd and the shipped snippet to the C program. */
export async function runC(scene: Scene, duty: Duty, workers: number): Promise<CRun> {
  const { warmUp, live } = scene;
  const workplace = benchWorkplace(scene.intake.url);
  const counts = join(workplace.dir, "counts");
  mkdirSync(counts);
  const rsyslogd = await startRsyslogd(workplace, (snippet) =>
    withWorkers(snippet, workers).replace(
      /binary="[^"]*"/,
      `binary="${scene.omprog} ${duty} ${counts}"`,
    ),
  );
  try {
    await sendBytes(rsyslogd.listenerPort, warmUp.bytes);
    await until("the warm-up is acknowledged", () => acknowledged(counts) === warmUp.messages);
    const helpers = rsyslogd.helpers();
    if (helpers.length !== workers) throw new Error(`${helpers.length} instances, not ${workers}`);
    const spent = () => helpers.reduce((sum, pid) => sum + cpuTime(pid), 0);
    const before = spent();
    const rsyslogdBefore = cpuTime(rsyslogd.pid);
    const start = process.hrtime.bigint();
    await sendBytes(rsyslogd.listenerPort, live.bytes);
    const all = warmUp.messages + live.messages;
    while (acknowledged(counts) < all) await delay(5);
    const end = process.hrtime.bigint();
    return {
      rate: rate(live, end - start),
      cpu: (spent() - before) / 1000 / live.messages,
      rsyslogdCpu: (cpuTime(rsyslogd.pid) - rsyslogdBefore) / 1000 / live.messages,
    };
  } finally {
    await stop(rsyslogd, workplace);
  }
}

/** Sum of what the instances have counted so far. */
function acknowledged(counts: string): number {
  return readdirSync(counts)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readFileSync(join(counts, name)))
    .reduce((sum, bytes) => sum + (bytes.length === 8 ? Number(bytes.readBigUInt64LE()) : 0), 0);
}
