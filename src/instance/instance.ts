import { statSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { version } from "../../package.json";
import { type Config, loadConfig } from "../config/config.js";
import { type DeadLetterLimits, DeadLetters } from "../dead-letters/dead-letters.js";
import { Delivery } from "../delivery/delivery.js";
import { segmentPath } from "../journal/layout.js";
import { Progress } from "../journal/progress.js";
import { Spool, segmentBytes } from "../journal/spool.js";
import type { WriterSettings } from "../journal/writer.js";
import type { Log } from "../logging/log.js";
import { RateLimitedLog } from "../logging/rate-limited-log.js";
import { Metrics } from "../metrics/metrics.js";
import { archiveEnded } from "../status/archive.js";
import { noCounts } from "../status/counters.js";
import { Outage, type Trouble } from "../status/outage.js";
import { Rate } from "../status/rate.js";
import { type InstanceStatus, writeStatus } from "../status/status-file.js";
import { WrappingCounter } from "../status/wrapping-counter.js";
import { Fsync } from "./fsync.js";
import { SafetyCopies } from "./safety-copies.js";

const HOUSEKEEPING_MS = 1000;
/** Other instances are looked after every this many rounds of housekeeping. */
const ADOPTION_ROUNDS = 5;
/** Metrics are written every this many rounds. */
const METRICS_ROUNDS = 5;
/** Dead letter files that were sent again are removed every this many rounds. */
const TIDY_ROUNDS = 60;
/**
 * Segments that must fit on the disk beside the journal: without room to move waiting lines, one intake's would hold
 * the others' space.
 */
const SPARE_SEGMENTS = 2;
/** Status files of ended instances are put together every this many rounds. */
const FOLDING_ROUNDS = 60;

/**
 * One running instance: its journal, the shipping side, and the housekeeping around both (fsync, the
 * spool's limit, orphans, the status file).
 */
export class Instance {
  readonly progress = new Progress();
  readonly #configFile: string;
  readonly #log: Log;
  readonly #rarely: RateLimitedLog;
  readonly #spool: Spool;
  readonly #segmentBytes: number;
  readonly #fsync: Fsync;
  readonly #copies: SafetyCopies;
  readonly #delivery: Delivery;
  readonly #deadLetters: DeadLetters;
  readonly #metrics: Metrics;
  readonly #counters = noCounts();
  readonly #storing: Outage;
  readonly #started = new Date().toISOString();
  #config: Config;
  #timer: NodeJS.Timeout | undefined;
  #received = new WrappingCounter(() => this.progress.lines);
  #refused = new WrappingCounter(() => this.progress.refused);
  readonly #rate = new Rate();
  #round = 0;
  #lastStatus = "";
  #statusBroken = false;
  #shippedBefore = 0;
  #lastShipped: string | undefined;
  #state: InstanceStatus["state"] = "running";

  /** Prepares everything; throws when the spool is not usable. */
  constructor(configFile: string, config: Config, log: Log) {
    this.#configFile = configFile;
    this.#config = config;
    this.#log = log;
    this.#rarely = new RateLimitedLog(log);
    this.#spool = new Spool(config.spool.dir);
    this.#metrics = new Metrics(config.spool.dir, this.#spool.owner, log);
    this.#storing = new Outage(log, "rsyslog keeps them and tries again", "storing messages again");
    this.#segmentBytes = Math.min(
      segmentBytes(config.spool.max_bytes),
      Math.ceil(this.#spool.disk.bytes / 16),
    );
    this.#copies = new SafetyCopies(this.#spool, this.progress, this.#segmentBytes, log);
    this.#fsync = new Fsync(
      config.spool.fsync,
      this.#spool.ownDir,
      this.progress,
      this.#rarely,
      (segment) => this.#copies.add(segment),
    );
    this.#deadLetters = new DeadLetters(
      config.spool.dir,
      this.#spool.owner,
      limitsOf(config),
      (file, letters) => {
        this.#counters.deadLettersEvicted += letters;
        log.error(
          `the sorted-out dead letters have reached dead_letters.sorted_out_max_bytes: ${file} with ${letters} events was deleted`,
        );
      },
    );
    this.#delivery = new Delivery(
      config,
      this.#spool,
      this.#segmentBytes,
      this.progress,
      this.#deadLetters,
      this.#counters,
      log,
      (dir) => this.#fsync.adopted(dir),
    );
    this.#allow();
  }

  /** How the acknowledging thread is to write the journal. */
  get writer(): WriterSettings {
    return {
      dir: this.#spool.ownDir,
      segmentBytes: this.#segmentBytes,
      syncAlways: this.#config.spool.fsync === "always",
    };
  }

  /** Begins to deliver. */
  start(): void {
    this.#delivery.start();
    this.#adopt();
    this.#timer = setInterval(() => this.#keepHouse(), HOUSEKEEPING_MS);
    this.#fsync.start();
    this.#writeStatus();
    this.#archiveEnded();
    this.#writeMetrics();
  }

  wake(): void {
    this.#delivery.wake();
  }

  /** Messages cannot be stored, for this reason; undefined: they are stored again. */
  noteRefusing(reason: string | undefined): void {
    if (reason === undefined) this.#storing.ended();
    else this.#storing.failed(`new messages are not stored: ${reason}`);
  }

  /** Reads the configuration again. A broken one changes nothing. */
  reload(): void {
    try {
      const read = loadConfig(this.#configFile);
      const { spool, batch } = this.#config;
      if (!isDeepStrictEqual({ spool, batch }, { spool: read.spool, batch: read.batch })) {
        this.#log.warn("changes in spool and batch take effect when rsyslog is restarted");
      }
      const config = { ...read, spool, batch };
      this.#delivery.reconfigure(config);
      this.#deadLetters.reconfigure(limitsOf(config));
      this.#config = { ...config, spool: this.#config.spool };
      this.#log.level = config.log.level;
      for (const warning of config.warnings) this.#log.warn(warning);
      this.#log.info("configuration read again");
    } catch (error) {
      this.#log.error(`the configuration was not changed: ${(error as Error).message}`);
    }
  }

  /**
   * Ships what is left within `graceMs`, then leaves everything in good order on the disk. `mayGrow`: lines may
   * still be acknowledged meanwhile and afterwards, so the journal stays whatever it holds.
   */
  async finish(graceMs: number, mayGrow: boolean): Promise<void> {
    this.#state = "finishing";
    this.#writeStatus();
    const complete = await this.#delivery.finish(graceMs, mayGrow);
    clearInterval(this.#timer);
    await this.#fsync.finish();
    await this.#copies.keep(this.#delivery.settled);
    await this.#deadLetters.close();
    this.#state = "ended";
    this.#writeStatus();
    this.#writeMetrics();
    this.#log.info(
      complete
        ? "stopped; everything was shipped"
        : "stopped; what is not shipped waits in the journal for the next instance",
    );
  }

  #keepHouse(): void {
    this.#round++;
    this.#allow();
    this.#lookForDeletedSegment();
    // No new line would wake it, and there may be a segment to remove to make room for one.
    if (this.#storing.trouble) this.#delivery.wake();
    void this.#copies.keep(this.#delivery.settled);
    if (this.#round % ADOPTION_ROUNDS === 0) this.#adopt();
    this.#writeStatus();
    if (this.#round % FOLDING_ROUNDS === 0) this.#archiveEnded();
    if (this.#round % TIDY_ROUNDS === 0) this.#tidyDeadLetters();
    if (this.#round % METRICS_ROUNDS === 0) this.#writeMetrics();
  }

  /** Costs nothing but room when it fails, and a status file that cannot be written is said already. */
  #archiveEnded(): void {
    try {
      archiveEnded(this.#config.spool.dir, this.#spool.owner);
    } catch (error) {
      this.#log.debug(
        `the status of ended instances cannot be put together: ${(error as Error).message}`,
      );
    }
  }

  #tidyDeadLetters(): void {
    try {
      this.#deadLetters.tidy();
    } catch (error) {
      this.#log.debug(`dead letters cannot be looked through: ${(error as Error).message}`);
    }
  }

  #adopt(): void {
    try {
      this.#delivery.adoptOrphans();
    } catch (error) {
      this.#rarely.say(
        "error",
        `journals of other instances cannot be looked after: ${(error as Error).message}`,
      );
    }
  }

  /** Tells the acknowledging side how far the journal may grow. */
  #allow(): void {
    try {
      // In this order: what is written in between counts twice, until the next time.
      const { written } = this.progress;
      const { free } = this.#spool.disk;
      const limit = this.#config.spool.max_bytes - this.#spool.bytes;
      this.progress.allow(Math.min(limit, free - SPARE_SEGMENTS * this.#segmentBytes), written);
    } catch (error) {
      this.#rarely.say("error", `the spool cannot be measured: ${(error as Error).message}`);
    }
  }

  /** What goes into a deleted file would not survive this process. */
  #lookForDeletedSegment(): void {
    const { segment } = this.progress.position;
    const path = segmentPath(this.#spool.ownDir, segment);
    if (statSync(path, { throwIfNoEntry: false }) || this.progress.position.segment !== segment)
      return;
    this.#log.error(`${path} was deleted while in use; going on in a new segment`);
    this.progress.requestRotation();
  }

  /** A status that cannot be written is said once and stops nothing. */
  #writeStatus(): void {
    const status = this.#status();
    const { updated: _, ...content } = status;
    const text = JSON.stringify(content);
    if (text === this.#lastStatus) return;
    try {
      writeStatus(this.#config.spool.dir, status);
      this.#lastStatus = text;
      this.#statusBroken = false;
    } catch (error) {
      if (this.#statusBroken) return;
      this.#statusBroken = true;
      this.#log.warn(`the status file cannot be written: ${(error as Error).message}`);
    }
  }

  #writeMetrics(): void {
    const { textfile } = this.#config.metrics;
    if (textfile !== undefined) this.#metrics.write(textfile, this.#troubles);
  }

  get #troubles(): Trouble[] {
    return [this.#storing.trouble, this.#copies.trouble, ...this.#delivery.troubles].filter(
      (trouble) => trouble !== undefined,
    );
  }

  #backlogs(): Pick<InstanceStatus, "parkedBytes" | "parkedEvents"> {
    const { backlogs } = this.#delivery;
    if (backlogs.length === 0) return {};
    return {
      parkedBytes: Object.fromEntries(backlogs.map(({ name, bytes }) => [name, bytes])),
      parkedEvents: Object.fromEntries(backlogs.map(({ name, lines }) => [name, lines])),
    };
  }

  #status(): InstanceStatus {
    const updated = new Date().toISOString();
    if (this.#counters.shipped !== this.#shippedBefore) {
      this.#shippedBefore = this.#counters.shipped;
      this.#lastShipped = updated;
    }
    const { shipped } = this.#counters;
    const now = performance.now();
    this.#rate.note(shipped, now);
    return {
      version,
      owner: this.#spool.owner,
      config: this.#configFile,
      started: this.#started,
      updated,
      state: this.#state,
      received: this.#received.total,
      refused: this.#refused.total,
      counters: this.#counters,
      shippedPerSecond: {
        minute: this.#rate.perSecond(shipped, now, 1),
        quarterHour: this.#rate.perSecond(shipped, now, 15),
      },
      ...(this.#lastShipped === undefined ? {} : { lastShipped: this.#lastShipped }),
      troubles: this.#troubles,
      ...this.#backlogs(),
      ...this.#config.metrics,
    };
  }
}

function limitsOf({ dead_letters }: Config): DeadLetterLimits {
  return { refused: dead_letters.max_bytes, sortedOut: dead_letters.sorted_out_max_bytes };
}
