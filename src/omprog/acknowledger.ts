import { readSync, writeSync } from "node:fs";
import type { Progress } from "../journal/progress.js";
import type { JournalWriter } from "../journal/writer.js";

const LF = 0x0a;
/** A pipe holds 64 KiB by default (pipe(7)); one read takes all of it. */
const READ_BYTES = 64 * 1024;
const OK = Buffer.from("OK\n");
const NO_BYTES: Buffer = Buffer.alloc(0);

/** Why the loop ended: stdin closed, somebody asked, or rsyslog no longer reads the answers. */
export type End = "eof" | "stopped" | "stdout-closed";

/**
 * The acknowledging side: reads lines from `input`, appends them to the journal, answers each one on
 * `output`. Blocks in read(2) and write(2), hence runs in a thread of its own; returns when the input
 * ends or a stop is requested.
 *
 * `onWake` is called when the lines that Progress.wakeAt asked for are stored; `onRefusing` with the reason
 * when lines begin to be refused, and with undefined when they are stored again.
 *
 * After each read there is one write to the journal and one to `output`, whatever number of lines came.
 *
 * Protocol: rsyslog's plugins/external/INTERFACE.md (confirmMessages on, no transactions).
 */
export function acknowledge(
  input: number,
  output: number,
  journal: JournalWriter,
  progress: Progress,
  events: { onWake(): void; onRefusing(reason: string | undefined): void },
): End {
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const framing = new Framing(journal);
  let refusing: string | undefined;
  for (;;) {
    const length = readBlocking(input, buffer);
    if (length === 0) return "eof";
    // What arrives together with or after a stop is not stored and not answered, so rsyslog sends it
    // again to the next instance.
    if (progress.stopRequested) return "stopped";
    const { answers, text, refused, failure } = framing.take(buffer.subarray(0, length));
    if (answers === 0) continue;
    if (failure !== refusing) {
      refusing = failure;
      events.onRefusing(failure);
    }
    if (!writeBlocking(output, text)) return "stdout-closed";
    progress.answered(answers, refused);
    if (progress.takeWake()) events.onWake();
  }
}

/** What to tell rsyslog about the lines that a piece of input completed. */
export interface Answers {
  readonly answers: number;
  /** How many of them are errors. */
  readonly refused: number;
  /** All of them, each with its LF. */
  readonly text: Buffer;
  /** Why the last line or piece of one could not be stored; undefined when it was. */
  readonly failure: string | undefined;
}

/**
 * Cuts the input into lines and stores them. Lines end at LF and nowhere else; bytes are not decoded. A
 * line that cannot be stored is answered with the reason; the rest of the input goes on.
 */
export class Framing {
  readonly #journal: JournalWriter;
  /** Why the line being read cannot be stored; its remaining bytes are passed over. */
  #broken: string | undefined;

  constructor(journal: JournalWriter) {
    this.#journal = journal;
  }

  /** Takes the next piece of input, cut anywhere. The bytes are not kept. */
  take(piece: Buffer): Answers {
    let bytes = piece;
    let text = NO_BYTES;
    let answers = 0;
    let refused = 0;
    const broken = this.#broken;
    if (broken !== undefined) {
      const lineEnd = bytes.indexOf(LF);
      if (lineEnd < 0) return { answers, refused, text, failure: broken };
      text = errorLine(broken);
      answers = 1;
      refused = 1;
      this.#broken = undefined;
      bytes = bytes.subarray(lineEnd + 1);
    }
    // The piece ended with the line that could not be stored.
    if (bytes.length === 0) return { answers, refused, text, failure: broken };
    const end = linesEnd(bytes);
    const lines = countLines(bytes, end);
    const failure = store(this.#journal, bytes, lines, end);
    if (failure === undefined) {
      text = join(text, repeat(OK, lines));
    } else {
      text = join(text, repeat(errorLine(failure), lines));
      refused += lines;
      if (end < bytes.length) this.#broken = failure;
    }
    return { answers: answers + lines, refused, text, failure };
  }
}

/** Stores what was read; returns undefined, or why it could not be stored. */
function store(
  journal: JournalWriter,
  bytes: Buffer,
  lines: number,
  end: number,
): string | undefined {
  try {
    journal.append(bytes, lines, end);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Where the last line ends, behind its LF; 0 where none does. rsyslog writes whole lines. */
function linesEnd(bytes: Buffer): number {
  return bytes[bytes.length - 1] === LF ? bytes.length : bytes.lastIndexOf(LF) + 1;
}

/** Number of LFs before `end`, which lies just behind the last one. */
function countLines(bytes: Buffer, end: number): number {
  let lines = 0;
  for (let at = 0; at < end; at = bytes.indexOf(LF, at) + 1) lines++;
  return lines;
}

function repeat(answer: Buffer, times: number): Buffer {
  if (times === 1) return answer;
  return times === 0 ? NO_BYTES : Buffer.concat(new Array<Buffer>(times).fill(answer));
}

function join(first: Buffer, second: Buffer): Buffer {
  return first.length === 0 ? second : Buffer.concat([first, second]);
}

/**
 * An answer that is not OK: rsyslog keeps the message, suspends the action, and with
 * reportFailures="on" writes this text into its own log.
 */
function errorLine(reason: string): Buffer {
  return Buffer.from(`not stored: ${reason.replaceAll(/[\r\n]+/g, " ")}\n`);
}

/** read(2) that waits even where the descriptor was left non-blocking. Returns 0 at the end of input. */
function readBlocking(fd: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(fd, buffer, 0, buffer.length, null);
    } catch (error) {
      if (!waitToRetry(error)) throw error;
    }
  }
}

/** write(2) of everything. Returns false when nobody reads the other end any more. */
function writeBlocking(fd: number, bytes: Buffer): boolean {
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EPIPE") return false;
      if (!waitToRetry(error)) throw error;
    }
  }
  return true;
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** Waits a moment and returns true when `error` says that the descriptor was not ready. */
function waitToRetry(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "EAGAIN" && code !== "EINTR") return false;
  if (code === "EAGAIN") Atomics.wait(never, 0, 0, 2);
  return true;
}
