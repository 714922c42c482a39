import { mkdirSync } from "node:fs";
import type { BatchSender } from "../delivery/batch-sender.js";
import { currentOwner, isAlive } from "../journal/owner.js";
import { MAX_EVENT_BYTES } from "../sekoia/limits.js";
import { intakeEvent } from "../sekoia/request.js";
import {
  type DeadLetter,
  deadLetterDir,
  deadLetterFiles,
  ownerOfFile,
  removeLetterFile,
} from "./dead-letters.js";
import { linesOf } from "./letter-file.js";
import { noteReplayed, readReplayed } from "./replayed.js";

/** Longer than this the intake may not be unavailable in one go. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 100;

/** Which letters are meant. */
export type Selection = (letter: DeadLetter) => boolean;

/**
 * Sends dead letters again, those of running instances included. A letter that was dealt with is noted before
 * the next request leaves, so whatever interrupts this, at most the request in flight is sent twice. What the
 * intake refuses again becomes a new letter before the old one is noted.
 */
export class Replay {
  readonly #dir: string;
  readonly #select: Selection;
  #failure: Error | undefined;
  /** Dealt with and not noted yet. */
  #toNote = new Map<string, string[]>();
  /** Letters dealt with so far. */
  done = 0;

  constructor(spoolDir: string, select: Selection) {
    this.#dir = deadLetterDir(spoolDir);
    this.#select = select;
  }

  /** The letters meant, and not yet sent again, by reason. Throws fs errors. */
  count(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { letter } of this.#selected()) {
      counts.set(letter.reason, (counts.get(letter.reason) ?? 0) + 1);
    }
    return counts;
  }

  /**
   * Sends them through `lane`, which must have one request in flight at the most, and must not be used for
   * anything else. Throws fs errors. Returns why it ended early, or undefined when it has tried all.
   */
  async send(lane: BatchSender): Promise<string | undefined> {
    for (const { file, mark, letter } of this.#selected()) {
      // The intake would refuse it, and may refuse others with it.
      if (Buffer.byteLength(letter.event) > MAX_EVENT_BYTES) continue;
      lane.add(intakeEvent(letter.event, letter.timestamp), {
        source: letter.source,
        stretch: { settle: () => this.#settled(file, mark) },
      });
      const trouble = await this.#wait(lane, () => !lane.isFull);
      if (trouble !== undefined) return trouble;
    }
    lane.flush();
    return await this.#wait(lane, () => lane.isIdle);
  }

  /** Deletes the files of dead instances all of whose letters have been dealt with. Throws fs errors. */
  tidy(): void {
    for (const file of deadLetterFiles(this.#dir)) {
      // In this order: a dead owner adds nothing more to what is then read.
      if (isAlive(ownerOfFile(file))) continue;
      const replayed = readReplayed(file);
      if (replayed.size === 0) continue;
      if ([...linesOf(file)].every(({ mark }) => replayed.has(mark))) removeLetterFile(file);
    }
  }

  *#selected(): Generator<{ file: string; mark: string; letter: DeadLetter }> {
    const own = currentOwner();
    for (const file of deadLetterFiles(this.#dir)) {
      // What was refused again in this very run.
      if (ownerOfFile(file) === own) continue;
      const replayed = readReplayed(file);
      for (const { mark, letter } of linesOf(file)) {
        if (letter && !replayed.has(mark) && this.#select(letter)) yield { file, mark, letter };
      }
    }
  }

  #settled(file: string, mark: string): void {
    this.done++;
    // The lane settles all events of a request in a row, and only then goes on to the next.
    if (this.#toNote.size === 0) queueMicrotask(() => this.#note());
    const marks = this.#toNote.get(file);
    if (marks) marks.push(mark);
    else this.#toNote.set(file, [mark]);
  }

  #note(): void {
    const toNote = this.#toNote;
    this.#toNote = new Map();
    try {
      for (const [file, marks] of toNote) noteReplayed(file, marks);
    } catch (error) {
      this.#failure = new Error(
        `what was sent cannot be noted, so it would be sent once more: ${(error as Error).message}`,
      );
    }
  }

  /** Waits until `ready`. Returns what is the matter when that does not come about. */
  async #wait(lane: BatchSender, ready: () => boolean): Promise<string | undefined> {
    let down = 0;
    while (!ready()) {
      let timer: NodeJS.Timeout | undefined;
      const look = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, LOOK_MS);
      });
      await Promise.race([lane.changed(), look]);
      clearTimeout(timer);
      if (this.#failure) throw this.#failure;
      if (!lane.isDown) down = 0;
      else if (down === 0) down = performance.now();
      else if (performance.now() - down > PATIENCE_MS) return lane.outage.trouble?.reason;
    }
    if (this.#failure) throw this.#failure;
    return undefined;
  }
}

/** Creates the directory of the dead letters where it is missing. Throws fs errors. */
export function prepareDeadLetterDir(spoolDir: string): void {
  mkdirSync(deadLetterDir(spoolDir), { recursive: true, mode: 0o700 });
}
