// The body of a request to /array: a JSON array of {"intake_key","json","timestamp"?}. Of the documented
// endpoints it is the one that takes many events, each with its own time.

/**
 * One event without its key, ready to be joined: `"json":"…","timestamp":"…"}`. The key is added when
 * the request is made, because it may have been changed meanwhile.
 *
 * `timestamp` is RFC 3339 with an offset, or null when the event's time is not known.
 */
export function encodeEvent(message: string, timestamp: string | null): string {
  const json = JSON.stringify(message);
  return timestamp === null
    ? `"json":${json}}`
    : `"json":${json},"timestamp":${JSON.stringify(timestamp)}}`;
}

/** The message of an event that encodeEvent made. */
export function decodeEvent(encoded: string): { message: string; timestamp: string | null } {
  const { json, timestamp } = JSON.parse(`{${encoded}`) as { json: string; timestamp?: string };
  return { message: json, timestamp: timestamp ?? null };
}

/** What each event costs in a request beside its encoded form, in bytes. */
export function overheadPerEvent(key: string): number {
  return Buffer.byteLength(prefix(key)) + 1;
}

/** The body of a request, uncompressed. Without events it holds no key either. */
export function encodeRequest(events: readonly string[], key: string): Buffer {
  if (events.length === 0) return Buffer.from("[]");
  const before = prefix(key);
  return Buffer.from(`[${before}${events.join(`,${before}`)}]`);
}

function prefix(key: string): string {
  return `{"intake_key":${JSON.stringify(key)},`;
}
