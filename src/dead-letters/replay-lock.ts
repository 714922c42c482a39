import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { currentOwner, isAlive, ownerOf } from "../journal/owner.js";
import { deadLetterDir } from "./letter.js";

const NAME = "replay.lock";

/**
 * Lets one `replay` at a time work on a spool: two would send the same letters. Returns a function that lets
 * go, or undefined when another one is at work. One that died holds nothing. Throws fs errors.
 */
export function lockReplay(spoolDir: string): (() => void) | undefined {
  const dir = deadLetterDir(spoolDir);
  const unlock = lock(join(dir, NAME), currentOwner());
  if (unlock) sweep(dir);
  return unlock;
}

/**
 * Removes what those who were killed on the way to the lock have left. To be called with the lock in hand: then
 * a lock for taking it over from somebody else is nobody's way to it any more.
 */
function sweep(dir: string): void {
  for (const name of readdirSync(dir)) {
    if (!/^replay\.lock[.~]/.test(name)) continue;
    const [, owner] = name.split("~");
    if (owner === undefined || !isAlive(owner)) rmSync(join(dir, name), { force: true });
  }
}

function lock(path: string, owner: string): (() => void) | undefined {
  // Complete before it has the lock's name: an owner half written would be taken for a dead one.
  const mine = `${path}~${owner}`;
  try {
    // "x": the directory may be another user's, and a link must not lead anywhere.
    writeFileSync(mine, owner, { flag: "wx", mode: 0o600 });
    return tryLink(mine, path) || takeOver(mine, path, owner)
      ? () => rmSync(path, { force: true })
      : undefined;
  } finally {
    rmSync(mine, { force: true });
  }
}

function tryLink(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/**
 * Takes a lock over from a dead owner. Of several who find it dead only one may, and only while it is: hence a
 * lock for taking it over, by which the others learn that it is not dead any more.
 */
function takeOver(mine: string, path: string, owner: string): boolean {
  const left = readLock(path);
  if (left === undefined) return tryLink(mine, path);
  if (isAlive(left)) return false;
  const unlock = lock(`${path}.${ownerOf(left) ?? "unknown"}`, owner);
  if (!unlock) return false;
  try {
    if (readLock(path) !== left) return false;
    renameSync(mine, path);
    return true;
  } finally {
    unlock();
  }
}

/** Whose a lock is, whatever a power failure has made of that; undefined when there is none. */
function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return undefined;
  }
}
