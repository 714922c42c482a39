import threadSource from "thread:./thread.ts";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Progress } from "../journal/progress.js";
import type { WriterSettings } from "../journal/writer.js";
import type { End } from "./acknowledger.js";

/** What the thread is told to do. */
export interface ThreadTask {
  readonly input: number;
  readonly output: number;
  readonly writer: WriterSettings;
  readonly progress: SharedArrayBuffer;
}

/** What the thread says; see ThreadEvents. */
export type FromThread =
  | { type: "ready" }
  /** The journal cannot be opened. */
  | { type: "unusable"; reason: string }
  | { type: "wake" }
  | { type: "refusing"; reason: string | undefined }
  | { type: "end"; end: End };

export interface ThreadEvents {
  /** The lines asked for with Progress.wakeAt are there. */
  onWake(): void;
  /** Lines cannot be stored, and why; undefined: they are stored again. */
  onRefusing(reason: string | undefined): void;
  /** No more lines will be acknowledged. */
  onEnd(end: End): void;
  /** The thread died; lines may still come and nobody answers them. */
  onFailure(error: Error): void;
}

/**
 * The thread that acknowledges. It takes as long to start as the rest of the program does, so it is made
 * first, and told what to do when that is known.
 */
export class AcknowledgingThread {
  readonly #worker: Worker | undefined;
  #failure: Error | undefined;
  #onFailure: (error: Error) => void = () => {};

  /** Never throws: where the system has no thread left (EAGAIN), there is no log yet to say so. `begin` does. */
  constructor() {
    try {
      this.#worker = new Worker(threadSource, {
        eval: true,
        // Nothing it makes outlives a line; V8 would let several MiB of that pile up.
        resourceLimits: { maxYoungGenerationSizeMb: 1 },
      });
    } catch (error) {
      this.#failure = new Error(`no thread can be started: ${(error as Error).message}`);
    }
    this.#worker?.on("error", (error) => {
      this.#failure = error;
      this.#onFailure(error);
    });
  }

  /**
   * Starts acknowledging what comes on `input` into a new journal. The first OK, which tells rsyslog to
   * begin, is written by the thread's owner after this resolves. Rejects with what open(2) says of the journal.
   */
  async begin(
    input: number,
    output: number,
    writer: WriterSettings,
    progress: Progress,
    events: ThreadEvents,
  ): Promise<void> {
    const task: ThreadTask = { input, output, writer, progress: progress.buffer };
    await new Promise<void>((resolve, reject) => {
      this.#onFailure = events.onFailure;
      if (this.#failure) events.onFailure(this.#failure);
      this.#worker?.on("message", (message: FromThread) => {
        if (message.type === "ready") resolve();
        else if (message.type === "unusable") reject(new Error(message.reason));
        else if (message.type === "wake") events.onWake();
        else if (message.type === "refusing") events.onRefusing(message.reason);
        else events.onEnd(message.end);
      });
      this.#worker?.postMessage(task);
    });
  }
}

/**
 * Wakes a thread that waits in read(2) on the pipe `input`, after Progress.requestStop: a byte is put
 * into the pipe from our own end of it. The thread stores nothing after a stop, so the byte goes
 * nowhere. Does nothing where stdin is no pipe.
 */
export function interruptRead(input: number): void {
  try {
    const fd = openSync(`/proc/self/fd/${input}`, constants.O_WRONLY | constants.O_NONBLOCK);
    try {
      writeSync(fd, "\n");
    } finally {
      closeSync(fd);
    }
  } catch {
    // A full pipe needs no waking. Anything else (a terminal, a socket) is not how rsyslog starts us;
    // the caller ends the process without the thread's consent.
  }
}
