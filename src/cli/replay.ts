import { Command, InvalidArgumentError } from "commander";
import { DEFAULT_CONFIG_FILE } from "../config/config-file.js";
import { isReason, REASONS } from "../dead-letters/reasons.js";

export interface ReplayFlags {
  readonly config: string;
  readonly reason?: readonly string[];
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly until?: number;
  readonly dryRun?: true;
}

/** `pulse-sekoia replay`: sends dead letters again. */
export function replayCommand(): Command {
  return new Command("replay")
    .description(
      "sends dead letters again: all but foreign records and forged originals, or those selected",
    )
    .option("-c, --config <file>", "configuration file", DEFAULT_CONFIG_FILE)
    .option("--reason <word>", "only those set aside for this reason (repeatable)", appendReason)
    .option("--since <time>", "only those set aside at or after this time", parseTime)
    .option("--until <time>", "only those set aside before this time", parseTime)
    .option("--dry-run", "tell what would be sent, and send nothing")
    .addHelpText("after", HELP)
    .action(async (flags: ReplayFlags) => {
      const { replay } = await import("./replay-program.js");
      process.exitCode = await replay(flags);
    });
}

const HELP = `
Reasons:
${Object.entries(REASONS)
  .map(([word, { means }]) => `  ${word.padEnd(14)}  ${means}`)
  .join("\n")}
Foreign records and forged originals are sent only when they are asked for by --reason. Events larger than the intake takes are never sent.
Times: 2026-11-24T10:21:15+01:00, or without an offset for this machine's zone.

Exits with 0 when all selected letters were shipped, with 1 when some remain. May be interrupted at any
moment and started again; at most the request in flight is then sent twice.`;

function appendReason(word: string, words: readonly string[] = []): string[] {
  if (isReason(word)) return [...words, word];
  throw new InvalidArgumentError(`Give one of ${Object.keys(REASONS).join(", ")}.`);
}

function parseTime(text: string): number {
  // A date alone is taken as UTC by Date.parse; people mean their own midnight.
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text);
  if (!Number.isNaN(time)) return time;
  throw new InvalidArgumentError("Give a time such as 2026-11-24T10:21:15+01:00 or 2026-11-24.");
}
