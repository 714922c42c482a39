import { Command } from "commander";
import { DEFAULT_CONFIG_FILE } from "../config/config-file.js";

interface DoctorFlags {
  config: string;
  json?: true;
  sendTestEvent?: true;
}

/** `pulse-sekoia doctor`: checks the whole installation; exit 1 if something failed. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("checks the whole installation, and says how to mend what fails")
    .option("-c, --config <file>", "configuration file", DEFAULT_CONFIG_FILE)
    .option("--json", "one JSON array instead of text")
    .option("--send-test-event", "also send one marked event to the intake, to prove the key")
    .action(doctor);
}

async function doctor({ config, json, sendTestEvent }: DoctorFlags): Promise<void> {
  const { examine } = await import("../doctor/examine.js");
  const { findingsText } = await import("../doctor/text.js");
  const findings = await examine(config, sendTestEvent ?? false);
  const { printableJson } = await import("../terminal/printable.js");
  process.stdout.write(
    json ? printableJson(`${JSON.stringify(findings)}\n`) : findingsText(findings),
  );
  process.exitCode = findings.some(({ level }) => level === "failed") ? 1 : 0;
}
