import { type Lines, recordLines } from "./backlog.js";
import { type BacklogCost, compareBacklogs } from "./backlog-cost.js";
import { type Duty, runC } from "./c-program.js";
import { drain } from "./drain.js";
import { runPulse } from "./live.js";
import { findOmhttp, runOmhttp } from "./omhttp.js";
import { measurePieces, type Pieces } from "./pieces.js";
import type { Scene } from "./scene.js";
import { runSyslogNg } from "./syslog-ng.js";

/** One round of measurements: what several rows need is measured once, and next to its counterpart. */
export class Round {
  readonly scene: Scene;
  readonly #lines: () => Promise<Lines>;
  readonly #done = new Map<string, Promise<unknown>>();

  constructor(scene: Scene, lines: () => Promise<Lines>) {
    this.scene = scene;
    this.#lines = lines;
  }

  pulse(workers: number, delayMs = 0) {
    return this.#once(`pulse ${workers} ${delayMs}`, () => runPulse(this.scene, workers, delayMs));
  }

  c(duty: Duty, workers: number) {
    return this.#once(`C ${duty} ${workers}`, () => runC(this.scene, duty, workers));
  }

  async omhttp(): Promise<number | undefined> {
    const module = findOmhttp();
    if (module === undefined) return undefined;
    return this.#once("omhttp", () => runOmhttp(this.scene, module));
  }

  async pieces(): Promise<Pieces> {
    const lines = await this.lines();
    return this.#once("pieces", async () => measurePieces(lines));
  }

  async syslogNg(workers: number, delayMs = 0): Promise<number | undefined> {
    if (this.scene.syslogNg === undefined) return undefined;
    return this.#once(`syslog-ng ${workers} ${delayMs}`, () =>
      runSyslogNg(this.scene, workers, delayMs),
    );
  }

  async drain(events: number): Promise<number> {
    return drain(this.scene, await this.lines(), events);
  }

  async backlogCost(): Promise<BacklogCost> {
    return compareBacklogs(this.scene, await this.lines());
  }

  lines(): Promise<Lines> {
    return this.#lines();
  }

  #once<T>(name: string, measure: () => Promise<T>): Promise<T> {
    const known = this.#done.get(name) as Promise<T> | undefined;
    if (known) return known;
    const fresh = measure();
    this.#done.set(name, fresh);
    return fresh;
  }
}

/** The lines that backlogs are made of, recorded when first asked for. */
export function linesOnce(scene: Scene): () => Promise<Lines> {
  let lines: Promise<Lines> | undefined;
  return () => {
    lines ??= recordLines(scene);
    return lines;
  };
}
