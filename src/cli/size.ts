import { Command, InvalidArgumentError } from "commander";

interface SizeFlags {
  rate: number;
  outage: number;
  bytes: number;
}

export function sizeCommand(): Command {
  return new Command("size")
    .description("works out cores, spool and queue for a load, from measured figures")
    .requiredOption("--rate <events>", "events per second in the busiest hour", parsePositive)
    .requiredOption(
      "--outage <time>",
      "outage of the intake to be survived, such as 72h or 3d",
      parseTime,
    )
    .option("--bytes <bytes>", "bytes of an average message", parsePositive, 500)
    .action(async ({ rate, outage, bytes }: SizeFlags) => {
      const { estimate } = await import("../sizing/estimate.js");
      const { describe } = await import("../sizing/describe.js");
      const load = { rate, outageSeconds: outage, messageBytes: bytes };
      process.stdout.write(describe(load, estimate(load)));
    });
}

function parsePositive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError("Give a number above 0.");
  }
  return value;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function parseTime(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text);
  const unit = SECONDS[match?.[2] ?? ""];
  if (!match || unit === undefined || Number(match[1]) <= 0) {
    throw new InvalidArgumentError("Give a time such as 90m, 72h or 3d.");
  }
  return Number(match[1]) * unit;
}
