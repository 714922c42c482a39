// The body of a request to /array: a JSON array of {"intake_key","json","timestamp"?}. Of the documented
// endpoints it is the one that takes many events, each with its own time.

/**
 * One event without its key, ready to be joined: `"json":"…","timestamp":"…"}`. The key is added when
 * the request is made, because it may have been changed meanwhile. One character stands for one byte of
 * UTF-8, so that its length is its size, and it becomes bytes by copying.
 *
 * `json` is the message as a JSON string in that form, from encodeMessage or from where it stands so already.
 * `timestamp` is RFC 3339 with an offset, or null when the event's time is not known.
 */
export function encodeEvent(json: string, timestamp: string | null): string {
  return timestamp === null ? `"json":${json}}` : `"json":${json},"timestamp":"${timestamp}"}`;
}

/** A message as a JSON string of UTF-8 bytes, one character per byte. */
export function encodeMessage(message: string): string {
  return Buffer.from(JSON.stringify(message)).toString("latin1");
}

/** The message of an event that encodeEvent made. */
export function decodeEvent(encoded: Buffer): { message: string; timestamp: string | null } {
  const { json, timestamp } = JSON.parse(`{${encoded.toString("utf8")}`) as {
    json: string;
    timestamp?: string;
  };
  return { message: json, timestamp: timestamp ?? null };
}

/** What each event costs in a request beside its encoded form, in bytes. */
export function overheadPerEvent(key: string): number {
  return prefix(key).length + 1;
}

/** Events as encodeEvent made them, one behind the other. */
export interface EncodedEvents {
  readonly bytes: Buffer;
  /** Where each one ends. */
  readonly ends: readonly number[];
}

/** The body of a request, uncompressed. */
export function encodeRequest({ bytes, ends }: EncodedEvents, key: string): Buffer {
  const before = Buffer.from(`,${prefix(key)}`, "latin1");
  const body = Buffer.allocUnsafeSlow(bytes.length + ends.length * before.length + 1);
  let at = 0;
  let start = 0;
  for (const end of ends) {
    at += before.copy(body, at);
    at += bytes.copy(body, at, start, end);
    start = end;
  }
  // The comma before the first event makes way for the bracket.
  body.write("[", 0, "latin1");
  body.write("]", at, "latin1");
  return body;
}

function prefix(key: string): string {
  return `{"intake_key":${encodeMessage(key)},`;
}
