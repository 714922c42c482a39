import { giveBuffer, takeBuffer } from "./buffers.js";

// The body of a request to /array: a JSON array of {"intake_key","json","timestamp"?}. Of the documented
// endpoints it is the one that takes many events, each with its own time.

/** An event as the intake is to get it. */
export interface IntakeEvent {
  /** The message as a JSON string of UTF-8 bytes, one character per byte. */
  readonly json: string;
  /** RFC 3339 with an offset, or null when the event's time is not known. */
  readonly timestamp: string | null;
}

export function intakeEvent(message: string, timestamp: string | null): IntakeEvent {
  return { json: encodeMessage(message), timestamp };
}

/** A message as a JSON string of UTF-8 bytes, one character per byte. */
export function encodeMessage(message: string): string {
  return Buffer.from(JSON.stringify(message)).toString("latin1");
}

const COMMA = 0x2c;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * The body of one request, uncompressed. Events are written to where they are sent from: as a string or a
 * Buffer each, they would keep V8 busy.
 */
export class RequestBody {
  readonly #key: string;
  /** What stands before each event, the comma after the one before included; one character per byte. */
  readonly #prefix: string;
  #buffer = takeBuffer(0);
  #filled = 0;
  /** Where each event ends. */
  readonly #ends: number[] = [];

  constructor(key: string) {
    this.#key = key;
    this.#prefix = `,{"intake_key":${encodeMessage(key)},`;
  }

  isFor(key: string): boolean {
    return key === this.#key;
  }

  /** Number of events. */
  get count(): number {
    return this.#ends.length;
  }

  /** Its size when it is sent, before compression. */
  get bytes(): number {
    return Math.max(this.#filled + 1, 2);
  }

  /** What an event would add to that. */
  cost({ json, timestamp }: IntakeEvent): number {
    const time = timestamp === null ? 0 : ',"timestamp":""'.length + timestamp.length;
    return this.#prefix.length + '"json":}'.length + json.length + time;
  }

  /** The size of a body with the events from number `from` up to, not including, `to` alone. */
  bytesOf(from: number, to: number): number {
    return this.#start(to) - this.#start(from) + 1;
  }

  add({ json, timestamp }: IntakeEvent): void {
    this.#append(
      timestamp === null ? `"json":${json}}` : `"json":${json},"timestamp":"${timestamp}"}`,
    );
  }

  /** Adds the events of another body from number `from` up to, not including, `to`. */
  addFrom(other: RequestBody, from: number, to: number): void {
    if (!other.isFor(this.#key)) {
      for (let n = from; n < to; n++) this.#append(other.#withoutKey(n));
      return;
    }
    const start = other.#start(from);
    const bytes = other.#start(to) - start;
    this.#makeRoom(bytes);
    const moved = this.#filled - start;
    other.#buffer.copy(this.#buffer, this.#filled, start, start + bytes);
    // In a body that was sent, the bracket stands there.
    this.#buffer[this.#filled] = COMMA;
    this.#filled += bytes;
    for (const end of other.#ends.slice(from, to)) this.#ends.push(end + moved);
  }

  /** What event number `n` says. */
  read(n: number): { message: string; timestamp: string | null } {
    const text = Buffer.from(this.#withoutKey(n), "latin1").toString("utf8");
    const { json, timestamp } = JSON.parse(`{${text}`) as { json: string; timestamp?: string };
    return { message: json, timestamp: timestamp ?? null };
  }

  /** The body as it is to be sent, valid until the next change. Without events it holds no key either. */
  whole(): Buffer {
    if (this.count === 0) return Buffer.from("[]");
    // The comma before the first event makes way for the bracket.
    this.#buffer[0] = OPEN;
    this.#buffer[this.#filled] = CLOSE;
    return this.#buffer.subarray(0, this.bytes);
  }

  /** Gives its memory back. It must not be used any more, by a request under way neither. */
  free(): void {
    giveBuffer(this.#buffer);
    this.#buffer = NO_BYTES;
  }

  /** What follows the key of event number `n`, one character per byte. */
  #withoutKey(n: number): string {
    const start = this.#start(n) + this.#prefix.length;
    return this.#buffer.toString("latin1", start, this.#start(n + 1));
  }

  #append(withoutKey: string): void {
    const text = this.#prefix + withoutKey;
    this.#makeRoom(text.length);
    this.#filled += this.#buffer.write(text, this.#filled, "latin1");
    this.#ends.push(this.#filled);
  }

  #start(n: number): number {
    return n === 0 ? 0 : (this.#ends[n - 1] ?? this.#filled);
  }

  /** For so many bytes more, and the closing bracket. */
  #makeRoom(bytes: number): void {
    const size = this.#filled + bytes + 1;
    if (size <= this.#buffer.length) return;
    const larger = takeBuffer(size);
    this.#buffer.copy(larger, 0, 0, this.#filled);
    giveBuffer(this.#buffer);
    this.#buffer = larger;
  }
}

const NO_BYTES: Buffer = Buffer.alloc(0);
