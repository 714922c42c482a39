import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { close, fdatasync, ftruncate, open, unlink, write } from "./async-files.js";
import { type Position, segmentPath } from "./layout.js";
import type { Written } from "./reader.js";
import { syncDirectory } from "./sync-directory.js";

/**
 * Appends to a journal away from the event loop, one call after the other; the journal's reader follows what is
 * safe. Between calls no descriptor is open: there may be hundreds of such journals.
 */
export class JournalAppender implements Written {
  readonly fd = -1;
  readonly #dir: string;
  readonly #segmentBytes: number;
  readonly #sync: boolean;
  #position: Position = { segment: 1, offset: 0 };
  /** The segment at `#position` is there. */
  #created = false;
  /** It may hold bytes behind `#position` that cannot be taken away, or lines of which fsync said that they are lost. */
  #spoilt = false;

  /** `dir` exists. `sync`: lines are made to survive a power failure before an append resolves. */
  constructor(dir: string, segmentBytes: number, sync: boolean) {
    this.#dir = dir;
    this.#segmentBytes = segmentBytes;
    this.#sync = sync;
  }

  /** End of the lines that are appended. */
  get position(): Position {
    return this.#position;
  }

  /**
   * Appends whole lines, each with its LF. Rejects with what the file system says; then none of them is
   * appended. Must not be called before the last call has ended.
   */
  async append(lines: Uint8Array): Promise<void> {
    if (this.#spoilt || this.#position.offset >= this.#segmentBytes) this.#nextSegment();
    const { segment, offset } = this.#position;
    const path = segmentPath(this.#dir, segment);
    const fresh = !this.#created;
    let fd: number;
    try {
      fd = await open(path, fresh ? this.#createFlags() : "r+", 0o600);
    } catch (error) {
      if (fresh || (error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      // Somebody deleted the segment; its reader reports that.
      this.#nextSegment();
      return this.append(lines);
    }
    this.#created = true;
    try {
      let done = 0;
      while (done < lines.length) {
        const { bytesWritten } = await write(fd, lines, done, lines.length - done, offset + done);
        done += bytesWritten;
      }
      if (this.#sync) {
        await fdatasync(fd);
        if (fresh) await this.#syncNames();
      }
    } catch (error) {
      await this.#undo(fd, path, offset);
      throw error;
    } finally {
      await close(fd);
    }
    this.#position = { segment, offset: offset + lines.length };
  }

  /** What comes next goes into another segment. Returns false when nothing is in the present one. */
  endSegment(): boolean {
    if (this.#position.offset === 0) return false;
    this.#nextSegment();
    return true;
  }

  #createFlags(): string {
    // Somebody may have removed the directory under our feet.
    mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
    return "wx";
  }

  /** Makes the name of a new segment survive, and with the first one that of the directory. */
  async #syncNames(): Promise<void> {
    await syncDirectory(this.#dir);
    if (this.#position.segment === 1) await syncDirectory(dirname(this.#dir));
  }

  #nextSegment(): void {
    this.#position = { segment: this.#position.segment + 1, offset: 0 };
    this.#created = false;
    this.#spoilt = false;
  }

  /**
   * Takes away what a failed append left. After a failed fsync the kernel may call the next one good although
   * bytes are missing, so what comes then goes into another segment.
   */
  async #undo(fd: number, path: string, offset: number): Promise<void> {
    this.#spoilt = true;
    try {
      await ftruncate(fd, offset);
      if (offset > 0) return;
      await unlink(path);
      this.#created = false;
      this.#spoilt = false;
    } catch {
      // Nobody reads behind the position, and after a crash those lines are duplicates.
    }
  }
}
