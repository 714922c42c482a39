import { Command } from "commander";
import { version } from "../package.json";
import { doctorCommand } from "./commands/doctor.js";
import { parse } from "./commands/parse.js";
import { runCommand } from "./commands/run.js";
import { simulateCommand } from "./commands/simulate.js";
import { statusCommand } from "./commands/status.js";
import { defaultPulseSettings } from "./pulse/settings.js";

const program = new Command("pulse-sekoia")
  .description("Ships Pulse / Ivanti Connect Secure logs from rsyslog to Sekoia.io, durably.")
  .version(version)
  .showHelpAfterError("(pulse-sekoia --help lists the commands)");

program.addCommand(runCommand());
program.addCommand(doctorCommand());
program.addCommand(statusCommand());
program.addCommand(simulateCommand());
program
  .command("parse")
  .description("shows what log lines are and what of them would be shipped, one JSON object each")
  .argument("[files...]", "files with log lines (default: standard input)")
  .option("--explain", "for people: what was recognised, what would be shipped, and why not", false)
  .action(async (files: string[], options: { explain: boolean }) => {
    process.stdout.on("error", (error: NodeJS.ErrnoException) => {
      // `parse … | head`: whoever reads has seen enough.
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
    process.exitCode = await parse(
      { files, explain: options.explain, settings: defaultPulseSettings },
      process,
    );
  });

void program.parseAsync();
