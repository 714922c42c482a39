import { Command } from "commander";
import { version } from "../package.json";
import { configureCommand } from "./commands/configure.js";
import { doctorCommand } from "./commands/doctor.js";
import { parseCommand } from "./commands/parse.js";
import { replayCommand } from "./commands/replay.js";
import { runCommand } from "./commands/run.js";
import { simulateCommand } from "./commands/simulate.js";
import { sizeCommand } from "./commands/size.js";
import { statusCommand } from "./commands/status.js";

const program = new Command("pulse-sekoia")
  .description("Ships Pulse / Ivanti Connect Secure logs from rsyslog to Sekoia.io, durably.")
  .version(version)
  .showHelpAfterError("(pulse-sekoia --help lists the commands)");

program.addCommand(runCommand());
program.addCommand(configureCommand());
program.addCommand(doctorCommand());
program.addCommand(statusCommand());
program.addCommand(replayCommand());
program.addCommand(simulateCommand());
program.addCommand(sizeCommand());
program.addCommand(parseCommand());

void program.parseAsync();
