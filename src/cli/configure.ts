import { dirname, join } from "node:path";
import { Command } from "commander";
import { DEFAULT_CONFIG_FILE } from "../config/config-file.js";
import { printableLines } from "../terminal/printable.js";

interface ConfigureFlags {
  config: string;
  keyFile?: string;
}

/** `pulse-sekoia configure`: asks for region, key and proxy, checks them, writes the configuration. */
export function configureCommand(): Command {
  return new Command("configure")
    .description(
      "asks for region, key and proxy, checks them with the intake, writes the configuration",
    )
    .option("-c, --config <file>", "configuration file", DEFAULT_CONFIG_FILE)
    .option(
      "--key-file <file>",
      "where the key goes (default: intake.key beside the configuration)",
    )
    .action(configure);
}

async function configure({ config, keyFile }: ConfigureFlags, command: Command): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    command.error(
      `error: configure asks questions and needs a terminal. Without one, give the answers to the installer:
  install.sh --region NAME --intake-key-file FILE [--proxy URL]
or write ${config} with an editor.`,
    );
  }
  const { readPresent, writeAnswers } = await import("../configure/files.js");
  const { Left, TypedLines } = await import("../configure/typed-lines.js");
  const { Dialogue } = await import("../configure/dialogue.js");
  const { findDaemon } = await import("../doctor/rsyslogd.js");
  const { helperUser, rsyslogUser } = await import("../doctor/user.js");
  const { INSTALLED_PROGRAM } = await import("../doctor/snippet.js");
  const key = keyFile ?? join(dirname(config), "intake.key");
  const say = (text: string, lineEnd?: false) =>
    void process.stdout.write(printableLines(lineEnd === false ? text : `${text}\n`));
  const eraseLine = () => void process.stdout.write("\x1b[1A\x1b[2K");
  try {
    const present = readPresent(config, key);
    const dialogue = new Dialogue(
      new TypedLines(),
      { say, eraseLine },
      present.answers,
      present.caFile,
    );
    const answers = await dialogue.ask();
    const owner = helperUser(rsyslogUser(findDaemon()), INSTALLED_PROGRAM);
    writeAnswers(config, key, answers, owner);
    say(`Written: ${config} and ${key}.`);
    if (config === DEFAULT_CONFIG_FILE)
      say("A running pulse-sekoia reads them after: systemctl kill -s HUP rsyslog");
  } catch (error) {
    const why = error instanceof Left ? `${error.message}; nothing was changed` : String(error);
    say(`\n${why}.`);
    process.exitCode = 1;
  }
  process.stdin.setRawMode(false);
  process.exit();
}
