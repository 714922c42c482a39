import { median } from "./median.js";
import type { Goal, Row, Sample } from "./rows.js";

/** The results as a Markdown table: medians over the rounds, and in brackets the extremes. */
export function table(results: ReadonlyMap<Row, readonly Sample[]>): string {
  const lines = [
    "| row | what | pulse-sekoia | counterpart | ratio | goal | |",
    "|---|---|---|---|---|---|---|",
  ];
  for (const [row, samples] of results) lines.push(line(row, samples));
  return lines.join("\n");
}

function line(row: Row, samples: readonly Sample[]): string {
  const { name, what, unit, goal } = row;
  if (samples.length === 0) {
    return `| ${name} | ${what} | | ${row.counterpart}: not measured, ${row.absent} | | | |`;
  }
  const ours = samples.map((sample) => sample.ours);
  const counterparts = samples.flatMap(({ counterpart }) => counterpart ?? []);
  const ratios = samples.flatMap((sample) =>
    sample.counterpart === undefined ? [] : [sample.ours / sample.counterpart],
  );
  const compared = counterparts.length > 0;
  const cells = [
    name,
    what,
    spread(ours, unit),
    compared ? `${row.counterpart}: ${spread(counterparts, unit)}` : "",
    compared ? spread(ratios, "") : "",
    goal ? sign(goal) : "",
    goal ? (reached(goal, median(compared ? ratios : ours)) ? "reached" : "**missed**") : "",
  ];
  return `| ${cells.join(" | ")} |`;
}

function sign(goal: Goal): string {
  if ("between" in goal) return goal.between.join("–");
  return "atLeast" in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
}

function reached(goal: Goal, value: number): boolean {
  if ("between" in goal) return value >= goal.between[0] && value <= goal.between[1];
  return "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost;
}

/** Median, and in brackets the extremes. */
export function spread(numbers: readonly number[], unit: string): string {
  const middle = `${short(median(numbers))}${unit === "" ? "" : ` ${unit}`}`;
  if (numbers.length === 1) return middle;
  return `${middle} (${short(Math.min(...numbers))}–${short(Math.max(...numbers))})`;
}

/** Three digits that count, with k for thousands. */
function short(value: number): string {
  if (value >= 1000) return `${(value / 1000).toFixed(value >= 100_000 ? 0 : 1)}k`;
  return value >= 100 ? value.toFixed(0) : value.toPrecision(value < 1 && value < 0.1 ? 2 : 3);
}
