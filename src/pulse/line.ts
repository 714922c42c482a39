/**
 * One line as rsyslog's JSON template writes it:
 *
 *     {"raw":"…","msg":"…","programname":"…","hostname":"…","ip":"…","pri":"…","reported":"…","received":"…"}
 *
 * Bytes that are not UTF-8 stand in it as they came, so it is not always JSON text: the members
 * are found in the bytes, and each is decoded by itself. The quick way reads a line that begins
 * with `raw`, as the template does; it copies that one member out and leaves the rest for when it
 * is asked for. Anything else goes the slow way, through JSON.parse.
 *
 * A line that is no such object is a raw log line.
 */
import { decode, tidy } from "./text.js";

const START = Buffer.from('{"raw":"');
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const CONTROL = 1;
const HIGH = 2;
const SPECIAL = 3;

/** What the copying loop has to know of each byte, in one look. */
const CLASS = new Uint8Array(256);
CLASS.fill(CONTROL, 0, 0x20);
CLASS[0x7f] = CONTROL;
CLASS.fill(HIGH, 0x80);
CLASS[QUOTE] = SPECIAL;
CLASS[BACKSLASH] = SPECIAL;

/** JSON's one-letter escapes; 0 for a letter that is none (`\u` goes the slow way). */
const ESCAPE = new Uint8Array(256);
for (const [letter, code] of Object.entries({ b: 8, t: 9, n: 10, f: 12, r: 13 })) {
  ESCAPE[letter.charCodeAt(0)] = code;
}
for (const same of [QUOTE, BACKSLASH, 0x2f]) ESCAPE[same] = same;

const SCRATCH_KEPT = 1 << 20;
let scratch = Buffer.allocUnsafe(1 << 16);

function scratchFor(size: number): Buffer {
  if (size <= scratch.length) return scratch;
  const larger = Buffer.allocUnsafe(size);
  if (size <= SCRATCH_KEPT) scratch = larger;
  return larger;
}

type Member = "msg" | "programname" | "hostname" | "ip" | "pri" | "reported" | "received";

/** The members of one line. All text is tidy (see text.ts); a member that is missing is "". */
export interface Line {
  /** `raw`, or the line itself where it is no object. */
  readonly raw: string;
  /** How many bytes the message had, as far as this line tells. */
  readonly size: number;
  member(name: Member): string;
}

class RawLine implements Line {
  constructor(
    readonly raw: string,
    readonly size: number,
  ) {}
  member(): string {
    return "";
  }
}

class ParsedLine implements Line {
  readonly raw: string;
  readonly size: number;
  constructor(private readonly object: Readonly<Record<string, unknown>>) {
    this.raw = text(object.raw);
    this.size = this.raw.length;
  }
  member(name: Member): string {
    return text(this.object[name]);
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? tidy(value) : "";
}

class TemplateLine implements Line {
  private rest: string | undefined;
  constructor(
    readonly raw: string,
    readonly size: number,
    private readonly bytes: Buffer,
    private readonly restAt: number,
  ) {}

  /**
   * Inside a JSON string every quote has a backslash before it, so `,"name":"` cannot stand in
   * one: the first that is found is the member.
   */
  member(name: Member): string {
    this.rest ??= this.bytes.toString("latin1", this.restAt);
    const key = `,"${name}":"`;
    const at = this.rest.indexOf(key);
    if (at < 0) return "";
    const from = at + key.length;
    let end = this.rest.indexOf('"', from);
    if (end < 0) return "";
    const value = this.rest.slice(from, end);
    if (PLAIN_TEXT.test(value)) return value;
    while (escaped(this.rest, from, end)) {
      end = this.rest.indexOf('"', end + 1);
      if (end < 0) return "";
    }
    const quoted = `"${decode(this.bytes.subarray(this.restAt + from, this.restAt + end))}"`;
    return text(parseJson(quoted));
  }
}

/** A value that needs neither decoding nor tidying. */
const PLAIN_TEXT = /^(?! )[ !$-[\]-~]*$(?<! )/;

/** Whether the quote at `at` is escaped: an odd number of backslashes stands before it. */
function escaped(string: string, from: number, at: number): boolean {
  let count = 0;
  while (at - count > from && string.charCodeAt(at - count - 1) === BACKSLASH) count++;
  return count % 2 === 1;
}

function parseJson(string: string): unknown {
  try {
    return JSON.parse(string);
  } catch {
    return undefined;
  }
}

function startsAsTemplate(line: Buffer): boolean {
  if (line.length <= START.length || line[line.length - 1] !== 0x7d) return false;
  for (let i = 0; i < START.length; i++) if (line[i] !== START[i]) return false;
  return true;
}

/** The quick way: null where the line is not as the template writes it. */
function readTemplate(line: Buffer): Line | null {
  if (!startsAsTemplate(line)) return null;
  const out = scratchFor(line.length);
  let size = 0;
  let seen = 0;
  let at = START.length;
  for (; at < line.length; at++) {
    let byte = line[at] as number;
    const kind = CLASS[byte] as number;
    if (kind === SPECIAL) {
      if (byte === QUOTE) break;
      byte = ESCAPE[line[++at] as number] as number;
      if (byte === 0) return null;
      if (byte < 0x20) seen |= CONTROL;
    } else {
      seen |= kind;
    }
    out[size++] = byte;
  }
  const after = line[at + 1];
  if (after !== 0x2c && after !== 0x7d) return null;
  const raw = (seen & HIGH) === 0 ? out.toString("latin1", 0, size) : decode(out.subarray(0, size));
  return new TemplateLine(tidy(raw, (seen & CONTROL) !== 0), size, line, at + 1);
}

/** The slow way, for any order of members: null where the line is no such object. */
function readObject(line: Buffer): Line | null {
  if (line[0] !== 0x7b) return null;
  const object = parseJson(decode(line));
  if (typeof object !== "object" || object === null) return null;
  const members = object as Record<string, unknown>;
  if (typeof members.raw !== "string" && typeof members.msg !== "string") return null;
  return new ParsedLine(members);
}

/** Reads one line, without its line end. Never throws, whatever the bytes. */
export function readLine(line: Buffer): Line {
  return readTemplate(line) ?? readObject(line) ?? new RawLine(tidy(decode(line)), line.length);
}
