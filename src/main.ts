import { Command } from "commander";
import { version } from "../package.json";
import { configureCommand } from "./cli/configure.js";
import { doctorCommand } from "./cli/doctor.js";
import { parseCommand } from "./cli/parse.js";
import { replayCommand } from "./cli/replay.js";
import { runCommand } from "./cli/run.js";
import { simulateCommand } from "./cli/simulate.js";
import { sizeCommand } from "./cli/size.js";
import { statusCommand } from "./cli/status.js";
import { printableLines } from "./terminal/printable.js";

// Node would open a debugger (see scripts/build.mjs, which keeps it closed until this line is reached).
process.on("SIGUSR1", () => {});

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

// Arguments and files that a message quotes may hold anything.
for (const command of [program, ...program.commands]) {
  command.configureOutput({
    writeErr: (text) => void process.stderr.write(printableLines(text)),
  });
}

void program.parseAsync();
