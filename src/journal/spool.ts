import {
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { join } from "node:path";
import { CURSOR_FILE, segmentNumber } from "./layout.js";
import { currentOwner, isAlive, ownerOf } from "./owner.js";
import { refuseForeignSpool } from "./ownership.js";

/**
 * The spool directory seen by one running instance: its own journal's directory, and those of dead
 * instances that it takes over.
 */
export class Spool {
  readonly owner = currentOwner();
  /** SPOOL/journal */
  readonly root: string;
  /** Where this instance writes. */
  readonly ownDir: string;
  /** Journals of this instance beside the one it writes. */
  #others = 0;
  /** Bytes of journals that nobody writes, by name. */
  readonly #measured = new Map<string, number>();

  /**
   * Creates the directories that are missing (0700). Throws when somebody else could change the
   * spool, and what mkdir(2) throws: it is then not usable.
   */
  constructor(dir: string) {
    refuseForeignSpool(dir);
    this.root = join(dir, "journal");
    this.ownDir = join(this.root, this.owner);
    mkdirSync(this.root, { recursive: true, mode: 0o700 });
    mkdirSync(this.ownDir, { mode: 0o700 });
    chmodSync(this.ownDir, 0o700);
  }

  /** Makes a directory for another journal of this instance, and returns its path. */
  newJournal(): string {
    const path = this.#nextPath();
    mkdirSync(path, { mode: 0o700 });
    return path;
  }

  #nextPath(): string {
    this.#others++;
    return join(this.root, `${this.owner}~${this.#others}`);
  }

  /**
   * Takes over the journals whose owners are dead. Yields the new path of each that came to us, as soon as
   * it has; another instance may have been faster with others.
   */
  *adoptOrphans(): Generator<string> {
    for (const name of readdirSync(this.root)) {
      const owner = ownerOf(name);
      if (owner === undefined || owner === this.owner || isAlive(owner)) continue;
      this.#measured.delete(name);
      const path = this.#nextPath();
      try {
        renameSync(join(this.root, name), path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        continue;
      }
      yield path;
    }
  }

  /**
   * Bytes of all segments in the spool. A journal whose owner is dead is measured once: thousands of them would
   * be looked through every second, and until somebody takes one over it stays as it is.
   */
  get bytes(): number {
    let bytes = 0;
    for (const name of readdirSync(this.root)) {
      const owner = ownerOf(name);
      if (owner === undefined) continue;
      const known = this.#measured.get(name);
      const size = known ?? journalBytes(join(this.root, name));
      if (known === undefined && owner !== this.owner && !isAlive(owner)) {
        this.#measured.set(name, size);
      }
      bytes += size;
    }
    return bytes;
  }

  /** True when a dead instance's journal is there. Throws fs errors. */
  get hasOrphans(): boolean {
    return readdirSync(this.root).some((name) => {
      const owner = ownerOf(name);
      return owner !== undefined && owner !== this.owner && !isAlive(owner);
    });
  }

  /** Size of the spool's disk, and what of it is free for us, in bytes. */
  get disk(): { readonly bytes: number; readonly free: number } {
    const { blocks, bavail, bsize } = statfsSync(this.root);
    return { bytes: blocks * bsize, free: bavail * bsize };
  }
}

const MOST_SEGMENT_BYTES = 16 * 1024 * 1024;

/** The size at which a segment ends, in bytes, where all journals together may have `maxBytes`. */
export function segmentBytes(maxBytes: number): number {
  // Many small steps below the limit, so that what is delivered can be removed before it is reached.
  return Math.min(MOST_SEGMENT_BYTES, Math.ceil(maxBytes / 16));
}

/** Bytes of the segments of one journal. A journal that has just gone counts 0. */
function journalBytes(dir: string): number {
  let bytes = 0;
  for (const name of entries(dir)) {
    if (segmentNumber(name) === undefined) continue;
    bytes += statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/** Names in a journal's directory; none when it is gone. */
export function entries(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Removes a journal whose lines are all dealt with. Files that are not the journal's make rmdir(2) fail,
 * and the directory stays. Throws when a file of the journal's cannot be removed.
 */
export function removeJournal(dir: string): void {
  for (const name of entries(dir)) {
    // The cursor last: without it, the lines of segments that stay would be sent again.
    if (segmentNumber(name) !== undefined) unlinkSync(join(dir, name));
  }
  rmSync(join(dir, CURSOR_FILE), { force: true });
  try {
    rmdirSync(dir);
  } catch {
    // Something else lies there, or the directory is gone already; neither harms.
  }
}
