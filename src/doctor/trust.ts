import { lstatSync, readlinkSync } from "node:fs";
import { dirname, isAbsolute } from "node:path";

/** As many links as the kernel follows: path_resolution(7). */
const MAX_LINKS = 40;
const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

/**
 * The first part of an absolute `path` that another user than root may change: a directory, a link or the file at
 * the end, links followed. Undefined when there is none, and where the path leads nowhere.
 */
export function firstForeign(path: string): string | undefined {
  let at = "/";
  const rest = path.split("/");
  for (let links = 0; rest.length > 0; ) {
    const part = rest.shift() ?? "";
    if (part === "" || part === ".") continue;
    if (part === "..") {
      at = dirname(at);
      continue;
    }
    const here = at === "/" ? `/${part}` : `${at}/${part}`;
    const stat = lstatSync(here, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (stat.uid !== 0) return here;
    if (stat.isSymbolicLink()) {
      if (++links > MAX_LINKS) return undefined;
      const target = readlinkSync(here);
      if (isAbsolute(target)) at = "/";
      rest.unshift(...target.split("/"));
      continue;
    }
    // In a sticky directory (/tmp) everybody may write, but root's entries stay as they are.
    if ((stat.mode & WRITABLE_BY_OTHERS) !== 0 && (stat.mode & STICKY) === 0) return here;
    at = here;
  }
  return undefined;
}
