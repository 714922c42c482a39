import { Command } from "commander";
import { DEFAULT_CONFIG_FILE } from "../config/config-file.js";
import { AcknowledgingThread } from "../omprog/acknowledging-thread.js";
import { claimStdout } from "../omprog/stdout.js";

export function runCommand(): Command {
  return new Command("run")
    .description("the program that rsyslog's omprog starts: log lines on stdin, answers on stdout")
    .option("-c, --config <file>", "configuration file", DEFAULT_CONFIG_FILE)
    .action(async ({ config }: { config: string }) => {
      const answers = claimStdout();
      // rsyslog may forward its HUP before we are ready, and unhandled it would end the process.
      process.on("SIGHUP", () => {});
      const thread = new AcknowledgingThread();
      const { runProgram } = await import("../instance/program.js");
      await runProgram(config, answers, thread);
    });
}
