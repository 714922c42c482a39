import { writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { type Config, loadConfig } from "../config/config.js";
import { ConfigError } from "../config/error.js";
import { type Log, openLog } from "../logging/log.js";
import type { End } from "../omprog/acknowledger.js";
import { type AcknowledgingThread, interruptRead } from "../omprog/acknowledging-thread.js";
import { AnswerWatch } from "../omprog/answer-watch.js";
import { Instance } from "./instance.js";

const STDIN = 0;

/** After the end of input: how long what is left may be shipped before it waits for the next instance. */
const GRACE_MS = 3000;
/**
 * After SIGTERM: systemd signals rsyslogd and us together, and rsyslogd may have messages left. They are
 * taken until it closes our input, until it has been quiet this long, or this long at the most.
 */
const QUIET_MS = 1000;
const PATIENCE_MS = 5000;
/** How long the acknowledging thread may take to notice that it is to stop. */
const STOP_MS = 1000;
/** An answer that nobody takes for WATCH_LOOKS × WATCH_MS ends the process. */
const WATCH_MS = 5000;
const WATCH_LOOKS = 6;

/**
 * The life of the program under omprog. `answers` is the descriptor for the protocol's answers; `thread` is to
 * write them. Ends the process itself: 0 after the end of input or SIGTERM, 1 when it could not start or an
 * error ended it.
 */
export async function runProgram(
  configFile: string,
  answers: number,
  thread: AcknowledgingThread,
): Promise<void> {
  const log = openLog("info");
  let config: Config;
  let instance: Instance;
  try {
    config = loadConfig(configFile);
    log.level = config.log.level;
    for (const warning of config.warnings) log.warn(warning);
    instance = new Instance(configFile, config, log);
  } catch (error) {
    return giveUp(log, describe(error, "cannot start"));
  }
  await new Program(instance, answers, thread, log).run(config.spool.dir);
}

class Program {
  readonly #instance: Instance;
  readonly #answers: number;
  readonly #thread: AcknowledgingThread;
  readonly #log: Log;
  #threadEnded = false;
  #tellThreadEnded: () => void = () => {};
  readonly #threadEnd = new Promise<void>((resolve) => {
    this.#tellThreadEnded = resolve;
  });
  #ending = false;
  #dying = false;

  constructor(instance: Instance, answers: number, thread: AcknowledgingThread, log: Log) {
    this.#instance = instance;
    this.#answers = answers;
    this.#thread = thread;
    this.#log = log;
  }

  async run(spoolDir: string): Promise<void> {
    process.on("uncaughtException", (error) => void this.#die(error));
    process.on("unhandledRejection", (reason) => void this.#die(reason));
    process.on("SIGTERM", () => void this.#onSigterm());
    process.on("SIGHUP", () => this.#instance.reload());
    const { progress, writer } = this.#instance;
    try {
      await this.#thread.begin(STDIN, this.#answers, writer, progress, {
        onWake: () => this.#instance.wake(),
        onRefusing: (reason) => this.#instance.noteRefusing(reason),
        onEnd: (end) => this.#onThreadEnd(end),
        onFailure: (error) => {
          this.#threadEnded = true;
          void this.#die(error);
        },
      });
      // The configuration is good, the journal is open: rsyslog may begin.
      writeSync(this.#answers, "OK\n");
    } catch (error) {
      return giveUp(this.#log, describe(error, `cannot use the spool ${spoolDir}`));
    }
    this.#instance.start();
    const watch = new AnswerWatch(progress);
    setInterval(() => {
      if (watch.look() >= WATCH_LOOKS) void this.#end("nobody takes our answers any more");
    }, WATCH_MS).unref();
    this.#log.info("started");
  }

  #onThreadEnd(end: End): void {
    this.#threadEnded = true;
    this.#tellThreadEnded();
    const reasons: Record<End, string> = {
      eof: "rsyslog closed the input",
      stopped: "asked to stop",
      "stdout-closed": "rsyslog does not read answers any more",
    };
    void this.#end(reasons[end]);
  }

  async #onSigterm(): Promise<void> {
    const { progress } = this.#instance;
    const deadline = performance.now() + PATIENCE_MS;
    let lines: number;
    do {
      lines = progress.lines;
      await Promise.race([this.#threadEnd, delay(QUIET_MS)]);
    } while (!this.#threadEnded && progress.lines !== lines && performance.now() < deadline);
    await this.#end("asked to stop");
  }

  async #stopThread(): Promise<void> {
    if (this.#threadEnded) return;
    this.#instance.progress.requestStop();
    interruptRead(STDIN);
    await Promise.race([this.#threadEnd, delay(STOP_MS)]);
  }

  async #end(reason: string): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    await this.#stopThread();
    this.#log.info(`${reason}; shipping what is left`);
    await this.#instance.finish(GRACE_MS, !this.#threadEnded);
    this.#exit(0);
  }

  /** Something happened that should not: one line in the log, the journal as it is, and a new start by rsyslog. */
  async #die(error: unknown): Promise<void> {
    if (this.#dying) return;
    this.#dying = true;
    this.#log.fatal(describe(error, "stopping because of an unexpected error"));
    if (error instanceof Error) this.#log.debug(error.stack ?? "");
    await this.#stopThread();
    this.#exit(1);
  }

  #exit(code: number): void {
    // process.exit waits for threads, and one that hangs in read(2) or write(2) never comes.
    if (this.#threadEnded) process.exit(code);
    process.kill(process.pid, "SIGKILL");
  }
}

function giveUp(log: Log, message: string): never {
  log.fatal(message);
  process.exit(1);
}

function describe(error: unknown, doing: string): string {
  if (error instanceof ConfigError) return error.message;
  return `${doing}: ${error instanceof Error ? error.message : String(error)}`;
}
