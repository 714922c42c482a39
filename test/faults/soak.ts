// npm run soak -- --minutes 30 [--seed 1]: mixed traffic for that long, with random faults of the intake and,
// in the first minute, of the processes. Fails when anything is lost, or when the program's memory at the
// end is more than 20 % above that after the first minute.
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Fault } from "../../src/simulator/faults.js";
import { seededRandom } from "../../src/simulator/seeded-random.js";
import { type FaultRow, Scene } from "./scene.js";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "30" }, seed: { type: "string", default: "1" } },
});
const MINUTE_MS = 60_000;
const lengthMs = Number(values.minutes) * MINUTE_MS;
if (!(lengthMs >= 2 * MINUTE_MS)) {
  process.stderr.write("Give --minutes 2 or more: memory is compared with that after the first.\n");
  process.exit(2);
}
const random = seededRandom(Number(values.seed));
const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;

const FAULTS: readonly Fault[] = [
  { status: 500 },
  { status: 503, headers: { "Retry-After": "1" } },
  { status: 429 },
  { status: 401 },
  { cut: "before" },
  { cut: "body" },
  { cut: "after" },
  { hang: true },
  { drip: true },
  { fewerIds: 1 },
  { brokenBody: true },
  { delayMs: 300 },
];
const TEXTS = ["Login succeeded", "long ".repeat(200), "accents é à ü ß € 日本", "x".repeat(7000)];

const row: FaultRow = {
  name: "soak",
  fault: "random faults",
  config: () => ({ http: "{timeout: 2s}" }),
  play: async () => {},
};

const scene = await Scene.open(row, 0);
const began = performance.now();
const elapsed = () => performance.now() - began;
let helper = 0;
let faults = 0;
/** Samples of the program's resident memory, MiB, with the time they were taken at. */
const samples: { at: number; mib: number }[] = [];

/** Bursts and lulls, a few hundred messages a second in all. */
async function traffic(): Promise<void> {
  while (elapsed() < lengthMs) {
    await scene.send(Math.floor(random() * 600), oneOf(TEXTS));
    await delay(random() * 1000);
  }
}

async function trouble(): Promise<void> {
  while (elapsed() < lengthMs - 10_000) {
    faults++;
    const kind = random();
    if (kind < 0.1 && elapsed() < 0.6 * MINUTE_MS) await scene.killHelper();
    else if (kind < 0.2) {
      await scene.intake.stop("SIGKILL");
      await delay(random() * 5000);
      await scene.startIntake();
    } else if (kind < 0.3) scene.hangUp();
    else if (kind < 0.5) {
      const n = Math.floor(random() * scene.sent);
      const status = oneOf([400, 413, 422]);
      await scene.intake.fault({
        fault: { status },
        match: { containing: `sessionID="${n}` },
        requests: 30,
      });
    } else {
      await scene.intake.fault({ fault: oneOf(FAULTS), share: random() });
      await delay(random() * 8000);
      await scene.intake.clearFaults();
    }
    await delay(random() * 5000);
  }
  await scene.intake.clearFaults();
}

async function watch(): Promise<void> {
  while (elapsed() < lengthMs) {
    // The instance of the first worker; it is the one that lives on.
    const [first = 0] = scene.rsyslogd.helpers();
    if (elapsed() < MINUTE_MS) helper = first;
    const mib = residentMib(helper);
    if (mib !== undefined) samples.push({ at: elapsed(), mib });
    await delay(1000);
  }
}

/** undefined when there is no such process. */
function residentMib(pid: number): number | undefined {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return undefined;
  }
}

/** The median of the samples between two times. */
function median(from: number, to: number): number {
  const within = samples.filter(({ at }) => at >= from && at < to).map(({ mib }) => mib);
  within.sort((a, b) => a - b);
  return within[Math.floor(within.length / 2)] ?? Number.NaN;
}

try {
  await scene.startRsyslogd();
  await scene.send(1);
  await scene.helper();
  await Promise.all([traffic(), trouble(), watch()]);
  scene.recover();
  const outcome = await scene.outcome();
  const first = median(0.75 * MINUTE_MS, 1.25 * MINUTE_MS);
  const last = median(lengthMs - 0.5 * MINUTE_MS, lengthMs);
  const growth = (last / first - 1) * 100;
  const minutes = Array.from({ length: Math.floor(lengthMs / MINUTE_MS) }, (_, n) =>
    median(n * MINUTE_MS, (n + 1) * MINUTE_MS).toFixed(0),
  );
  const peak = Math.max(...samples.map(({ mib }) => mib));
  process.stdout.write(
    [
      `${values.minutes} minutes, seed ${values.seed}, ${faults} faults`,
      `sent ${outcome.sent}, arrived ${outcome.arrived}, duplicates ${outcome.duplicates}, dead letters ${outcome.deadLetters}, lost ${outcome.lost}`,
      `memory: ${first.toFixed(0)} MiB after the first minute, ${last.toFixed(0)} MiB at the end (${growth.toFixed(0)} %), ${peak.toFixed(0)} MiB at the most`,
      `by minute: ${minutes.join(", ")} MiB`,
      "",
    ].join("\n"),
  );
  process.exitCode = outcome.lost === 0 && growth <= 20 ? 0 : 1;
} finally {
  await scene.close();
}
