// npm run faults [-- --beside] [NAME…]: plays every fault, or the named ones, and prints what became of the messages.
// --beside: beside two routes of which one is down the whole time.

import type { FaultRow, Outcome } from "./scene.js";
import { play } from "./scene.js";
import { markdown, ROWS } from "./table.js";

const MESSAGES = 20_000;

const beside = process.argv.includes("--beside");
const names = process.argv.slice(2).filter((name) => name !== "--beside");
const unknown = names.filter((name) => !ROWS.some((row) => row.name === name));
if (unknown.length > 0) {
  const known = ROWS.map(({ name }) => name).join(", ");
  process.stderr.write(`There is no fault ${unknown.join(", ")}. There are: ${known}\n`);
  process.exit(2);
}

const outcomes: [FaultRow, Outcome][] = [];
let failures = 0;
for (const row of ROWS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const unable = row.unable?.();
  if (unable !== undefined) {
    process.stderr.write(`${row.name}: skipped: ${unable}\n`);
    continue;
  }
  try {
    const outcome = await play(row, MESSAGES, beside);
    outcomes.push([row, outcome]);
    if (outcome.lost > 0) failures++;
    process.stderr.write(`${row.name}: ${outcome.lost} lost, ${outcome.seconds.toFixed(1)} s\n`);
  } catch (error) {
    failures++;
    process.stderr.write(`${(error as Error).message}\n`);
  }
}
process.stdout.write(`\n${markdown(outcomes)}`);
process.exit(failures > 0 ? 1 : 0);
