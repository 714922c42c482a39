// Limits of the intake. JournalConsumer: Sekoia's documentation of the HTTPS intake and the constants of its
// public connector SDK; where they differ, the smaller.

/** Bytes of one event, as UTF-8. */
export const MAX_EVENT_BYTES = 250_000;

/** Bytes of one request before compression. */
export const MAX_REQUEST_BYTES = 10_485_760;
