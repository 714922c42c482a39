import { closeSync, constants, fstatSync, openSync } from "node:fs";

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * Opens a file in the spool to be looked at, perhaps by root: the spool is another user's, and neither a link nor a
 * pipe that lies there in a file's place is to be followed or waited for. Undefined when there is no regular file.
 * Throws what else open(2) says.
 */
export function openOwn(path: string): number | undefined {
  let fd: number;
  try {
    fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ELOOP") return undefined;
    throw error;
  }
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  return undefined;
}
