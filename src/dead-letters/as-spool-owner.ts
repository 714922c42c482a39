import { mkdirSync, statSync } from "node:fs";
import { deadLetterDir } from "./letter.js";

/**
 * Goes on as the user who owns the spool, where root looks after another user's: a file of root's would stop the
 * instance that runs as that user. Creates the directory of the dead letters where it is missing. To be called when
 * everything that only root may read was read. Throws fs errors.
 */
export function workAsSpoolOwner(spoolDir: string): void {
  const { uid, gid } = statSync(spoolDir);
  if (process.getuid?.() === 0 && uid !== 0) {
    process.setgroups?.([]);
    process.setgid?.(gid);
    process.setuid?.(uid);
  }
  mkdirSync(deadLetterDir(spoolDir), { recursive: true, mode: 0o700 });
}
