import threadSource from "thread:./thread.ts";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Progress } from "../journal/progress.js";
import type { WriterSettings } from "../journal/writer.js";
import type { End } from "./acknowledger.js";

/** What the thread is given. */
export interface ThreadData {
  readonly input: number;
  readonly output: number;
  readonly writer: WriterSettings;
  readonly progress: SharedArrayBuffer;
}

/** What the thread says; see ThreadEvents. */
export type FromThread =
  | { type: "ready" }
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
 * Starts acknowledging what comes on `input` into a new journal. The first OK, which tells rsyslog to
 * begin, is written by the thread's owner after this resolves. Rejects when the journal cannot be
 * opened.
 */
export async function startAcknowledging(
  input: number,
  output: number,
  writer: WriterSettings,
  progress: Progress,
  events: ThreadEvents,
): Promise<void> {
  const data: ThreadData = { input, output, writer, progress: progress.buffer };
  const worker = new Worker(threadSource, {
    eval: true,
    workerData: data,
    // Nothing it makes outlives a line; V8 would let several MiB of that pile up.
    resourceLimits: { maxYoungGenerationSizeMb: 1 },
  });
  await new Promise<void>((resolve, reject) => {
    let ready = false;
    worker.on("message", (message: FromThread) => {
      if (message.type === "ready") {
        ready = true;
        resolve();
      } else if (message.type === "wake") events.onWake();
      else if (message.type === "refusing") events.onRefusing(message.reason);
      else events.onEnd(message.end);
    });
    worker.on("error", (error) => {
      if (ready) events.onFailure(error);
      else reject(error);
    });
  });
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
