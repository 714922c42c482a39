import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Intake } from "./intake.js";
import { compileOmprog, type SyslogNg, unpackSyslogNg } from "./tools.js";
import { trafficBytes } from "./traffic.js";

/** Sent before the clock runs: starts the second worker, and lets V8 compile what is hot. */
const WARM_UP_MESSAGES = 40_000;

/** Messages ready to be sent. */
export interface Traffic {
  readonly messages: number;
  readonly bytes: Buffer;
}

/** What all benchmarks share. */
export class Scene {
  /** Removed at the end. */
  readonly dir = mkdtempSync(join(tmpdir(), "pulse-sekoia-bench-"));
  readonly omprog = compileOmprog(this.dir);
  readonly syslogNg: SyslogNg | undefined = unpackSyslogNg();
  readonly warmUp = traffic(WARM_UP_MESSAGES, 7);
  readonly live: Traffic;
  readonly intake: Intake;

  private constructor(intake: Intake, messages: number) {
    this.intake = intake;
    this.live = traffic(messages, 1);
  }

  static async open(messages: number): Promise<Scene> {
    return new Scene(await Intake.start(), messages);
  }

  close(): void {
    this.intake.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** `messages` messages, the same for the same seed. */
export function traffic(messages: number, seed: number): Traffic {
  return { messages, bytes: trafficBytes(messages, seed) };
}
