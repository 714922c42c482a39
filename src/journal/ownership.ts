import { lstatSync, readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";

const OTHERS_WRITE = 0o002;
const GROUP_WRITES = 0o020;

/** Who this process is, as far as files are concerned. */
export interface Ids {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Refuses a spool in which somebody else could plant or change something. The spool belongs to us, or to root with
 * our group, as install.sh makes it; what lies in it is ours, but for rsyslog's own queue. One that is missing is
 * fine. Throws an Error that says what is wrong and how to correct it.
 */
export function refuseForeignSpool(dir: string, ids: Ids = currentIds()): void {
  const spool = statSync(dir, { throwIfNoEntry: false });
  if (spool === undefined) return;
  if (spool.uid !== ids.uid && spool.uid !== 0) refuse(dir, spool, ids);
  // Root's own spool lets our group in; nobody else's group may write.
  const ourGroup = spool.uid === 0 && ids.uid !== 0 && spool.gid === ids.gid;
  const writers = ourGroup ? OTHERS_WRITE : OTHERS_WRITE | GROUP_WRITES;
  if ((spool.mode & writers) !== 0) {
    throw new Error(
      `${dir} may be written by other users (mode ${(spool.mode & 0o7777).toString(8)}): chmod go-w ${dir}`,
    );
  }
  for (const name of readdirSync(dir)) {
    if (name === "rsyslog") continue;
    const path = join(dir, name);
    const entry = lstatSync(path, { throwIfNoEntry: false });
    if (entry === undefined) continue;
    if (entry.isSymbolicLink()) {
      throw new Error(`${path} is a link, and events would be written where it leads: rm ${path}`);
    }
    if (entry.uid !== ids.uid) refuse(path, entry, ids);
  }
}

function refuse(path: string, { uid }: Stats, ids: Ids): never {
  throw new Error(
    `${path} belongs to uid ${uid}, and this program runs as uid ${ids.uid}: run install.sh again, which gives the spool to the right user`,
  );
}

function currentIds(): Ids {
  return { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
}
