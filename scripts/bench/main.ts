import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { Duration } from "./duration.js";
import { levelTable } from "./level-table.js";
import type { Pieces } from "./pieces.js";
import { linesOnce, Round } from "./round.js";
import { ROWS, type Row, type Sample } from "./rows.js";
import { Scene } from "./scene.js";
import { table } from "./table.js";

/** Asks for the table of gzip's levels. */
const LEVELS = "gzip-levels";

const USAGE = `usage: npm run bench [-- [row…] [--rounds N] [--messages N]]
  --rounds N    how often everything is measured; medians count (5)
  --messages N  sent through each program in each round (300000)
rows: ${ROWS.map(({ name }) => name).join(" ")}
and ${LEVELS}, a table of its own`;

function fail(message: string): never {
  console.error(`${message}\n${USAGE}`);
  process.exit(2);
}

function wanted(names: readonly string[]): readonly Row[] {
  for (const name of names) {
    if (name !== LEVELS && !ROWS.some((row) => row.name === name)) fail(`there is no row ${name}`);
  }
  return names.length === 0 ? ROWS : ROWS.filter(({ name }) => names.includes(name));
}

function machine(): string {
  const rsyslog = execFileSync("rsyslogd", ["-v"], { encoding: "utf8" }).split(" (")[0];
  const { model } = cpus()[0] ?? { model: "unknown processor" };
  return `${cpus().length} × ${model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${rsyslog?.replace(/\s+/g, " ")}, load ${loadavg()[0]?.toFixed(1)} before`;
}

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        rounds: { type: "string", default: "5" },
        messages: { type: "string", default: "300000" },
      },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
}

const { values, positionals } = read();
const rounds = Number(values.rounds);
const messages = Number(values.messages);
if (!(rounds >= 1) || !(messages >= 1)) fail("--rounds and --messages are numbers");
const rows = wanted(positionals);
const wantLevels = positionals.length === 0 || positionals.includes(LEVELS);

console.log(`${new Date().toISOString().slice(0, 10)}: ${machine()}`);
const duration = new Duration(rounds);
if (positionals.length === 0) process.stderr.write(`${duration.guess(messages)}\n`);
const scene = await Scene.open(messages);
const lines = linesOnce(scene);
const results = new Map<Row, Sample[]>(rows.map((row) => [row, []]));
const pieces: Pieces[] = [];
try {
  for (let number = 1; number <= rounds; number++) {
    const round = new Round(scene, lines);
    for (const row of rows) {
      process.stderr.write(`round ${number} of ${rounds}: ${row.name}\n`);
      const sample = await row.sample(round);
      if (sample) results.get(row)?.push(sample);
    }
    if (wantLevels) pieces.push(await round.pieces());
    if (number < rounds) process.stderr.write(`${duration.left(number)}\n`);
  }
  const average = (scene.live.bytes.length / messages).toFixed(0);
  console.log(
    `${messages} messages of ${average} bytes on average; ${rounds} rounds: median (least–most)`,
  );
  if (rows.length > 0) console.log(`\n${table(results)}`);
  if (wantLevels) console.log(`\n${levelTable(pieces, (await lines()).messageBytes)}`);
} finally {
  scene.close();
}
