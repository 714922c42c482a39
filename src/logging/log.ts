import { constants, openSync, writeSync } from "node:fs";
import pino from "pino";
import { printableJson } from "../terminal/printable.js";

export type Log = pino.Logger;

/**
 * The program's log: JSON lines on stderr, each with time, level and a sentence in `msg`. rsyslog's omprog
 * action writes them to a file (output="…" in the snippet).
 *
 * A line is written at once, or given up when stderr is full or gone: a log that nobody takes must hold up
 * neither events nor the end of the process.
 */
export function openLog(level: string): Log {
  const fd = openWithoutBlocking();
  const destination = {
    write(line: string): void {
      try {
        // People look at it with tail and less.
        writeSync(fd, printableJson(line));
      } catch {
        // There is nobody to tell.
      }
    },
  };
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}

/** stderr opened anew, so that being non-blocking is our own affair and nobody else's who shares it. */
function openWithoutBlocking(): number {
  try {
    return openSync(
      "/proc/self/fd/2",
      constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK,
    );
  } catch {
    return 2;
  }
}
