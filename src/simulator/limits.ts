/**
 * The largest event taken, in UTF-8 bytes. Sekoia's documentation says 250 KiB, its connector SDK
 * 250,000 bytes; the smaller is the one nobody can be wrong to keep.
 */
export const MAX_EVENT_BYTES = 250_000;

/** The largest request body taken, in bytes after decompression (10 MiB, as in Sekoia's SDK). */
export const MAX_REQUEST_BYTES = 10_485_760;
