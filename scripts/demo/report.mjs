// Shows what the demo's intake confirmed, event by event, and what was left out and why.
// Usage: node report.mjs SIMULATOR_URL WORK_DIRECTORY DEMO_DIRECTORY
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const [, , url, work, demo] = process.argv;

/** The demo's messages: what the rule takes (all but the last two), and what the listener takes. */
const toInput = linesOf(join(demo, "to-the-input.log"));
const toListener = linesOf(join(demo, "to-the-listener.log"));
const EXPECTED = { shipped: toInput.length - 2 + toListener.length - 1, setAside: 1 };

function linesOf(file) {
  return readFileSync(file, "latin1").split("\n").filter(Boolean);
}

function deadLetters() {
  const dir = join(work, "spool/dead-letters");
  try {
    return readdirSync(dir).flatMap((name) =>
      readFileSync(join(dir, name), "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );
  } catch {
    return [];
  }
}

/** Originals of what was shipped rewritten lie there, too. */
const isOriginal = ({ reason }) => reason === "forged-original";
const setAside = () => deadLetters().filter((letter) => !isOriginal(letter));

const patience = AbortSignal.timeout(30_000);
try {
  await fetch(`${url}/_simulator/wait?events=${EXPECTED.shipped}`, { signal: patience });
  while (setAside().length < EXPECTED.setAside) await delay(50, undefined, { signal: patience });
} catch {
  console.error("error: not everything arrived within 30 s. What the program said:");
  console.error(readFileSync(join(work, "pulse-sekoia.log"), "utf8"));
  process.exit(1);
}

const events = readFileSync(join(work, "events.jsonl"), "utf8").trimEnd().split("\n");
console.log(`\n== the intake confirmed ${events.length} events`);
for (const [index, line] of events.entries()) {
  const { event, timestamp, endpoint } = JSON.parse(line);
  console.log(`\n${index + 1}. POST ${endpoint}, event time ${timestamp}\n   ${event}`);
}
console.log("\n== left out, and why");
console.log(`\nnot matched by the rule in 49-pulse-sekoia.conf, so never given to pulse-sekoia:`);
for (const line of toInput.slice(-2)) console.log(`   ${line}`);
for (const { detail, event } of setAside()) {
  console.log(`\nset aside by pulse-sekoia: ${detail}\n   ${event}`);
}
console.log(
  "\n== shipped rewritten, because it can be read in more than one way; the original is kept",
);
for (const { event } of deadLetters().filter(isOriginal)) console.log(`   ${event}`);
if (events.length !== EXPECTED.shipped) {
  console.error(`\nerror: ${EXPECTED.shipped} events were expected`);
  process.exit(1);
}
