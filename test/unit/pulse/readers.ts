/**
 * Four ways in which others read `key=value` with blanks between. Sekoia's own is not public; it takes unquoted
 * values with blanks in them, and quotes off. All four read an ordinary record as the device meant it.
 */
import { KEYS } from "../../../src/pulse/welf.js";

export type Reader = (record: string) => Map<string, string>;

function regexPairs(record: string): [string, string][] {
  const form = /(?:^|[\s\u0085])(\w+)=(?:"([^"]*)"|(.*?)(?=[\s\u0085]+\w+=|\s*$))/gs;
  return [...record.matchAll(form)].map(([, key, quoted, plain]) => [
    key ?? "",
    quoted ?? plain ?? "",
  ]);
}

function firstWins(pairs: readonly [string, string][]): Map<string, string> {
  return new Map([...pairs].reverse());
}

/** Words end at blanks that are not within quotes; a backslash escapes a quote. */
function quoteAwareWords(record: string): string[] {
  const words: string[] = [];
  let word = "";
  let quoted = false;
  for (let i = 0; i < record.length; i++) {
    const c = record.charAt(i);
    if (c === "\\" && record.charAt(i + 1) === '"') word += record.charAt(++i);
    else if (c === '"') quoted = !quoted;
    else if (!quoted && /[\s\u0085]/.test(c)) {
      words.push(word);
      word = "";
    } else word += c;
  }
  return [...words, word];
}

/** A word that begins with a key begins a value; any other goes on with the one before. */
function joined(words: readonly string[], key: RegExp): [string, string][] {
  const pairs: [string, string][] = [];
  for (const word of words) {
    const begun = key.exec(word);
    const last = pairs.at(-1);
    if (begun !== null) pairs.push([begun[1] ?? "", word.slice(begun[0].length)]);
    else if (last !== undefined) last[1] += ` ${word}`;
  }
  return pairs;
}

const ANY_KEY = /^(\w+)=/;
const KNOWN_KEY = new RegExp(`^(${KEYS.join("|")})=`, "i");

export const READERS: Readonly<Record<string, Reader>> = {
  "regular expression, first wins": (record) => firstWins(regexPairs(record)),
  "regular expression, last wins": (record) => new Map(regexPairs(record)),
  "words, quotes hold them together": (record) => new Map(joined(quoteAwareWords(record), ANY_KEY)),
  "words, quotes are nothing": (record) =>
    new Map(
      joined(record.split(/[\s\u0085]+/), KNOWN_KEY).map(([key, value]) => [
        key.toLowerCase(),
        value.replace(/^"|"\s*$/g, ""),
      ]),
    ),
};

/** What a value says, however it is written: quotes, equals signs and blanks alike. */
export function said(value: string): string {
  return value
    .replaceAll('"', "'")
    .replaceAll("%3D", "=")
    .replace(/[\s\u0085]+/g, " ")
    .trim();
}
