import { createReadStream, statSync } from "node:fs";
import { isAlive } from "../journal/owner.js";
import { classOfFile, deadLetterFiles, ownerOfFile, removeLetterFile } from "./letter.js";
import { linesOf } from "./letter-file.js";
import type { DeadLetterClass } from "./reasons.js";
import { readReplayed } from "./replayed.js";

const LF = 0x0a;

/** Bytes of all files of a class, of all instances. Throws fs errors. */
export function bytesOfClass(dir: string, letterClass: DeadLetterClass): number {
  return filesOfClass(dir, letterClass).reduce((sum, path) => sum + sizeOf(path), 0);
}

/**
 * Deletes the oldest files of a class until they have at most `most` bytes together. `kept` stays,
 * and so does the newest file of another running instance: it may have it open. Resolves to the files deleted and the letters they held.
 */
export async function evictOldest(
  dir: string,
  letterClass: DeadLetterClass,
  most: number,
  kept: string | undefined,
): Promise<{ file: string; letters: number }[]> {
  const files = filesOfClass(dir, letterClass);
  const newest = new Map(files.map((path) => [ownerOfFile(path), path]));
  let total = files.reduce((sum, path) => sum + sizeOf(path), 0);
  const evicted: { file: string; letters: number }[] = [];
  for (const file of files) {
    if (total <= most) break;
    const owner = ownerOfFile(file);
    if (file === kept || (newest.get(owner) === file && isAlive(owner))) continue;
    total -= sizeOf(file);
    const letters = await countLines(file);
    removeLetterFile(file);
    evicted.push({ file, letters });
  }
  return evicted;
}

/**
 * Deletes files all of whose letters were sent again, where `mayGo` says that nobody adds to them any more. Throws
 * fs errors.
 */
export function removeReplayed(dir: string, mayGo: (file: string) => boolean): void {
  for (const file of deadLetterFiles(dir)) {
    // In this order: a dead owner adds nothing more to what is then read.
    if (!mayGo(file)) continue;
    try {
      const replayed = readReplayed(file);
      if (replayed.size === 0) continue;
      if ([...linesOf(file)].every(({ mark }) => replayed.has(mark))) removeLetterFile(file);
    } catch (error) {
      // Somebody else deleted it just now.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
}

function filesOfClass(dir: string, letterClass: DeadLetterClass): string[] {
  return deadLetterFiles(dir).filter((path) => classOfFile(path) === letterClass);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

async function countLines(path: string): Promise<number> {
  let lines = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) lines++;
    }
  } catch {
    // Somebody else deleted it just now.
  }
  return lines;
}
