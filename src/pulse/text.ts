/**
 * From bytes to text.
 *
 * What is decided here, and why:
 * - A record whose bytes are valid UTF-8 is UTF-8; any other is Windows-1252 as a whole, because
 *   old devices write that, and a lone é there is never valid UTF-8. Decided per record: one old
 *   device among new ones spoils nothing.
 * - Tab and line ends, escaped by rsyslog (`#011`, `#012`, `#015`) or not, become one blank: a
 *   record is one line, and Sekoia's parser takes any whitespace between pairs. CR LF is one line
 *   end. At either end of the text they are dropped, with blanks and NULs.
 * - Other control characters stay as rsyslog escapes them; one that arrives unescaped gets the
 *   same escape, so that the two settings of rsyslog ship the same text.
 * - Half a surrogate pair, which only a JSON escape can bring in, becomes U+FFFD: it is no text, and a strict
 *   JSON reader (the intake's, jq) would refuse all that stands around it.
 * - Everything else is left alone: U+2028, U+2029 and U+0085 are text, not line ends.
 */
import { isUtf8 } from "node:buffer";

/** 0x80–0x9f in Windows-1252 (WHATWG's table; the five unused bytes keep their number). */
const WINDOWS_1252_HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Node's own windows-1252 decoder is Latin-1 in several supported releases, hence the table. */
function windows1252(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252_HIGH.charAt(c.charCodeAt(0) - 0x80));
}

/** Decodes one record, see above. Never throws. */
export function decode(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString("utf8") : windows1252(bytes);
}

const BLANK = /(?:#01[125]|[\t\n\r])+/g;
const CONTROL = /[\x00-\x1f\x7f]/g;
const HAS_CONTROL = /[\x00-\x1f\x7f]/;
/** Quicker to find absent, and mostly absent. */
const NOT_PLAIN = /[^ -~]/;

/** Whether a character that `tidy` drops at either end (an escape ends in a digit) stands at `at`. */
function isEndFiller(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c <= 0x20 || c === 0xfeff;
}

function isEscapedFiller(text: string, hash: number): boolean {
  if (text.charCodeAt(hash) !== 0x23 || text.charCodeAt(hash + 1) !== 0x30) return false;
  const two = text.slice(hash + 2, hash + 4);
  return two === "11" || two === "12" || two === "15" || two === "00";
}

/** The same text with memory of its own: a slice keeps all of what it was cut from. */
export function ownText(text: string): string {
  return Buffer.from(text).toString();
}

/** Text without blanks, line ends, NULs and byte order marks at its ends, escaped or not. */
export function trimEnds(text: string): string {
  let end = text.length;
  for (;;) {
    if (end > 0 && isEndFiller(text, end - 1)) end -= 1;
    else if (end >= 4 && isEscapedFiller(text, end - 4)) end -= 4;
    else break;
  }
  let start = 0;
  for (;;) {
    if (start < end && isEndFiller(text, start)) start += 1;
    else if (start + 4 <= end && isEscapedFiller(text, start)) start += 4;
    else break;
  }
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** The one-line form of a text: see the decisions above. */
export function tidy(text: string): string {
  let line = trimEnds(text).toWellFormed();
  if (line.includes("#01") || (NOT_PLAIN.test(line) && HAS_CONTROL.test(line))) {
    line = line
      .replace(BLANK, " ")
      .replace(CONTROL, (c) => `#${c.charCodeAt(0).toString(8).padStart(3, "0")}`);
  }
  return line;
}
