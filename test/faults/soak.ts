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
let faults = 0;
/** Resident memory of each instance, MiB, every second. Instances of the second worker come and go. */
const samples = new Map<number, number[]>();

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
    for (const pid of scene.rsyslogd.helpers()) {
      const mib = residentMib(pid);
      if (mib === undefined) continue;
      const known = samples.get(pid);
      if (known) known.push(mib);
      else samples.set(pid, [mib]);
    }
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

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

try {
  await scene.startRsyslogd();
  await scene.send(1);
  await scene.helper();
  await Promise.all([traffic(), trouble(), watch()]);
  scene.recover();
  const outcome = await scene.outcome();
  // The instance that lived longest: its age in minutes, and its memory in each of them.
  const longest = [...samples.values()].reduce((a, c) => (c.length > a.length ? c : a), []);
  const minutes = Array.from({ length: Math.floor(longest.length / 60) }, (_, n) =>
    median(longest.slice(n * 60, (n + 1) * 60)),
  );
  const first = median(longest.slice(45, 75));
  const last = median(longest.slice(-30));
  const growth = (last / first - 1) * 100;
  const fatal = scene.log().match(/"level":"fatal".*/g) ?? [];
  process.stdout.write(
    [
      `${values.minutes} minutes, seed ${values.seed}, ${faults} faults`,
      `sent ${outcome.sent}, arrived ${outcome.arrived}, duplicates ${outcome.duplicates}, dead letters ${outcome.deadLetters}, lost ${outcome.lost}`,
      `memory: ${first.toFixed(0)} MiB after the first minute, ${last.toFixed(0)} MiB at the end (${growth.toFixed(0)} %), ${Math.max(...longest).toFixed(0)} MiB at the most`,
      `by minute: ${minutes.map(Math.round).join(", ")} MiB`,
      ...fatal,
      "",
    ].join("\n"),
  );
  process.exitCode = outcome.lost === 0 && growth <= 20 && fatal.length === 0 ? 0 : 1;
} finally {
  await scene.close();
}
