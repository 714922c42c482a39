/**
 * The tail of an ordinary record as it stands in a line of rsyslog's: JSON with its escapes, one character per
 * byte of UTF-8. What fits has one reading (see one-reading.ts, which is less strict), so nothing of it has to
 * be looked at again.
 */
import { KEY_NAMES, WEB_COUNTS } from "./written-value.js";

/** ASCII without quote, escape, control character and equals sign. */
const PLAIN = `[ !#-<>-[\\]-~]*`;
/** U+0085, U+2028 and U+2029 are line ends to some. An escaped backslash or slash is one of the text. */
const OTHER = `\\\\[\\\\/]|[\\x80-\\xc1\\xc3-\\xe1\\xe3-\\xff]|\\xc2(?!\\x85)|\\xe2(?!\\x80[\\xa8\\xa9])`;
/**
 * No key before it: neither behind a blank, of any kind, nor at the start. What stands before is looked at last:
 * few values have an equals sign.
 */
const EQUALS = `=(?<![ "\\x80-\\xff](?:\\w+|(?:${KEY_NAMES}) +)=)`;
const QUOTE = `\\\\"`;
const QUOTED = `${QUOTE}${PLAIN}(?:(?:${OTHER}|${EQUALS})${PLAIN})*(?<!\\\\)${QUOTE}`;
const WORD = `[^"\\\\= \\x00-\\x1f\\x7f-\\xff]*(?:\\\\/[^"\\\\= \\x00-\\x1f\\x7f-\\xff]*)*`;
const NO_OPENING = "(?![ '([{<`])";
/** Of the two that outsiders fill, and that have no quotes: nothing that holds words together for some. */
const DSTNAME = `(?!['([{<\`])${WORD}`;
const USER = `${NO_OPENING}${PLAIN}(?:(?:${OTHER})${PLAIN})*(?<!\\\\)`;

/** From behind `user=` up to the device's ` msg=\"` and its quote, in the order of the known versions. */
export const USUAL_TAIL = new RegExp(
  `${USER} realm=${QUOTED} roles=${QUOTED}(?: sessionID=${QUOTED})?` +
    `(?: proto=${WORD} src=${WORD} dst=${WORD} dstname=${DSTNAME} type=${WORD} op=${WORD} arg=${QUOTED}` +
    ` result=${WORD} sent=${WORD} rcvd=${WORD} agent=${QUOTED} duration=${WORD}` +
    `| type=${WORD}(?: proto=${WORD} src=${WORD} dst=${WORD} dstname=${DSTNAME} sent=${WORD} rcvd=${WORD})?)` +
    ` msg=${QUOTE}`,
  "y",
);

/** From there to the quote that ends raw. */
export const USUAL_TEXT = new RegExp(
  `${PLAIN}(?:(?:${OTHER}|${EQUALS})${PLAIN})*(?:${WEB_COUNTS})?(?<!\\\\)${QUOTE}"`,
  "y",
);
