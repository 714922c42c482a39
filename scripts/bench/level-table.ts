import type { Level, Pieces } from "./pieces.js";
import { spread } from "./table.js";

/** What the levels of gzip cost and save, on bodies that hold `messageBytes` of messages; one Pieces a round. */
export function levelTable(rounds: readonly Pieces[], messageBytes: number): string {
  const lines = ["| gzip level | bytes per byte of message | CPU per event |", "|---|---|---|"];
  for (const { level, isOurs } of rounds[0]?.levels ?? []) {
    const its = rounds.flatMap(({ levels }) => levels.filter((other) => other.level === level));
    const bytes = ratio(its, messageBytes);
    const cpu = spread(
      its.map((one) => one.cpu),
      "µs",
    );
    lines.push(`| ${level}${isOurs ? " (the program's)" : ""} | ${bytes} | ${cpu} |`);
  }
  return lines.join("\n");
}

/** It is the same in every round: the bodies are. */
function ratio([first]: readonly Level[], messageBytes: number): string {
  return ((first?.bytes ?? Number.NaN) / messageBytes).toFixed(4);
}
