import { open } from "node:fs/promises";
import { join } from "node:path";
import { CURSOR_FILE, type Position, segmentPath } from "./layout.js";
import type { Progress } from "./progress.js";

/**
 * fsync at the intervals of spool.fsync, away from the acknowledging thread and the event loop: fdatasync(2)
 * works on the file, whichever descriptor asks for it.
 */
export class Syncer {
  readonly #dir: string;
  readonly #progress: Progress;
  #synced: Position = { segment: 0, offset: 0 };

  constructor(dir: string, progress: Progress) {
    this.#dir = dir;
    this.#progress = progress;
  }

  /**
   * Makes everything acknowledged so far survive a power failure, and then the cursor. Rejects with what
   * fdatasync(2) says; the same bytes are then tried again next time.
   */
  async sync(): Promise<void> {
    await this.#syncLines();
    await syncFile(join(this.#dir, CURSOR_FILE));
  }

  async #syncLines(): Promise<void> {
    const upTo = this.#progress.position;
    const { segment, offset } = this.#synced;
    if (upTo.segment === segment && upTo.offset === offset) return;
    for (let number = Math.max(segment, 1); number <= upTo.segment; number++) {
      await syncFile(segmentPath(this.#dir, number));
    }
    // The names of new segments have to survive as well.
    if (upTo.segment !== segment) await syncFile(this.#dir);
    this.#synced = upTo;
  }
}

/** A file that is gone was shipped and removed, or somebody deleted it: nothing to make durable. */
async function syncFile(path: string): Promise<void> {
  try {
    await using handle = await open(path, "r");
    await handle.datasync();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
