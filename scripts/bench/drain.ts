import { spawn } from "node:child_process";
import { once } from "node:events";
import { programCommand } from "../../test/support/program.js";
import { type Lines, placeBacklog } from "./backlog.js";
import { benchWorkplace } from "./live.js";
import { cpuTime } from "./processes.js";

import type { Scene } from "./scene.js";

export interface Drained {
  /** Events a second, from the first confirmed batch to the last. */
  readonly rate: number;
  /** Microseconds of CPU per event. */
  readonly cpu: number;
}

/** Before the clock runs: lets V8 compile what is hot. */
const WARM_UP_EVENTS = 50_000;

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
    await intake.reset();
    const pid = child.pid ?? 0;
    const before = cpuTime(pid);
    placeBacklog(scene, workplace.spoolDir, lines, events);
    const { firstAt, lastAt } = await intake.waitFor(events);
    const spent = cpuTime(pid) - before;
    return {
      rate: events / (Number(lastAt - firstAt) / 1e9),
      cpu: spent / 1000 / events,
    };
  } finally {
    child.stdin.end();
    await exited;
    workplace.remove();
  }
}
