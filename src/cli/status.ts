import { Command } from "commander";
import { DEFAULT_CONFIG_FILE } from "../config/config-file.js";

interface StatusFlags {
  config: string;
  json?: true;
  watch?: true;
}

/** How often --watch looks again. */
const WATCH_MS = 2000;

/** `pulse-sekoia status`: what is flowing, from the files in the spool. Starts nothing, changes nothing. */
export function statusCommand(): Command {
  return new Command("status")
    .description("is it flowing? received, shipped, waiting, dead letters, troubles")
    .option("-c, --config <file>", "configuration file", DEFAULT_CONFIG_FILE)
    .option("--json", "one JSON object instead of text")
    .option("--watch", "look again every two seconds, until Ctrl-C")
    .action(status);
}

async function status(flags: StatusFlags, command: Command): Promise<void> {
  const { loadConfig } = await import("../config/config.js");
  const { lookAtSpool } = await import("../status/report.js");
  const { judge } = await import("../status/verdict.js");
  const { reportText } = await import("../status/text.js");
  const { printableJson } = await import("../terminal/printable.js");
  const look = async () => {
    const report = await lookAtSpool(loadConfig(flags.config).spool.dir);
    const now = Date.now();
    return flags.json
      ? printableJson(`${JSON.stringify({ ...judge(report, now), ...report })}\n`)
      : reportText(report, now);
  };
  // On a terminal the view stays in place; elsewhere one follows the other.
  const inPlace = flags.watch && !flags.json && process.stdout.isTTY;
  process.stdout.once("error", () => process.exit(0));
  try {
    for (;;) {
      const text = await look();
      process.stdout.write(inPlace ? `\x1b[H\x1b[2J${text}` : text);
      if (!flags.watch) return;
      await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
    }
  } catch (error) {
    command.error(`error: ${(error as Error).message}`);
  }
}
