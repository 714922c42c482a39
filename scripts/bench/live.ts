import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Rsyslogd, startRsyslogd } from "../../test/support/rsyslogd.js";
import { until } from "../../test/support/until.js";
import { createWorkplace, KEY, type Workplace } from "../../test/support/workplace.js";
import type { Arrived } from "./intake.js";
import { cpuTime, peakMemory, threadsOf, threadTimes } from "./processes.js";
import type { Scene, Traffic } from "./scene.js";
import { sendBytes } from "./sender.js";

// The same messages through different programs, from the first byte sent over TCP to the last event
// confirmed (or, where nothing is shipped, to the last message acknowledged).

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
  /** MiB, the largest of the instances. */
  readonly memory: number;
}

const BATCH_EVENTS = 1000;

/** One worker instead of the two that the snippet has. */
function withWorkers(snippet: string, workers: number): string {
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
    await intake.reset(delayMs);
    const helpers = rsyslogd.helpers();
    if (helpers.length !== workers) throw new Error(`${helpers.length} instances, not ${workers}`);
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
      memory: Math.max(...helpers.map(peakMemory)),
    };
  } finally {
    await stop(rsyslogd, workplace);
  }
}

/** Through rsyslogd and the shipped snippet to the C program that only acknowledges. */
export async function runAcknowledgeOnly(scene: Scene, workers: number): Promise<number> {
  const { warmUp, live } = scene;
  const workplace = benchWorkplace(scene.intake.url);
  const counts = join(workplace.dir, "counts");
  mkdirSync(counts);
  const rsyslogd = await startRsyslogd(workplace, (snippet) =>
    withWorkers(snippet, workers).replace(
      /binary="[^"]*"/,
      `binary="${scene.omprog} acknowledge ${counts}"`,
    ),
  );
  try {
    const acknowledged = () =>
      readdirSync(counts).reduce((sum, name) => {
        const bytes = readFileSync(join(counts, name));
        return sum + (bytes.length === 8 ? Number(bytes.readBigUInt64LE()) : 0);
      }, 0);
    await sendBytes(rsyslogd.listenerPort, warmUp.bytes);
    await until("the warm-up is acknowledged", () => acknowledged() === warmUp.messages);
    const start = process.hrtime.bigint();
    await sendBytes(rsyslogd.listenerPort, live.bytes);
    const all = warmUp.messages + live.messages;
    while (acknowledged() < all) await delay(5);
    return rate(live, process.hrtime.bigint() - start);
  } finally {
    await stop(rsyslogd, workplace);
  }
}

/** Through syslog-ng's http(): the same requests, but not compressed: this version cannot. */
export async function runSyslogNg(scene: Scene, workers: number, delayMs = 0): Promise<number> {
  const { intake, syslogNg, warmUp, live } = scene;
  if (!syslogNg) throw new Error("syslog-ng is not there");
  await intake.reset();
  const dir = mkdtempSync(join(scene.dir, "syslog-ng-"));
  const at = (name: string) => join(dir, name);
  const port = 20_000 + (process.pid % 10_000);
  writeFileSync(
    at("syslog-ng.conf"),
    `@version: 3.38
@module afsocket
@module syslogformat
@module http
@module json-plugin
options { stats-freq(0); };
source s {
  network(ip(127.0.0.1) port(${port}) transport("tcp") flags(syslog-protocol)
    log-fetch-limit(1000) log-iw-size(50000) max-connections(10));
};
destination d {
  http(url("${intake.url}/array") method("POST") headers("Content-Type: application/json")
    body('$(format-json --scope none intake_key=${KEY} json=$MSG timestamp=$ISODATE)')
    body-prefix("[") delimiter(",") body-suffix("]")
    batch-lines(${BATCH_EVENTS}) batch-timeout(50) workers(${workers}) log-fifo-size(100000));
};
log { source(s); destination(d); flags(flow-control); };
`,
  );
  const files = ["-f", "-p", "-R", "-c"].flatMap((flag, i) => [
    flag,
    at(["syslog-ng.conf", "pid", "persist", "control"][i] as string),
  ]);
  const child = spawn(
    syslogNg.program,
    [...files, "-F", "--no-caps", `--module-path=${syslogNg.modules}`],
    { env: { ...process.env, LD_LIBRARY_PATH: syslogNg.libraries }, stdio: "ignore" },
  );
  const exited = new Promise((done) => child.once("exit", done));
  try {
    await until("syslog-ng listens", () =>
      sendBytes(port, Buffer.alloc(0)).then(
        () => true,
        () => child.exitCode !== null && Promise.reject(new Error("syslog-ng ended at once")),
      ),
    );
    await sendBytes(port, warmUp.bytes);
    await intake.waitFor(warmUp.messages);
    await intake.reset(delayMs);
    const start = process.hrtime.bigint();
    await sendBytes(port, live.bytes);
    const { lastAt } = await intake.waitFor(live.messages);
    return rate(live, lastAt - start);
  } finally {
    child.kill("SIGKILL");
    await exited;
  }
}

async function stop(rsyslogd: Rsyslogd, workplace: Workplace): Promise<void> {
  await rsyslogd.stop();
  workplace.remove();
}

function rate({ messages }: Traffic, nanoseconds: bigint): number {
  return messages / (Number(nanoseconds) / 1e9);
}
