import { type Rsyslogd, startRsyslogd } from "../../test/support/rsyslogd.js";
import { createWorkplace, type Workplace } from "../../test/support/workplace.js";
import { BATCH_EVENTS } from "./batch.js";
import type { Arrived } from "./intake.js";
import { cpuTime, forgetPeakMemory, peakMemory, threadsOf, threadTimes } from "./processes.js";
import type { Scene, Traffic } from "./scene.js";
import { sendBytes } from "./sender.js";

// The messages through rsyslogd and pulse-sekoia, from the first byte sent over TCP to the last event
// confirmed; and what its counterparts (c-program.ts, syslog-ng.ts, omhttp.ts) share with that.

/** How the helper spends a microsecond, by thread; per event. */
export interface HelperCpu {
  readonly total: number;
  readonly acknowledging: number;
  /** Main thread: decoding, parsing, encoding, sending. */
  readonly shipping: number;
  /** libuv's pool: compressing, and reading the journal; V8's own threads: garbage, compiling. */
  readonly others: number;
}

export interface PulseRun {
  /** Messages a second. */
  readonly rate: number;
  readonly cpu: HelperCpu;
  /** Microseconds of rsyslogd's own CPU per event. */
  readonly rsyslogdCpu: number;
  readonly arrived: Arrived;
  /** MiB, the larger of the instances': the peak of the warm-up and start, and that of the measured run. */
  readonly startMemory: number;
  readonly memory: number;
}

/** One worker instead of the two that the snippet has. */
export function withWorkers(snippet: string, workers: number): string {
  return snippet.replace('queue.workerThreads="2"', `queue.workerThreads="${workers}"`);
}

/** A workplace that ships what is left of a batch soon, so that the clock does not wait for a second. */
export function benchWorkplace(url: string): Workplace {
  return createWorkplace(url, { batch: `{max_events: ${BATCH_EVENTS}, max_wait: 50ms}` });
}

/** Through rsyslogd, the shipped snippet and pulse-sekoia. */
export async function runPulse(scene: Scene, workers: number, delayMs = 0): Promise<PulseRun> {
  const { intake, warmUp, live } = scene;
  await intake.reset();
  const workplace = benchWorkplace(intake.url);
  const rsyslogd = await startRsyslogd(workplace, (snippet) => withWorkers(snippet, workers));
  try {
    await sendBytes(rsyslogd.listenerPort, warmUp.bytes);
    await intake.waitFor(warmUp.messages);
    await intake.reset({ delayMs });
    const helpers = rsyslogd.helpers();
    if (helpers.length !== workers) throw new Error(`${helpers.length} instances, not ${workers}`);
    const startMemory = Math.max(...helpers.map(peakMemory));
    helpers.forEach(forgetPeakMemory);
    const threads = helpers.map((pid) => ({ pid, ...threadsOf(pid) }));
    const times = () => threads.map(({ pid }) => threadTimes(pid));
    const before = times();
    const rsyslogdBefore = cpuTime(rsyslogd.pid);
    const start = process.hrtime.bigint();
    await sendBytes(rsyslogd.listenerPort, live.bytes);
    const arrived = await intake.waitFor(live.messages);
    const after = times();
    const rsyslogdCpu = cpuTime(rsyslogd.pid) - rsyslogdBefore;
    const spent = { acknowledging: 0, shipping: 0, others: 0 };
    threads.forEach(({ acknowledging, shipping }, i) => {
      for (const [thread, time] of after[i] ?? []) {
        const part =
          thread === acknowledging ? "acknowledging" : thread === shipping ? "shipping" : "others";
        spent[part] += time - (before[i]?.get(thread) ?? 0);
      }
    });
    const perEvent = (ns: number) => ns / 1000 / live.messages;
    const cpu = {
      acknowledging: perEvent(spent.acknowledging),
      shipping: perEvent(spent.shipping),
      others: perEvent(spent.others),
    };
    return {
      rate: rate(live, arrived.lastAt - start),
      cpu: { ...cpu, total: cpu.acknowledging + cpu.shipping + cpu.others },
      rsyslogdCpu: perEvent(rsyslogdCpu),
      arrived,
      startMemory,
      memory: Math.max(...helpers.map(peakMemory)),
    };
  } finally {
    await stop(rsyslogd, workplace);
  }
}

/** Ends what was measured. */
export async function stop(rsyslogd: Rsyslogd, workplace: Workplace): Promise<void> {
  await rsyslogd.stop();
  workplace.remove();
}

/** Messages a second. */
export function rate({ messages }: Traffic, nanoseconds: bigint): number {
  return messages / (Number(nanoseconds) / 1e9);
}
