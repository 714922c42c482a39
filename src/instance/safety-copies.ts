import { statSync } from "node:fs";
import { JournalAppender } from "../journal/appender.js";
import { close, open, read } from "../journal/async-files.js";
import { type Position, segmentPath } from "../journal/layout.js";
import type { Progress } from "../journal/progress.js";
import { removeJournal, type Spool } from "../journal/spool.js";
import type { Log } from "../logging/log.js";
import { Outage, type Trouble } from "../status/outage.js";

const PIECE_BYTES = 1024 * 1024;
const LF = 0x0a;

/** The copy of a segment. */
interface Copy {
  readonly dir: string;
  readonly appender: JournalAppender;
  /** The segment's bytes before this are in it. */
  copied: number;
}

/**
 * After fsync has failed, the kernel may forget what was written, and tells only once. The segment's lines are still
 * readable, so what is not delivered of them is copied into a journal of its own and synced there. Nobody reads that
 * as long as this process lives; if it dies, the next instance takes it over like any other. It goes when the segment
 * does.
 */
export class SafetyCopies {
  readonly #spool: Spool;
  readonly #progress: Progress;
  readonly #segmentBytes: number;
  readonly #outage: Outage;
  readonly #unsafe = new Map<number, Copy | undefined>();
  #working: Promise<void> = Promise.resolve();

  constructor(spool: Spool, progress: Progress, segmentBytes: number, log: Log) {
    this.#spool = spool;
    this.#progress = progress;
    this.#segmentBytes = segmentBytes;
    this.#outage = new Outage(
      log,
      "Acknowledged messages would be lost if the machine failed now. Look after the disk",
      "all acknowledged messages are safe on disk again",
    );
  }

  get trouble(): Trouble | undefined {
    return this.#outage.trouble;
  }

  /** fsync said that lines of `segment` may be lost. */
  add(segment: number): void {
    if (!this.#unsafe.has(segment)) this.#unsafe.set(segment, undefined);
  }

  /** Copies what is not copied, and removes what is not needed: everything before `settled` is delivered. */
  keep(settled: Position): Promise<void> {
    this.#working = this.#working.then(() => this.#keep(settled));
    return this.#working;
  }

  async #keep(settled: Position): Promise<void> {
    for (const segment of [...this.#unsafe.keys()]) {
      try {
        if (segment < settled.segment) this.#drop(segment);
        else await this.#copy(segment, segment === settled.segment ? settled.offset : 0);
        this.#outage.ended();
      } catch (error) {
        this.#outage.failed(
          `fsync failed for ${segmentPath(this.#spool.ownDir, segment)}, and its messages cannot be copied: ${(error as Error).message}`,
        );
      }
    }
  }

  #drop(segment: number): void {
    const copy = this.#unsafe.get(segment);
    if (copy) removeJournal(copy.dir);
    this.#unsafe.delete(segment);
  }

  async #copy(segment: number, from: number): Promise<void> {
    const path = segmentPath(this.#spool.ownDir, segment);
    const { position } = this.#progress;
    const end =
      position.segment === segment
        ? position.offset
        : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
    const copy = this.#unsafe.get(segment) ?? this.#begin(segment, from);
    if (copy.copied >= end) return;
    const fd = await open(path, "r");
    try {
      await this.#copyFrom(fd, copy, end);
    } finally {
      await close(fd);
    }
  }

  #begin(segment: number, from: number): Copy {
    const dir = this.#spool.newJournal();
    const appender = new JournalAppender(dir, this.#segmentBytes, true);
    const copy = { dir, appender, copied: from };
    this.#unsafe.set(segment, copy);
    return copy;
  }

  async #copyFrom(fd: number, copy: Copy, end: number): Promise<void> {
    let bytes = Buffer.allocUnsafe(PIECE_BYTES);
    while (copy.copied < end) {
      const want = Math.min(bytes.length, end - copy.copied);
      const { bytesRead } = await read(fd, bytes, 0, want, copy.copied);
      const whole = bytes.subarray(0, bytesRead).lastIndexOf(LF) + 1;
      if (whole > 0) {
        await copy.appender.append(bytes.subarray(0, whole));
        copy.copied += whole;
      } else if (bytesRead < want || want < bytes.length) {
        // Nothing but a torn line is left, which was never acknowledged.
        return;
      } else {
        bytes = Buffer.allocUnsafe(bytes.length * 2);
      }
    }
  }
}
