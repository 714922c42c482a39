import { Command } from "commander";
import { version } from "../package.json";
import { parse } from "./commands/parse.js";
import { replayCommand } from "./commands/replay.js";
import { runCommand } from "./commands/run.js";
import { simulateCommand } from "./commands/simulate.js";
import { defaultPulseSettings } from "./pulse/settings.js";

const program = new Command("pulse-sekoia")
  .description("Ships Pulse / Ivanti Connect Secure logs from rsyslog to Sekoia.io, durably.")
  .version(version)
  .showHelpAfterError("(pulse-sekoia --help lists the commands)");

program.addCommand(runCommand());
program.addCommand(replayCommand());
program.addCommand(simulateCommand());
program
  .command("parse")
  .description("shows what log lines are and what of them would be shipped, one JSON object each")
  .argument("[files...]", "files with log lines (default: standard input)")
  .option("--explain", "for people: what was recognised, what would be shipped, and why not", false)
  .action(async (files: string[], options: { explain: boolean }) => {
    process.exitCode = await parse(
      { files, explain: options.explain, settings: defaultPulseSettings },
      process,
    );
  });

void program.parseAsync();
