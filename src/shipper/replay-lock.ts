import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { currentOwner, isAlive } from "../journal/owner.js";
import { deadLetterDir } from "./dead-letters.js";

/**
 * Lets one `replay` at a time work on a spool: two would send the same letters. Returns a function that lets
 * go, or undefined when another one is at work. One that died holds nothing. Throws fs errors.
 */
export function lockReplay(spoolDir: string): (() => void) | undefined {
  const lock = join(deadLetterDir(spoolDir), "replay.lock");
  const owner = currentOwner();
  for (let tries = 0; tries < 3; tries++) {
    try {
      writeFileSync(lock, owner, { flag: "wx", mode: 0o600 });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (isAlive(readOwner(lock))) return undefined;
    // Of several who find it left behind, rename(2) lets one take it away.
    const left = `${lock}.${owner}`;
    try {
      renameSync(lock, left);
      rmSync(left);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return undefined;
}

function readOwner(lock: string): string {
  try {
    return readFileSync(lock, "latin1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return "";
  }
}
