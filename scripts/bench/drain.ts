import { spawn } from "node:child_process";
import { once } from "node:events";
import { programCommand } from "../../test/support/program.js";
import { type Lines, placeBacklog } from "./backlog.js";
import { BATCH_EVENTS } from "./batch.js";
import { benchWorkplace } from "./live.js";
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
const WARM_UP_EVENTS = 100_000;
/** Not measured either: the instance gets into its stride, whatever adopting the backlog costs. */
const FIRST_EVENTS = 50_000;
/** What is compared: this many events early in the drain with as many that end before the last ones. */
const STRETCH_EVENTS = 150_000;
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
    const marks = [
      FIRST_EVENTS,
      FIRST_EVENTS + STRETCH_EVENTS,
      events - LAST_EVENTS - STRETCH_EVENTS,
      events - LAST_EVENTS,
    ];
    await intake.reset({
      each: events > KEPT_EVENTS,
      watch: { pid: child.pid ?? 0, at: marks.map((mark) => mark / BATCH_EVENTS) },
    });
    placeBacklog(scene, workplace.spoolDir, lines, events);
    const { firstAt, lastAt, requests, watched } = await intake.waitFor(events);
    if (requests !== events / BATCH_EVENTS) {
      throw new Error(`${events} events came in ${requests} requests, not ${BATCH_EVENTS} in each`);
    }
    const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = watched;
    return {
      rate: events / (Number(lastAt - firstAt) / 1e9),
      cpuAtFirst: (b - a) / 1000 / STRETCH_EVENTS,
      cpuAtLast: (d - c) / 1000 / STRETCH_EVENTS,
    };
  } finally {
    child.stdin.end();
    await exited;
    workplace.remove();
  }
}
