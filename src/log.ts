import pino from "pino";

export type Log = pino.Logger;

/**
 * The program's log: JSON lines on stderr, each with time, level and a sentence in `msg`. rsyslog's omprog
 * action writes them to a file (output="…" in the snippet).
 *
 * Writes do not block: a log that nobody can write must not hold up events. What a full or broken log does
 * not take is given up.
 */
export function openLog(level: string): Log {
  const destination = pino.destination({ dest: 2, sync: false, maxLength: 1024 * 1024 });
  // Without a listener a broken pipe would end the process.
  destination.on("error", () => {});
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

/** Writes what is still buffered, as far as that is possible, before the process ends. */
export function closeLog(log: Log): void {
  try {
    log.flush();
  } catch {
    // There is nobody left to tell.
  }
}
