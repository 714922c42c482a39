/**
 * Whether a WELF record says the same to every reader. Nearly all do, and leave byte for byte as they came.
 *
 * Readers of `key=value` differ: the first of two equal keys counts, or the last; quotes hold a value
 * together, or only blanks and `=` count. So a record has one reading only if
 * - it is keys and values from end to end, no key twice, and no other line end in it,
 * - no value holds a quote, and none ends in a backslash, which makes some take the closing quote for escaped,
 * - no quoted value holds one of the device's keys where a key could begin,
 * - no unquoted one holds `=` behind its first word, nor begins with a bracket or an apostrophe, which hold
 *   words together for some,
 * - behind what outsiders fill come the keys that the device writes there: any other was typed.
 */
import { KEYS } from "./welf.js";
import { hasKeyWithin, KEY_NAMES, LINE_END, WEB_COUNTS } from "./written-value.js";

const LINE_ENDS = "\\u0085\\u2028\\u2029";
const TEXT = `[^"=${LINE_ENDS}]*`;
/** What stands before an equals sign is looked at last: few values have one. */
const EQUALS = `=(?<![\\s"](?:\\w+|(?:${KEY_NAMES})\\s+)=)`;
const QUOTED = `(?:${TEXT}(?:${EQUALS}${TEXT})*)(?<!\\\\)`;
const WORD = `[^\\s"=\\\\${LINE_ENDS}]*`;
const NO_OPENING = "(?!['([{<`])";
const USER = `${NO_OPENING}[^\\s"=${LINE_ENDS}]${TEXT}(?<!\\\\)`;

/** Records as the known versions write them, in the device's order: quicker than key by key. */
const USUAL = new RegExp(
  `^id=firewall time="[^"=\\\\]*" pri=\\d fw=${WORD} vpn=${WORD} (?:ivs=[^"=\\\\${LINE_ENDS}]* )?` +
    `user=(?:${USER})? realm="${QUOTED}" roles="${QUOTED}"(?: sessionID="${QUOTED}")?` +
    `(?: proto=${WORD} src=${WORD} dst=${WORD} dstname=${NO_OPENING}${WORD} type=${WORD} op=${WORD}` +
    ` arg="${QUOTED}" result=${WORD} sent=${WORD} rcvd=${WORD} agent="${QUOTED}" duration=${WORD}` +
    `| type=${WORD}` +
    `(?: proto=${WORD} src=${WORD} dst=${WORD} dstname=${NO_OPENING}${WORD} sent=${WORD} rcvd=${WORD})?)` +
    ` msg="${QUOTED}(?:${WEB_COUNTS})?"$`,
);

/** An unquoted value ends before the blank in front of the next key. */
const PAIR = /([A-Za-z_]\w{0,31})=(?:"([^"]*)("|$)|((?:[^" ]| (?!\w{1,32}=))*))/y;
const NAME_ALONE = /^\w{1,32}$/;
const BEHIND = new Map<string, readonly string[]>([
  ["user", ["realm"]],
  ["dstname", ["type", "sent"]],
  ["arg", ["result"]],
  ["agent", ["duration"]],
  ["msg", []],
]);
const KNOWN: ReadonlySet<string> = new Set(KEYS.map((key) => key.toLowerCase()));
/** What the device writes in quotes. Quotes around any other of its keys were typed. */
const IN_QUOTES: ReadonlySet<string> = new Set(
  "time realm roles sessionid arg agent msg".split(" "),
);
const BLANK = /\s/;
const HOLDS_WORDS_TOGETHER = /^['([{<`]/;
const SPACE = 0x20;

function hasOneMeaning(key: string, value: string, inQuotes: boolean): boolean {
  if (value === "" && !inQuotes) return true;
  if (value.endsWith("\\") || (KNOWN.has(key) && inQuotes !== IN_QUOTES.has(key))) return false;
  if (inQuotes) return !hasKeyWithin(value);
  if (value.includes('"') || (BEHIND.has(key) && HOLDS_WORDS_TOGETHER.test(value))) return false;
  if (!value.includes("=")) return true;
  const blank = value.search(BLANK);
  return (blank < 0 || value.indexOf("=", blank) < 0) && !hasKeyWithin(value);
}

/** @param record as `readHead` takes it, tidy. Linear in its length. */
export function hasOneReading(record: string): boolean {
  return USUAL.test(record) || (!LINE_END.test(record) && readsInOrder(record));
}

function readsInOrder(record: string): boolean {
  const seen = new Set<string>();
  let before = "";
  let at = 0;
  while (at < record.length) {
    PAIR.lastIndex = at;
    const pair = PAIR.exec(record);
    // One that was cut within a key.
    if (pair === null) return NAME_ALONE.test(record.slice(at));
    const [all, name = "", inQuotes, closing, unquoted = ""] = pair;
    const key = name.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    if (BEHIND.get(before)?.includes(key) === false) return false;
    if (!hasOneMeaning(key, inQuotes ?? unquoted, inQuotes !== undefined)) return false;
    // A value that was cut is the last.
    if (inQuotes !== undefined && closing === "") return true;
    before = key;
    at += all.length;
    if (at < record.length && record.charCodeAt(at) !== SPACE) return false;
    while (record.charCodeAt(at) === SPACE) at++;
  }
  return true;
}
