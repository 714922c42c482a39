// What the pieces of the helper's work cost by themselves: node pieces-program.mjs FILE, where FILE holds lines of
// a journal. A process of its own, so that nothing else counts into its CPU time and V8 compiles what it would
// compile in the helper. Prints a Pieces as JSON (pieces.ts).
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { gzip as gzipCallback } from "node:zlib";
import type { RequestBody } from "../../src/sekoia/request.js";
import { BATCH_EVENTS } from "./batch.js";
import { median } from "./median.js";
import { LEVELS, type Level, type Pieces } from "./pieces.js";
import { bodyOf, COMPRESSION, classifyLine } from "./program-calls.js";

/** Passes over all the lines: the first ones let V8 compile, the median of the others counts. */
const WARM_UP_PASSES = 10;
const PASSES = 9;
/** There is nothing to be compiled in zlib. */
const GZIP_PASSES = 3;

const gzip = promisify(gzipCallback);
const lines = linesOf(readFileSync(process.argv[2] ?? ""));
const batches = Array.from({ length: lines.length / BATCH_EVENTS }, (_, i) =>
  lines.slice(i * BATCH_EVENTS, (i + 1) * BATCH_EVENTS),
);

function linesOf(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf("\n"); end >= 0; end = bytes.indexOf("\n", start)) {
    found.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return found;
}

/** Microseconds of this process's CPU, all threads, that a pass takes per event; the median. */
async function cpuOf(pass: () => unknown, passes = PASSES, warmUp = WARM_UP_PASSES) {
  for (let i = 0; i < warmUp; i++) await pass();
  const times: number[] = [];
  for (let i = 0; i < passes; i++) {
    const before = process.cpuUsage();
    await pass();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / lines.length);
  }
  return median(times);
}

let sum = 0;
const classifying = await cpuOf(() => {
  for (const line of lines) sum += classifyLine(line).source.length;
});
let bodies: RequestBody[] = [];
const toBody = await cpuOf(() => {
  for (const body of bodies) body.free();
  bodies = batches.map(bodyOf);
});
const levels: Level[] = [];
for (const level of new Set([...LEVELS, COMPRESSION.level])) {
  const settings = { ...COMPRESSION, level };
  let bytes = 0;
  const cpu = await cpuOf(
    async () => {
      bytes = 0;
      for (const body of bodies) bytes += (await gzip(body.whole(), settings)).length;
    },
    GZIP_PASSES,
    1,
  );
  levels.push({ level, cpu, bytes, isOurs: level === COMPRESSION.level });
}
levels.sort((a, b) => a.level - b.level);
if (sum === 0) throw new Error("there were no lines");
process.stdout.write(JSON.stringify({ classifying, toBody, levels } satisfies Pieces));
