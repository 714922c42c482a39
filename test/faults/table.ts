import { ANSWERS } from "./answers.js";
import { NETWORK } from "./network.js";
import { PROCESSES } from "./processes.js";
import type { FaultRow, Outcome } from "./scene.js";
import { STORAGE } from "./storage.js";

/** Every fault we can produce. */
export const ROWS: readonly FaultRow[] = [...ANSWERS, ...NETWORK, ...PROCESSES, ...STORAGE];

const HEADINGS = ["fault", "sent", "arrived", "duplicates", "dead letters", "lost", "seconds"];

/** The outcomes as a Markdown table. */
export function markdown(outcomes: readonly (readonly [FaultRow, Outcome])[]): string {
  const cells = outcomes.map(([{ name, fault }, outcome]) => [
    `${name}: ${fault}`,
    ...[outcome.sent, outcome.arrived, outcome.duplicates, outcome.deadLetters, outcome.lost].map(
      String,
    ),
    outcome.seconds.toFixed(1),
  ]);
  const rows = [HEADINGS, HEADINGS.map(() => "---"), ...cells];
  return rows.map((row) => `| ${row.join(" | ")} |\n`).join("");
}
