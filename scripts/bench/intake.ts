import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** What has arrived, by the listener's own count. */
export interface Arrived {
  readonly events: number;
  readonly requests: number;
  /** Bytes of the bodies as sent. */
  readonly bytes: number;
  /** Bytes of the bodies before compression. */
  readonly plainBytes: number;
  /** When the first and the last request were answered, on the monotonic clock in nanoseconds. */
  readonly firstAt: bigint;
  readonly lastAt: bigint;
}

const LOOK_MS = 20;
/** Nothing is unpacked and counted before it has been quiet for this long: that would disturb the run. */
const QUIET_MS = 250;
const PATIENCE_MS = 120_000;

/** The listener (listener.ts) as a process. */
export class Intake {
  readonly port: number;
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** `port` 0: any free one. */
  static async start(port = 0): Promise<Intake> {
    const program = join(import.meta.dirname, "listener.mjs");
    const child = spawn(process.execPath, [program, String(port)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return new Intake(child, Number(line.toString("latin1")));
  }

  /** Forgets what arrived. From then on each request takes `delayMs`. */
  async reset({ delayMs = 0 } = {}): Promise<void> {
    await this.#ask(`reset?delay=${delayMs}`);
  }

  /** Requests answered since the last reset. */
  async requests(): Promise<number> {
    return (await this.#ask("seen")).requests as number;
  }

  /** Waits until so many requests have been answered since the last reset. */
  async waitForRequests(requests: number): Promise<void> {
    const began = performance.now();
    while ((await this.requests()) < requests) {
      if (performance.now() - began > PATIENCE_MS)
        throw new Error(`${requests} requests never came`);
      await delay(LOOK_MS);
    }
  }

  /** Waits until no more requests come. Returns how many there were since the last reset. */
  async quiet(): Promise<number> {
    for (let before = -1; ; await delay(LOOK_MS)) {
      const requests = await this.requests();
      if (requests === before) return requests;
      before = requests;
    }
  }

  /** Waits for `events` events; more than that is an error, and so is a long silence before. */
  async waitFor(events: number): Promise<Arrived> {
    let known = "";
    let since = performance.now();
    for (;;) {
      await delay(LOOK_MS);
      const { lastAt } = await this.#ask("seen");
      const now = performance.now();
      if (lastAt !== known) {
        known = lastAt as string;
        since = now;
        continue;
      }
      const quiet = now - since;
      if (known === "0" && quiet < PATIENCE_MS) continue;
      if (quiet < QUIET_MS) continue;
      const arrived = await this.#count();
      if (arrived.events === events) return arrived;
      if (arrived.events > events || quiet > PATIENCE_MS) {
        throw new Error(`${arrived.events} events arrived, ${events} were sent`);
      }
      await delay(QUIET_MS);
    }
  }

  stop(): void {
    this.#child.kill();
  }

  async #count(): Promise<Arrived> {
    const { firstAt, lastAt, ...numbers } = await this.#ask("count");
    return {
      ...(numbers as unknown as Omit<Arrived, "firstAt" | "lastAt">),
      firstAt: BigInt(firstAt as string),
      lastAt: BigInt(lastAt as string),
    };
  }

  async #ask(what: string): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.url}/${what}`, { method: "POST" });
    return (await answer.json()) as Record<string, unknown>;
  }
}
