import { setImmediate as nextTurn } from "node:timers/promises";

// The body of a request to /array: a JSON array of {"intake_key","json","timestamp"?}. Of the documented
// endpoints it is the one that takes many events, each with its own time.

/**
 * One event without its key, ready to be joined: the bytes `"json":"…","timestamp":"…"}` from `start` up to
 * `end` of `block`. The key is added when the request is made, because it may have been changed meanwhile.
 */
export interface EncodedEvent {
  readonly block: Buffer;
  readonly start: number;
  readonly end: number;
}

/** `timestamp` is RFC 3339 with an offset, or null when the event's time is not known. */
export function encodeEvent(message: string, timestamp: string | null): EncodedEvent {
  const block = Buffer.from(textOf(encodeMessage(message), timestamp), "latin1");
  return { block, start: 0, end: block.length };
}

/** A message as a JSON string of UTF-8 bytes, one character per byte. */
export function encodeMessage(message: string): string {
  return Buffer.from(JSON.stringify(message)).toString("latin1");
}

const BLOCK_BYTES = 256 * 1024;

/**
 * Encodes many events, into blocks that they share: as strings they would keep V8 busy with moving them, and
 * as a Buffer each with making those.
 */
export class EventEncoder {
  #block = Buffer.alloc(0);
  #filled = 0;

  /**
   * `json` is the message as a JSON string of UTF-8 bytes, one character per byte: from encodeMessage, or
   * from where it stands so already.
   */
  encode(json: string, timestamp: string | null): EncodedEvent {
    const text = textOf(json, timestamp);
    if (this.#filled + text.length > this.#block.length) {
      this.#block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, text.length));
      this.#filled = 0;
    }
    const start = this.#filled;
    this.#filled += this.#block.write(text, start, "latin1");
    return { block: this.#block, start, end: this.#filled };
  }
}

function textOf(json: string, timestamp: string | null): string {
  return timestamp === null ? `"json":${json}}` : `"json":${json},"timestamp":"${timestamp}"}`;
}

/** The message of an encoded event. */
export function decodeEvent({ block, start, end }: EncodedEvent): {
  message: string;
  timestamp: string | null;
} {
  const { json, timestamp } = JSON.parse(`{${block.toString("utf8", start, end)}`) as {
    json: string;
    timestamp?: string;
  };
  return { message: json, timestamp: timestamp ?? null };
}

/** What each event costs in a request beside its encoded form, in bytes. */
export function overheadPerEvent(key: string): number {
  return prefix(key).length;
}

/** So many events are copied into a body in one go: a few milliseconds' work. */
const EVENTS_AT_ONCE = 10_000;

/**
 * The body of a request, uncompressed. Without events it holds no key either. Lets the event loop turn in
 * between when there are very many.
 */
export async function encodeRequest(events: readonly EncodedEvent[], key: string): Promise<Buffer> {
  if (events.length === 0) return Buffer.from("[]");
  const before = prefix(key);
  const bytes = events.reduce((sum, { start, end }) => sum + end - start, 0);
  const body = Buffer.allocUnsafeSlow(bytes + events.length * before.length + 1);
  let at = 0;
  for (const [n, { block, start, end }] of events.entries()) {
    at += before.copy(body, at);
    at += block.copy(body, at, start, end);
    if (n % EVENTS_AT_ONCE === EVENTS_AT_ONCE - 1) await nextTurn();
  }
  // The comma before the first event makes way for the bracket.
  body[0] = 0x5b;
  body[at] = 0x5d;
  return body;
}

/** What stands before each event, the comma after the one before included. */
function prefix(key: string): Buffer {
  return Buffer.from(`,{"intake_key":${JSON.stringify(key)},`);
}
