import {
  closeSync,
  fchmodSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isAlive } from "../journal/owner.js";

/**
 * Replaces the textfile at once, so that node exporter never reads half of it. The file is for everybody to
 * read, whatever the umask: node exporter has a user of its own. Throws what the file system says.
 */
export function writeTextfile(path: string, owner: string, text: string): void {
  // Not ending in .prom, or node exporter would read it too.
  const fresh = `${path}.${owner}.new`;
  try {
    rmSync(fresh, { force: true });
    // "x": others may be allowed to write in this directory, and a link must not lead anywhere.
    const fd = openSync(fresh, "wx", 0o644);
    try {
      fchmodSync(fd, 0o644);
      writeFileSync(fd, text);
    } finally {
      closeSync(fd);
    }
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** Removes what instances that were killed had begun to write. Throws what the file system says. */
export function removeAbandoned(path: string): void {
  const start = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(start)) continue;
    const owner = /^(\d+-\d+-[0-9a-f]{8})\.new$/.exec(name.slice(start.length))?.[1];
    if (owner !== undefined && !isAlive(owner)) rmSync(join(dirname(path), name), { force: true });
  }
}
