import pino from "pino";
import type { Log } from "../../src/logging/log.js";

/** A log that keeps its lines: `level: message` each. */
export function keptLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const write = (line: string) => {
    const { level, msg } = JSON.parse(line) as { level: string; msg: string };
    lines.push(`${level}: ${msg}`);
  };
  const log = pino(
    { level: "debug", formatters: { level: (label) => ({ level: label }) } },
    { write },
  );
  return { log, lines };
}
