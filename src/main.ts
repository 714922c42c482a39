import { Command } from "commander";
import { version } from "../package.json";
import { runCommand } from "./commands/run.js";
import { simulateCommand } from "./commands/simulate.js";

const program = new Command("pulse-sekoia")
  .description("Ships Pulse / Ivanti Connect Secure logs from rsyslog to Sekoia.io, durably.")
  .version(version)
  .showHelpAfterError("(pulse-sekoia --help lists the commands)");

program.addCommand(runCommand());
program.addCommand(simulateCommand());

void program.parseAsync();
