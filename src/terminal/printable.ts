// Text for people goes to a terminal or a pager, and parts of it were written by strangers: names typed at a login
// page, answers of servers, files. A terminal obeys some characters (C0, C1), some change the order in which others
// are shown (bidi controls), some are not seen at all (zero width, fillers, tags). All are shown as escapes instead.

/**
 * What is not shown as itself: controls (C0, C1, DEL), format characters (bidi, zero width, tags), line and paragraph
 * separators, halves of surrogate pairs, private and unassigned code points, and what Unicode says to ignore
 * (fillers, joiners, variation selectors).
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;
const UNSAFE_BUT_LINE_ENDS =
  /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;
/** Quicker to find absent, and mostly absent. */
const NOT_PLAIN = /[^ -~]/;

/** A piece of a line: nothing in it that a terminal obeys or hides. `U+009B` is shown as `\u{9b}`. */
export function printable(text: string): string {
  return NOT_PLAIN.test(text) ? text.replace(UNSAFE, escaped) : text;
}

/** Whole lines: as `printable`, and line feeds stay. */
export function printableLines(text: string): string {
  return NOT_PLAIN.test(text) ? text.replace(UNSAFE_BUT_LINE_ENDS, escaped) : text;
}

/** Lines of JSON: the same values, with what a terminal would obey or hide written as JSON's own escapes. */
export function printableJson(json: string): string {
  return NOT_PLAIN.test(json) ? json.replace(UNSAFE_BUT_LINE_ENDS, escapedForJson) : json;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** One or two units of four digits each: JSON (RFC 8259) has no other form. */
function escapedForJson(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");
}
