import { setImmediate as nextTurn } from "node:timers/promises";

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

/** So much of a body is encoded in one go, in characters: a few milliseconds' work. */
const PIECE_CHARACTERS = 1_000_000;

/**
 * The body of a request, uncompressed. Without events it holds no key either. Lets the event loop turn in
 * between when it is a long one.
 */
export async function encodeRequest(events: readonly string[], key: string): Promise<Buffer> {
  const before = prefix(key);
  const pieces: Buffer[] = [];
  let piece = "[";
  for (const [n, event] of events.entries()) {
    piece += `${n === 0 ? "" : ","}${before}${event}`;
    if (piece.length < PIECE_CHARACTERS) continue;
    pieces.push(Buffer.from(piece));
    piece = "";
    await nextTurn();
  }
  pieces.push(Buffer.from(`${piece}]`));
  return Buffer.concat(pieces);
}

function prefix(key: string): string {
  return `{"intake_key":${JSON.stringify(key)},`;
}
