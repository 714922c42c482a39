/**
 * The WELF record as Pulse writes it, and how it is read so that nobody outside can steer it.
 *
 *     record = head tail
 *     head   = id=firewall time="…" pri=6 fw=… vpn=… [ivs=…]                    the device's own
 *     tail   = user=… realm="…" roles="…" [sessionID="…"] rest msg="CODE: text"
 *     rest   = proto= src= dst= dstname= type=vpn op= arg="…" result= sent= rcvd= agent="…" duration=
 *            | type=mgmt proto= src= dst= dstname= sent= rcvd=                   administration, old
 *            | type=mgmt                                                         administration, 9.1
 *
 * Values are quoted (`realm=`) or not (`user=`, `ivs=`), and an unquoted one may hold blanks: it
 * ends where the next key begins. Nothing is escaped, so a quoted value may hold quotes.
 *
 * Who writes what:
 * - The head holds the device's clock and its administrators' names. It is read from the front up
 *   to the first key that an outsider can fill, and what is typed later cannot reach it.
 * - `user=` is whatever was typed at the login page, before any authentication. arg, dstname, agent
 *   and parts of the text (URL, host name of the client, and often the user again) are outsiders'
 *   too.
 *
 * Which ` msg="` of a record is the device's: see find-msg.ts.
 */

const QUOTE = 0x22;
const SPACE = 0x20;
const EQUALS = 0x3d;
export const MSG = ' msg="';
export const REALM = ' realm="';
export const LONGEST_NAME = 32;
/** Every key that Pulse is known to write, in the device's order. */
export const KEYS = [
  ..."id time pri fw vpn ivs user realm roles sessionID proto src dst dstname".split(" "),
  ..."type op arg result sent rcvd agent duration msg".split(" "),
] as const;
/** The keys that end the head: from here on, outsiders may have a hand in it. */
const TAIL: ReadonlySet<string> = new Set(KEYS.slice(KEYS.indexOf("user")));
/**
 * Keys that other writers of WELF put before any that an outsider can fill: Stormshield (startime,
 * tz, slotlevel, logtype …), SonicWall (sn, c, m, n). From their public log references.
 */
const FOREIGN: ReadonlySet<string> = new Set(
  "startime tz slotlevel logtype confid ruleid srcif srcifname ipproto alarmid sn c m n gcat".split(
    " ",
  ),
);

/** The part of a record that only the device writes. Texts are as sent, null where missing. */
export interface Head {
  readonly id: string;
  readonly time: string | null;
  /** Where the value of `time=` stands, without its quotes; 0 where there is none. */
  readonly timeAt: number;
  readonly pri: string | null;
  readonly fw: string | null;
  readonly vpn: string | null;
  readonly ivs: string | null;
  /** The key that shows another vendor's record, if there is one. */
  readonly foreign: string | null;
  /** Where the tail's first key stands; the record's length where there is none. */
  readonly end: number;
}

/** The device's msg, as far as it can be told. */
export interface Msg {
  /** Where ` msg="` stands, with its blank; -1 where there is none. */
  readonly at: number;
  readonly code: string | null;
  /** Whether no outsider can have brought the code about. */
  readonly certain: boolean;
  /** Whether it is the only ` msg="` of the record. */
  readonly onlyOne: boolean;
  /** Whether the record was cut. */
  readonly truncated: boolean;
}

export function isNameChar(c: number): boolean {
  return (
    (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || (c >= 0x30 && c <= 0x39) || c === 0x5f
  );
}

/** Where the name ends that begins at `at` and is followed by `=`; -1 where no key begins. */
export function keyEnd(record: string, at: number): number {
  const limit = Math.min(at + LONGEST_NAME, record.length - 1);
  let end = at;
  while (end < limit && isNameChar(record.charCodeAt(end))) end++;
  return end > at && record.charCodeAt(end) === EQUALS ? end : -1;
}

/** Where the blank stands before the name that ends at `equals`; -1 where that is no key. */
function blankBeforeKey(record: string, equals: number, from: number): number {
  const limit = Math.max(from, equals - LONGEST_NAME);
  let at = equals - 1;
  while (at >= limit && isNameChar(record.charCodeAt(at))) at--;
  return at >= from && at < equals - 1 && record.charCodeAt(at) === SPACE ? at : -1;
}

/** Where an unquoted value of the head ends: before the next key, whatever its name. */
function headValueEnd(record: string, from: number): number {
  for (let eq = record.indexOf("=", from); eq >= 0; eq = record.indexOf("=", eq + 1)) {
    const blank = blankBeforeKey(record, eq, from);
    if (blank >= 0) return blank;
  }
  return record.length;
}

/** A head as nearly all are. Every other is read key by key. */
const USUAL_HEAD =
  /^id=firewall time="([^"]*)" pri=(\d) fw=([^\s"=]+) vpn=([^\s"=]+) (?:ivs=([^"=]*) )?user=/;
