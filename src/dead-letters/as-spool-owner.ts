import { lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { deadLetterDir } from "./letter.js";

/**
 * Goes on as the user who owns the spool, where root looks after another user's: a file of root's would stop the
 * instance that runs as that user. Creates the directory of the dead letters where it is missing. To be called when
 * everything that only root may read was read. Throws fs errors.
 */
export function workAsSpoolOwner(spoolDir: string): void {
  // The spool itself is root's where the program has a user of its own.
  const journals = join(spoolDir, "journal");
  const { uid, gid } = lstatSync(journals, { throwIfNoEntry: false }) ?? lstatSync(spoolDir);
  if (process.getuid?.() === 0 && uid !== 0) {
    process.setgroups?.([]);
    process.setgid?.(gid);
    process.setuid?.(uid);
  }
  mkdirSync(deadLetterDir(spoolDir), { recursive: true, mode: 0o700 });
}
