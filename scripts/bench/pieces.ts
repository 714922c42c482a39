import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { programCommand } from "../../test/support/program.js";
import type { Lines } from "./backlog.js";

/** Levels of gzip that are compared. */
export const LEVELS = [1, 3, 6, 9];

/** One level of gzip on the bodies of requests. */
export interface Level {
  readonly level: number;
  /** Microseconds of CPU per event. */
  readonly cpu: number;
  /** Bytes of all bodies. */
  readonly bytes: number;
  /** Whether it is the one that the program uses. */
  readonly isOurs: boolean;
}

/** Microseconds of CPU per event. */
export interface Pieces {
  /** Decoding and parsing. */
  readonly classifying: number;
  /** The same and encoding, up to the body of the request. */
  readonly toBody: number;
  readonly levels: readonly Level[];
}

/** Measures the pieces of the helper's work over these lines, in a Node with the program's own options. */
export function measurePieces({ file }: Lines): Pieces {
  const [node, ...options] = programCommand().slice(0, -1);
  const program = join(import.meta.dirname, "pieces-program.mjs");
  const args = [...options, program, file];
  return JSON.parse(execFileSync(node ?? process.execPath, args, { encoding: "utf8" })) as Pieces;
}

/** What the program's own level takes. */
export function ourLevel({ levels }: Pieces): Level {
  const ours = levels.find(({ isOurs }) => isOurs);
  if (!ours) throw new Error("the program's level was not measured");
  return ours;
}
