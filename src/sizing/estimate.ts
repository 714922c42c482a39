import {
  COMPRESSION,
  DRAIN_RATE,
  EVENTS_PER_CORE_SECOND,
  LINE_OVERHEAD_BYTES,
  MESSAGE_COPIES,
  ONE_WORKER_RATE,
  TWO_WORKERS_RATE,
} from "./measured.js";

/** The load of one concentrator. */
export interface Load {
  /** Events per second, on average over the busiest hour. */
  readonly rate: number;
  /** The longest outage of the intake to be survived, in seconds. */
  readonly outageSeconds: number;
  /** Bytes of an average message. */
  readonly messageBytes: number;
}

/** What one concentrator needs, and what it asks of the intake. */
export interface Estimate {
  /** Cores busy at that rate, rsyslogd included. */
  readonly cores: number;
  /** Copies of the program that rsyslog needs; undefined when one machine is not enough. */
  readonly workers: 1 | 2 | undefined;
  /** spool.max_bytes: the outage and a quarter more. */
  readonly spoolBytes: number;
  /** Seconds of a burst of ten times the rate that the queue of the snippet holds in memory. */
  readonly burstSeconds: number;
  /** Seconds until the backlog of the outage is shipped while new events keep coming; undefined: never. */
  readonly catchUpSeconds: number | undefined;
  readonly requestsPerSecond: number;
  readonly connections: number;
  /** Compressed bytes per second to the intake. */
  readonly sentBytesPerSecond: number;
}

/** As in rsyslog.d/49-pulse-sekoia.conf. */
const QUEUE_SIZE = 50_000;
/** Half of what was measured: a machine that is always at its limit has no room for a bad day. */
const HEADROOM = 0.5;
const BURST = 10;

/** Works out what a load needs, with the defaults of the `batch` section. */
export function estimate({ rate, outageSeconds, messageBytes }: Load): Estimate {
  const lineBytes = messageBytes * MESSAGE_COPIES + LINE_OVERHEAD_BYTES;
  const workers =
    rate <= ONE_WORKER_RATE * HEADROOM ? 1 : rate <= TWO_WORKERS_RATE * HEADROOM ? 2 : undefined;
  const spare = DRAIN_RATE * HEADROOM - rate;
  return {
    cores: rate / EVENTS_PER_CORE_SECOND,
    workers,
    spoolBytes: Math.ceil(rate * outageSeconds * lineBytes * 1.25),
    burstSeconds: QUEUE_SIZE / (rate * BURST),
    catchUpSeconds: spare > 0 ? (rate * outageSeconds) / spare : undefined,
    requestsPerSecond: requestsPerSecond(rate),
    connections: 4 * (workers ?? 2),
    sentBytesPerSecond: rate * messageBytes * COMPRESSION,
  };
}

/** A batch leaves when it has 1000 events or its first one has waited for a second. */
function requestsPerSecond(rate: number): number {
  return Math.max(rate / 1000, Math.min(rate, 1));
}
