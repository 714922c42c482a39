import { spawn } from "node:child_process";
import { once } from "node:events";
import { programCommand } from "../../test/support/program.js";
import { type Lines, placeBacklog } from "./backlog.js";
import { BATCH_EVENTS } from "./batch.js";
import { benchWorkplace } from "./live.js";
import { median } from "./median.js";
import type { Scene } from "./scene.js";

export interface Drained {
  /** Events a second, from the first confirmed batch to the last. */
  readonly rate: number;
  /** Microseconds of CPU per event while nearly all of the backlog waits. */
  readonly cpuAtFirst: number;
  /** The same when nearly nothing waits any more. */
  readonly cpuAtLast: number;
}

/** Before the clock runs: lets V8 compile what is hot. */
const WARM_UP_EVENTS = 500_000;
/** Not measured either: the instance gets into its stride, whatever adopting the backlog costs. */
const FIRST_EVENTS = 50_000;
/** What is compared: the median of stretches early in the drain with that of stretches before the last events. */
const STRETCHES = 5;
const STRETCH_EVENTS = 30_000;
const LAST_EVENTS = 10_000;
/** The listener keeps the bodies of so many events (50 MB), and does not count them while the clock runs. */
const KEPT_EVENTS = 1_000_000;

/** One instance ships a journal that an outage (and a dead instance) has left. */
export async function drain(scene: Scene, lines: Lines, events: number): Promise<Drained> {
  const { intake } = scene;
  await intake.reset();
  const workplace = benchWorkplace(intake.url);
  placeBacklog(scene, workplace.spoolDir, lines, WARM_UP_EVENTS);
  const [node, ...program] = programCommand();
  const child = spawn(node, [...program, "run", "--config", workplace.configFile], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const exited = once(child, "exit");
  try {
    await intake.waitFor(WARM_UP_EVENTS);
    const first = marks(FIRST_EVENTS);
    const last = marks(events - LAST_EVENTS - STRETCHES * STRETCH_EVENTS);
    await intake.reset({
      each: events > KEPT_EVENTS,
      watch: { pid: child.pid ?? 0, at: [...first, ...last] },
    });
    placeBacklog(scene, workplace.spoolDir, lines, events);
    const { firstAt, lastAt, requests, watched } = await intake.waitFor(events);
    if (requests !== events / BATCH_EVENTS) {
      throw new Error(`${events} events came in ${requests} requests, not ${BATCH_EVENTS} in each`);
    }
    return {
      rate: events / (Number(lastAt - firstAt) / 1e9),
      cpuAtFirst: perEvent(watched.slice(0, first.length)),
      cpuAtLast: perEvent(watched.slice(first.length)),
    };
  } finally {
    child.stdin.end();
    await exited;
    workplace.remove();
  }
}

/** The requests at which stretches begin and end, when the first one begins after `events`. */
function marks(events: number): number[] {
  return Array.from(
    { length: STRETCHES + 1 },
    (_, i) => (events + i * STRETCH_EVENTS) / BATCH_EVENTS,
  );
}

/** Microseconds per event, the median of the stretches between these marks. */
function perEvent(watched: readonly number[]): number {
  return (
    median(watched.slice(1).map((time, i) => time - (watched[i] ?? 0))) / 1000 / STRETCH_EVENTS
  );
}
