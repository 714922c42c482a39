/**
 * How a value is written in a record that this program writes itself: a Standard record that becomes
 * WELF, and a WELF record that could be read in more than one way. It is decided here and nowhere else:
 *
 * | in the value                                             | in the record | why |
 * |---|---|---|
 * | `"`                                                      | `'`           | no value ends early |
 * | `=` behind what could be one of the device's keys        | `%3D`         | no key begins within a value |
 * | `=` behind any word but the first of a name (user, arg…) | `%3D`         | the same, for a key nobody knows yet |
 * | U+0085, U+2028, U+2029                                   | a blank       | line ends to some readers |
 * | `\` at the end                                           | `\` and blank | the closing quote is not escaped |
 *
 * So `x realm="Admins"` typed as user leaves as `"x realm%3D'Admins'"`: every reader takes it for one
 * value, and people see what was typed. A text keeps its other equals signs: `(URL=/cgi/pal?tm=26)`.
 */
import { KEYS } from "./welf.js";

export const KEY_NAMES = KEYS.join("|");

/** What some readers of text take for the end of a line, beside the ones that `tidy` has taken out. */
export const LINE_END = /[\u0085\u2028\u2029]/;
const LINE_ENDS = /[\u0085\u2028\u2029]/g;
/** How the device ends the texts of web requests: its own words, though they are like its keys. */
export const WEB_COUNTS = " result=\\d* sent=\\d* received=\\d* in [\\d.]+ seconds";
const WEB_COUNTS_AT_END = new RegExp(`${WEB_COUNTS}$`);
/** One of the device's keys where a key may begin: at the start, or behind any kind of blank. */
const KEY_WITHIN = new RegExp(`(?:^|\\s)(?:${KEY_NAMES})\\s*=`, "i");
const KEYS_WITHIN = new RegExp(`((?:^|\\s)(?:${KEY_NAMES})\\s*)=`, "gi");
/** Three numbers of twenty digits at most, and the words around them. */
const LONGEST_COUNTS = 128;
const BLANK = /\s/;

/** Where the device's own counts begin; the value's length where there are none. */
function beforeCounts(value: string): number {
  // Searched for near the end only.
  const from = Math.max(0, value.length - LONGEST_COUNTS);
  const at = value.slice(from).search(WEB_COUNTS_AT_END);
  return at < 0 ? value.length : from + at;
}

/** Whether a key could begin within a value that is in quotes. */
export function hasKeyWithin(value: string): boolean {
  return value.includes("=") && KEY_WITHIN.test(value.slice(0, beforeCounts(value)));
}

function withoutKeys(value: string): string {
  if (!hasKeyWithin(value)) return value;
  const end = beforeCounts(value);
  return value.slice(0, end).replace(KEYS_WITHIN, "$1%3D") + value.slice(end);
}

function withoutQuotes(value: string): string {
  return value.includes('"') ? value.replaceAll('"', "'") : value;
}

/** What has to be looked at twice. Most values have none of it. Sought one by one, as that is quicker. */
const MAY_NEED_WRITING = ['"', "=", "\\", "\u0085", "\u2028", "\u2029"];

/** Whether all of a text can be taken over as it is, whatever value of it. */
export function needsNoWriting(text: string): boolean {
  for (const character of MAY_NEED_WRITING) if (text.indexOf(character) >= 0) return false;
  return true;
}

/** A value that is a text of the device, as it stands between quotes. */
export function writtenText(value: string): string {
  if (needsNoWriting(value)) return value;
  // First, so that what stands behind them is behind a blank.
  const line = LINE_END.test(value) ? value.replace(LINE_ENDS, " ") : value;
  const safe = withoutKeys(withoutQuotes(line));
  return safe.endsWith("\\") ? `${safe} ` : safe;
}

/** Any other value, as it stands between quotes. */
export function writtenName(value: string): string {
  const safe = writtenText(value);
  if (!safe.includes("=")) return safe;
  const blank = safe.search(BLANK);
  return blank < 0 ? safe : safe.slice(0, blank) + safe.slice(blank).replaceAll("=", "%3D");
}

/** Names of nodes and virtual systems may have blanks in them. */
const MORE_THAN_A_NAME = /[^\w .:%-]/;
const MORE_THAN_A_USER = /[\s='"]|^[([{<`]|\\$/;

/** A value in quotes. */
export function quoted(value: string): string {
  return `"${writtenName(value)}"`;
}

/** The value of a key that the device writes without quotes; in quotes where it could be read as more. */
export function plainUser(value: string): string {
  return MORE_THAN_A_USER.test(value) || LINE_END.test(value) ? quoted(value) : value;
}

/** The same for names that administrators give. */
export function plainName(value: string): string {
  return MORE_THAN_A_NAME.test(value) ? quoted(value) : value;
}