const TIME_AT = 'id=firewall time="'.length;

/** Reads the head of a record that begins with a key. Linear in the head's length. */
export function readHead(record: string): Head {
  const usual = USUAL_HEAD.exec(record);
  if (usual === null) return readKeyByKey(record);
  return {
    id: "firewall",
    time: usual[1] ?? null,
    timeAt: TIME_AT,
    pri: usual[2] ?? null,
    fw: usual[3] ?? null,
    vpn: usual[4] ?? null,
    ivs: usual[5]?.trimEnd() ?? null,
    foreign: null,
    end: usual[0].length - "user=".length,
  };
}

function readKeyByKey(record: string): Head {
  let id = "";
  let time: string | null = null;
  let timeAt = 0;
  let pri: string | null = null;
  let fw: string | null = null;
  let vpn: string | null = null;
  let ivs: string | null = null;
  let foreign: string | null = null;
  let at = 0;
  for (;;) {
    const eq = keyEnd(record, at);
    if (eq < 0) break;
    const quoted = record.charCodeAt(eq + 1) === QUOTE;
    const from = quoted ? eq + 2 : eq + 1;
    let end = quoted ? record.indexOf('"', from) : headValueEnd(record, from);
    if (end < 0) end = record.length;
    const key = record.slice(at, eq);
    // One word, even where the record was cut right behind it.
    if (key === "id") id ||= record.slice(from, end).split(" ", 1)[0] ?? "";
    else if (key === "time") {
      time ??= record.slice(from, end);
      timeAt ||= from;
    } else if (key === "pri") pri ??= record.slice(from, end);
    else if (key === "fw") {
      if (quoted) foreign ??= 'fw="';
      fw ??= record.slice(from, end);
    } else if (key === "vpn") vpn ??= record.slice(from, end).trimEnd();
    else if (key === "ivs") ivs ??= record.slice(from, end).trimEnd();
    else if (TAIL.has(key)) break;
    else if (FOREIGN.has(key)) foreign ??= `${key}=`;
    at = quoted ? end + 1 : end;
    while (record.charCodeAt(at) === SPACE) at++;
  }
  if (id !== "" && id !== "firewall") foreign = `id=${id}`;
  return { id, time, timeAt, pri, fw, vpn, ivs, foreign, end: at };
}

/** The event code at `at`, three capital letters and five digits before a colon; null if none. */
export function codeAt(record: string, at: number): string | null {
  if (record.charCodeAt(at + 8) !== 0x3a) return null;
  for (let i = 0; i < 8; i++) {
    const c = record.charCodeAt(at + i);
    if (i < 3 ? c < 0x41 || c > 0x5a : c < 0x30 || c > 0x39) return null;
  }
  return record.slice(at, at + 8);
}

/**
 * The record's type, where no outsider can have brought it about: in a record with one realm and
 * one msg, both are the device's, and so is a type that stands alone between them.
 */
export function certainType(record: string, head: Head, msg: Msg): string | null {
  if (!msg.certain || !msg.onlyOne) return null;
  return onlyType(record, head.end - 1, msg.at, REALM);
}

/**
 * The type that stands alone between the one realm and msg.
 * @param from where the tail begins, with the blank before it
 * @param realm as it is written: in JSON its quote has a backslash
 */
export function onlyType(
  record: string,
  from: number,
  msgAt: number,
  realm: string,
): string | null {
  const realmAt = record.indexOf(realm, from);
  if (realmAt < 0 || record.indexOf(realm, realmAt + 1) >= 0) return null;
  const at = record.indexOf(" type=", from);
  if (at < realmAt || at > msgAt) return null;
  const second = record.indexOf(" type=", at + 1);
  if (second >= 0 && second < msgAt) return null;
  return record.slice(at + 6, record.indexOf(" ", at + 6));
}
