import { close, fsync, open } from "./async-files.js";

/**
 * Makes the entries of a directory survive a power failure. Rejects with what open(2) and fsync(2) say. A directory
 * that is gone has no entries to keep.
 */
export async function syncDirectory(dir: string): Promise<void> {
  let fd: number;
  try {
    fd = await open(dir, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  try {
    await fsync(fd);
  } finally {
    await close(fd);
  }
}
