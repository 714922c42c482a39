import { type Lines, placeBacklog } from "./backlog.js";
import { BATCH_EVENTS } from "./batch.js";
import { type Instance, startInstance } from "./instance.js";
import { benchWorkplace } from "./live.js";
import { median } from "./median.js";
import { cpuTime } from "./processes.js";
import type { Scene } from "./scene.js";

/** Microseconds of CPU per event. */
export interface BacklogCost {
  /** While MANY events, or nearly as many, wait. */
  readonly many: number;
  /** While less than a million wait. */
  readonly few: number;
}

const MANY = 10_000_000;
/** What it ships in all its turns, and a few more. */
const FEW = 1_200_000;
/** Turns before it counts: V8 compiles what is hot. */
const FIRST_TURNS = 6;
const TURNS = 8;
const TURN_REQUESTS = 60;

/**
 * Two instances, one with a much larger backlog, ship in turns: while one does, the other is stopped. Half a
 * second apart they meet the same machine; the speed of a virtual one wanders by a third within a minute.
 */
export async function compareBacklogs(scene: Scene, lines: Lines): Promise<BacklogCost> {
  const { intake } = scene;
  const many = benchWorkplace(intake.url);
  const few = benchWorkplace(intake.url);
  placeBacklog(scene, many.spoolDir, lines, MANY);
  placeBacklog(scene, few.spoolDir, lines, FEW);
  await intake.reset();
  const instances: Instance[] = [];
  try {
    for (const workplace of [many, few]) {
      const instance = startInstance(workplace);
      instances.push(instance);
      await turn(scene, instance);
    }
    const costs: number[][] = [[], []];
    for (let number = 0; number < FIRST_TURNS + TURNS; number++) {
      for (const [which, instance] of instances.entries()) {
        const cost = await turn(scene, instance);
        if (number >= FIRST_TURNS) costs[which]?.push(cost);
      }
    }
    const [costMany = [], costFew = []] = costs;
    return { many: median(costMany), few: median(costFew) };
  } finally {
    await Promise.all(instances.map((instance) => instance.kill()));
    many.remove();
    few.remove();
  }
}

/** Lets an instance ship some requests, then stops it. Returns microseconds of its CPU per event. */
async function turn({ intake }: Scene, { pid }: Instance): Promise<number> {
  const before = { requests: await intake.requests(), cpu: cpuTime(pid) };
  process.kill(pid, "SIGCONT");
  await intake.waitForRequests(before.requests + TURN_REQUESTS);
  process.kill(pid, "SIGSTOP");
  const requests = (await intake.quiet()) - before.requests;
  return (cpuTime(pid) - before.cpu) / 1000 / (requests * BATCH_EVENTS);
}
