import { type Lines, placeBacklog } from "./backlog.js";
import { BATCH_EVENTS } from "./batch.js";
import { startInstance } from "./instance.js";
import { benchWorkplace } from "./live.js";
import type { Scene } from "./scene.js";

/** Before the clock runs: lets V8 compile what is hot. */
const WARM_UP_EVENTS = 500_000;

/**
 * One instance ships a journal that an outage (and a dead instance) has left. Returns events a second, from the
 * first confirmed batch to the last.
 */
export async function drain(scene: Scene, lines: Lines, events: number): Promise<number> {
  const { intake } = scene;
  await intake.reset();
  const workplace = benchWorkplace(intake.url);
  placeBacklog(scene, workplace.spoolDir, lines, WARM_UP_EVENTS);
  const instance = startInstance(workplace);
  try {
    await intake.waitFor(WARM_UP_EVENTS);
    await intake.reset();
    placeBacklog(scene, workplace.spoolDir, lines, events);
    const { firstAt, lastAt, requests } = await intake.waitFor(events);
    if (requests !== events / BATCH_EVENTS) {
      throw new Error(`${events} events came in ${requests} requests, not ${BATCH_EVENTS} in each`);
    }
    return events / (Number(lastAt - firstAt) / 1e9);
  } finally {
    await instance.finish();
    workplace.remove();
  }
}
