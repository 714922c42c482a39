/**
 * One line as rsyslog's JSON template writes it:
 *
 *     {"raw":"…","msg":"…","programname":"…","hostname":"…","ip":"…","pri":"…","reported":"…","received":"…"}
 *
 * Bytes that are not UTF-8 stand in it as they came, so it is not always JSON text: the members
 * are found in the bytes, and each is decoded by itself. The quick way reads a line that begins
 * with `raw`, as the template does; it takes that one member and leaves the rest for when it is
 * asked for. Anything else goes the slow way, through JSON.parse of the whole.
 *
 * Members are found by the characters between them: inside a JSON string every quote has a
 * backslash before it, so neither `","` nor `,"name":"` can stand in one.
 *
 * A line that is no such object is a raw log line.
 */
import { isAscii, isUtf8 } from "node:buffer";
import { decode, tidy } from "./text.js";

/** How a line of the template begins. */
export const START = '{"raw":"';
const OPENING_QUOTE = START.length - 1;
const BACKSLASH = 0x5c;

/**
 * RFC 5424, section 6.1: what every receiver should be able to take. Nothing on the way from the
 * device cuts a message shorter than this.
 */
export const MAY_BE_CUT = 2048;

/** What stands between the member before and the value. */
const KEYS = {
  msg: ',"msg":"',
  programname: ',"programname":"',
  hostname: ',"hostname":"',
  ip: ',"ip":"',
  pri: ',"pri":"',
  reported: ',"reported":"',
  received: ',"received":"',
};
type Member = keyof typeof KEYS;

/** The members of one line. All text is tidy (see text.ts); a member that is missing is "". */
export interface Line {
  /** `raw`, or the line itself where it is no object. */
  readonly raw: string;
  /** How many bytes the message had at most: as many as stand for it in this line. */
  readonly size: number;
  member(name: Member): string;
  /**
   * `raw` from character `from` on as it stands in the line: a JSON string with its quotes, of UTF-8 bytes,
   * one character per byte. Null where that is not the same text.
   */
  json(from: number): string | null;
}

class RawLine implements Line {
  constructor(
    readonly raw: string,
    readonly size: number,
  ) {}
  member(): string {
    return "";
  }
  json(): null {
    return null;
  }
}

class ParsedLine implements Line {
  readonly raw: string;
  readonly size: number;
  constructor(private readonly object: Readonly<Record<string, unknown>>) {
    this.raw = text(object.raw);
    this.size = Buffer.byteLength(this.raw || this.member("msg"));
  }
  member(name: Member): string {
    return text(this.object[name]);
  }
  json(): null {
    return null;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? tidy(value) : "";
}

/** The members behind `raw` of a line that the template wrote. */
export class TemplateMembers implements Pick<Line, "member"> {
  /**
   * @param latin1 the whole line, one character per byte
   * @param size how many of them are in `raw`
   */
  constructor(
    protected readonly latin1: string,
    readonly size: number,
  ) {}

  member(name: Member): string {
    const key = KEYS[name];
    const at = this.latin1.indexOf(key, this.size);
    if (at < 0) return "";
    const from = at + key.length;
    PLAIN_VALUE.lastIndex = from;
    if (PLAIN_VALUE.test(this.latin1)) return this.latin1.slice(from, PLAIN_VALUE.lastIndex - 1);
    const end = closingQuote(this.latin1, from);
    if (end < 0) return "";
    return text(parseString(Buffer.from(this.latin1.slice(from - 1, end + 1), "latin1")));
  }
}

class TemplateLine extends TemplateMembers implements Line {
  constructor(
    readonly raw: string,
    size: number,
    latin1: string,
    /** Whether raw is what stands in the line, to the letter, and that is UTF-8. */
    private readonly verbatim: boolean,
  ) {
    super(latin1, size);
  }

  json(from: number): string | null {
    if (!this.verbatim) return null;
    // Up to there, characters, their escapes and their bytes have to be the same in number.
    const at = START.length + from;
    const start = this.latin1.slice(START.length, at);
    if (ESCAPED_OR_NOT_ASCII.test(start)) return null;
    return `"${this.latin1.slice(at, START.length + this.size)}"`;
  }
}

/** A value that needs neither decoding nor tidying, with the quote that ends it. */
const PLAIN_VALUE = /[!$-[\]-~]*"/y;
const ESCAPED_OR_NOT_ASCII = /[\\\x80-\xff]/;

/** The quote that ends a JSON string whose contents begin at `from`; -1 where none does. */
function closingQuote(json: string, from: number): number {
  let end = json.indexOf('"', from);
  while (end >= 0) {
    let slash = end;
    while (slash > from && json.charCodeAt(slash - 1) === BACKSLASH) slash--;
    if ((end - slash) % 2 === 0) return end;
    end = json.indexOf('"', end + 1);
  }
  return -1;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The JSON string, quotes included, that the bytes are; undefined where they are none. */
function parseString(bytes: Buffer): unknown {
  return parseJson(decode(bytes));
}

/** The quick way: null where the line is not as the template writes it. */
function readTemplate(line: Buffer): Line | null {
  if (line[0] !== 0x7b) return null;
  const latin1 = line.toString("latin1");
  if (!latin1.startsWith(START)) return null;
  const close = latin1.indexOf('","', START.length);
  if (close < 0 || latin1.charCodeAt(latin1.length - 1) !== 0x7d) return null;
  // Else its bytes are not one character each.
  const ascii = isAscii(line);
  const found = ascii
    ? parseJson(latin1.slice(OPENING_QUOTE, close + 1))
    : parseString(line.subarray(OPENING_QUOTE, close + 1));
  if (typeof found !== "string") return null;
  const raw = tidy(found);
  const verbatim = raw === found && (ascii || isUtf8(line));
  return new TemplateLine(raw, close - START.length, latin1, verbatim);
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
