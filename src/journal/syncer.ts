import { dirname, join } from "node:path";
import { close, fdatasync, open } from "./async-files.js";
import { CURSOR_FILE, type Position, segmentNumbers, segmentPath } from "./layout.js";
import type { Progress } from "./progress.js";
import { entries } from "./spool.js";

/**
 * fsync at the intervals of spool.fsync, away from the acknowledging thread and the event loop: fdatasync(2)
 * works on the file, whichever descriptor asks for it.
 */
export class Syncer {
  readonly #dir: string;
  readonly #progress: Progress;
  readonly #onUnsafe: (segment: number) => void;
  #synced: Position = { segment: 0, offset: 0 };

  /** `onUnsafe` is told each segment whose lines fdatasync(2) could not make durable. */
  constructor(dir: string, progress: Progress, onUnsafe: (segment: number) => void = () => {}) {
    this.#dir = dir;
    this.#progress = progress;
    this.#onUnsafe = onUnsafe;
  }

  /**
   * Makes everything acknowledged so far survive a power failure, and then the cursor. Rejects with what
   * open(2) says; the same bytes are then tried again next time. Rejects with what fdatasync(2) says, too, but
   * Linux says that once, and the next time perhaps that all is well: what comes then goes into a new segment, and
   * `onUnsafe` is told the old one.
   */
  async sync(): Promise<void> {
    await this.#syncLines();
    const failure = await syncFile(join(this.#dir, CURSOR_FILE));
    if (failure) throw failure;
  }

  async #syncLines(): Promise<void> {
    const upTo = this.#progress.position;
    const { segment, offset } = this.#synced;
    if (upTo.segment === segment && upTo.offset === offset) return;
    const failures: Failures = {};
    for (let number = Math.max(segment, 1); number <= upTo.segment; number++) {
      const { refused } = await syncFiles([segmentPath(this.#dir, number)], failures);
      if (!refused) continue;
      this.#progress.requestRotation();
      this.#onUnsafe(number);
      delete failures.refused;
      failures.unsafe ??= refused;
    }
    // The names of new segments have to survive as well, and those of the directories they lie in.
    const root = dirname(this.#dir);
    const directories = segment === 0 ? [this.#dir, root, dirname(root)] : [this.#dir];
    if (upTo.segment !== segment) await syncFiles(directories, failures);
    if (!failures.unopened) this.#synced = upTo;
    const { unsafe, refused, unopened } = failures;
    const failure = unsafe ?? refused ?? unopened;
    if (failure) throw failure;
  }
}

/** Makes a journal that nobody writes any more survive a power failure. Rejects like Syncer.sync. */
export async function syncJournal(dir: string): Promise<void> {
  const segments = segmentNumbers(entries(dir)).map((number) => segmentPath(dir, number));
  const { refused, unopened } = await syncFiles([...segments, dir]);
  const failure = refused ?? unopened;
  if (failure) throw failure;
}

/** The first of what fdatasync(2) had to say, and the first of what open(2) had. */
interface Failures {
  /** What it said of lines. */
  unsafe?: Error;
  refused?: Error;
  unopened?: Error;
}

async function syncFiles(paths: readonly string[], failures: Failures = {}): Promise<Failures> {
  for (const path of paths) {
    try {
      const refused = await syncFile(path);
      if (refused) failures.refused ??= refused;
    } catch (error) {
      failures.unopened ??= error as Error;
    }
  }
  return failures;
}

/**
 * Resolves to what fdatasync(2) had to say; rejects with what open(2) says. A file that is gone was shipped and
 * removed, or somebody deleted it: nothing to make durable.
 */
async function syncFile(path: string): Promise<Error | undefined> {
  let fd: number;
  try {
    fd = await open(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    await fdatasync(fd);
    return undefined;
  } catch (error) {
    return error as Error;
  } finally {
    await close(fd);
  }
}
