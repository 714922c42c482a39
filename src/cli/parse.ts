import { Command } from "commander";
import { printableLines } from "../terminal/printable.js";

interface ParseFlags {
  config?: string;
  explain: boolean;
}

export function parseCommand(): Command {
  return new Command("parse")
    .description("shows what log lines are and what of them would be shipped, one JSON object each")
    .argument("[files...]", "files with log lines (default: standard input)")
    .option("-c, --config <file>", "configuration whose pulse, drop and routes sections apply")
    .option("--explain", "for people: what was recognised, what would become of it, and why", false)
    .action(parseFiles);
}

async function parseFiles(
  files: string[],
  { config: configFile, explain }: ParseFlags,
): Promise<void> {
  const { parse } = await import("./parse-lines.js");
  const { defaultPulseSettings } = await import("../pulse/settings.js");
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // `parse … | head`: whoever reads has seen enough.
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  if (configFile === undefined) {
    process.exitCode = await parse({ files, explain, settings: defaultPulseSettings }, process);
    return;
  }
  const { loadConfig } = await import("../config/config.js");
  const { ConfigError } = await import("../config/error.js");
  const { Router } = await import("../routing/router.js");
  try {
    const { pulse, routes, intake } = loadConfig(configFile);
    const router = new Router(routes);
    const routeOf = (record: Parameters<typeof router.explain>[0]) =>
      router.explain(record) ?? (intake ? "the default intake: no route takes it" : undefined);
    process.exitCode = await parse(
      { files, explain, settings: pulse, ...(routes.length === 0 ? {} : { routeOf }) },
      process,
    );
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(printableLines(`${error.message}\n`));
    process.exitCode = 1;
  }
}
