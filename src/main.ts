import { Command } from "commander";
import { version } from "../package.json";

const program = new Command("pulse-sekoia")
  .description("Ships Pulse / Ivanti Connect Secure logs from rsyslog to Sekoia.io, durably.")
  .version(version)
  .showHelpAfterError("(pulse-sekoia --help lists the commands)");

void program.parseAsync();
