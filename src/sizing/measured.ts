// Figures for estimates, from `npm run bench` on 2026-11-24: 2 cores (AMD EPYC), Node 20.20.2, rsyslogd 8.2302,
// messages of 529 bytes on average, on a machine that was slow then. The rows are named in the comments.

/** What a core does in a second, rsyslogd's and the program's share together (rows "cpu-rsyslogd" and "cpu": 46 µs). */
export const EVENTS_PER_CORE_SECOND = 22_000;

/** Events a second end to end with one worker, and with two (rows "one-worker", "two-workers"). */
export const ONE_WORKER_RATE = 35_000;
export const TWO_WORKERS_RATE = 40_000;

/** Events a second that one instance ships from its journal when nothing new comes (row "drain"). */
export const DRAIN_RATE = 130_000;

/** Compressed bytes for each byte of message (row "bytes"). */
export const COMPRESSION = 0.1;

/** Bytes that a line in the journal has beside the message, which stands in it twice (raw and msg). */
export const LINE_OVERHEAD_BYTES = 250;
export const MESSAGE_COPIES = 2;
