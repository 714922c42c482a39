import { currentOwner, isAlive } from "../journal/owner.js";
import { MAX_EVENT_BYTES } from "../sekoia/limits.js";
import { type DeadLetter, deadLetterDir, deadLetterFiles, ownerOfFile } from "./letter.js";
import { linesOf } from "./letter-file.js";
import { noteReplayed, readReplayed } from "./replayed.js";
import { removeReplayed } from "./room.js";

/** Longer than this the intake may not be unavailable in one go. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 100;

/** What sends letters to one intake, with one request in flight at the most. */
export interface ReplaySender {
  /** True when more letters may be added. */
  readonly hasRoom: boolean;
  /** True when every letter added is dealt with, or cannot be. */
  readonly isIdle: boolean;
  /** Why nothing gets through for now. */
  readonly trouble: string | undefined;
  /** Why letters cannot be sent at all. */
  readonly failure: Error | undefined;
  /** Adds a letter; `onSettled` is told once it was shipped, or lies in the dead letters again. */
  add(letter: DeadLetter, onSettled: () => void): void;
  /** Sends what was added. */
  flush(): void;
  /** Resolves at the next change, or after `ms` milliseconds. */
  changed(ms: number): Promise<void>;
}

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
   * Sends them through `sender`, which must have one request in flight at the most, and must not be used for
   * anything else. Throws fs errors. Returns why it ended early, or undefined when it has tried all.
   */
  async send(sender: ReplaySender): Promise<string | undefined> {
    for (const { file, mark, letter } of this.#selected()) {
      // The intake would refuse it, and may refuse others with it.
      if (Buffer.byteLength(letter.event) > MAX_EVENT_BYTES) continue;
      sender.add(letter, () => this.#settled(file, mark));
      const trouble = await this.#wait(sender, () => sender.hasRoom);
      if (trouble !== undefined) return trouble;
    }
    sender.flush();
    return await this.#wait(sender, () => sender.isIdle);
  }

  /** Deletes the files of dead instances all of whose letters have been dealt with. Throws fs errors. */
  tidy(): void {
    removeReplayed(this.#dir, (file) => !isAlive(ownerOfFile(file)));
  }

  *#selected(): Generator<{ file: string; mark: string; letter: DeadLetter }> {
    const own = currentOwner();
    for (const file of deadLetterFiles(this.#dir)) {
      // What was refused again in this very run.
      if (ownerOfFile(file) === own) continue;
      try {
        const replayed = readReplayed(file);
        for (const { mark, letter } of linesOf(file)) {
          if (letter && !replayed.has(mark) && this.#select(letter)) yield { file, mark, letter };
        }
      } catch (error) {
        // Somebody deleted it, or an instance that was in need of room.
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      }
    }
  }

  #settled(file: string, mark: string): void {
    this.done++;
    // The sender settles all events of a request in a row, and only then goes on to the next.
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
  async #wait(sender: ReplaySender, ready: () => boolean): Promise<string | undefined> {
    let down = 0;
    while (!ready()) {
      await sender.changed(LOOK_MS);
      const failure = this.#failure ?? sender.failure;
      if (failure) throw failure;
      const { trouble } = sender;
      if (trouble === undefined) down = 0;
      else if (down === 0) down = performance.now();
      else if (performance.now() - down > PATIENCE_MS) return trouble;
    }
    if (this.#failure) throw this.#failure;
    return undefined;
  }
}
