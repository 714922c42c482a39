// Figures of one machine, for estimates. `npm run bench` measures them anew: the rows "end to end", "CPU of
// the helper per event", "draining a journal" and "shipped bytes".

/** What a core does in a second for events of 500 bytes: rsyslogd's and the program's share together. */
export const EVENTS_PER_CORE_SECOND = 25_000;

/** Events a second that one worker takes in, and two. */
export const ONE_WORKER_RATE = 15_000;
export const TWO_WORKERS_RATE = 45_000;

/** Events a second that one instance ships from its journal when nothing new comes. */
export const DRAIN_RATE = 60_000;

/** Compressed bytes for each byte of message. */
export const COMPRESSION = 0.06;

/** Bytes that a line in the journal has beside the message, which stands in it twice (raw and msg). */
export const LINE_OVERHEAD_BYTES = 250;
export const MESSAGE_COPIES = 2;
