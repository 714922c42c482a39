/**
 * The Standard format, and how it becomes a WELF record.
 *
 *     time - node - [source] [ivs::]user(realm)[roles][[session]][!ivs] - text
 *     time - node - [source] - text
 *
 * time, node and source are the device's own and stand in front. The user is typed by outsiders and
 * may hold anything, `](x)[y] - z` included; so may parts of the text. The text begins after a
 * `(realm)[roles] - ` or `(realm)[roles][session] - `. Where that stands once, it is the device's;
 * of several, the last counts that is no repetition of an earlier one, and the code is not certain:
 * for the reasons see welf.ts, which has the same problem.
 *
 * Whether a device writes `ivs::` cannot be told from one record, and a user name may hold `::`.
 * What stands before the first `::` is taken as ivs; nothing is decided by it.
 *
 * In the WELF record that is made of it:
 * - keys and their order are the device's own. What Standard does not tell (dst, op …) is
 *   left empty, as the device does.
 * - proto, type and agent are what implied-fields.ts finds in code and text.
 * - Values are written as written-value.ts has it.
 * - user, node and ivs are unquoted when the device writes them. Here a user with a blank, a quote
 *   or an equals sign in it is quoted, and an ivs with more than a name: Sekoia's parser reads
 *   `key=value` pairs with whitespace between them, and a user called `x realm=Admins` must stay one
 *   value.
 */

import { impliedFields } from "./implied-fields.js";
import { codeOf, isAdministrator, ownCode } from "./standard-codes.js";
import { plainName, plainUser, quoted, writtenName, writtenText } from "./written-value.js";

/** One Standard record, as sent. */
export interface Standard {
  readonly time: string;
  readonly node: string;
  readonly source: string;
  readonly ivs: string | null;
  readonly user: string;
  readonly realm: string;
  readonly roles: string;
  readonly session: string | null;
  /** Without the code that it may begin with. */
  readonly text: string;
  readonly code: string;
  /**
   * Whether no outsider can have brought the code about: the record can be read in one way only,
   * and its text does not begin with the user, as some do (`… logged out from IP …`).
   */
  readonly certain: boolean;
  /** Whether there is one place only where the text can begin. */
  readonly oneSplit: boolean;
}

const FRONT = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - ([^[\]]{1,255}?) - \[([^[\]\s]{0,64})\] /;
const LONGEST_REALM = 512;
const LONGEST_BRACKETS = 4096;

interface Split {
  readonly realmAt: number;
  readonly realm: string;
  readonly roles: string;
  readonly session: string | null;
  /** Behind the roles in some versions: `bob(Users)[Staff]!Root - …`. */
  readonly ivs: string | null;
  readonly textAt: number;
}

/** Where the bracket opens that closes at `close`; -1 where there is none. */
function bracketStart(record: string, close: number, from: number): number {
  const limit = Math.max(from, close - LONGEST_BRACKETS);
  for (let at = close - 1; at >= limit; at--) {
    const c = record.charCodeAt(at);
    if (c === 0x5b) return at;
    if (c === 0x5d) return -1;
  }
  return -1;
}

/** The same for round brackets, which may stand within each other. */
function realmStart(record: string, close: number, from: number): number {
  const limit = Math.max(from, close - LONGEST_REALM);
  let depth = 0;
  for (let at = close; at >= limit; at--) {
    const c = record.charCodeAt(at);
    if (c === 0x29) depth++;
    else if (c === 0x28 && --depth === 0) return at;
  }
  return -1;
}

/** Reads `(realm)[roles][session]` backwards from the bracket before ` - `; null where it is not. */
function splitAt(record: string, { close, ivs, textAt }: End, from: number): Split | null {
  let open = bracketStart(record, close, from);
  if (open < 0) return null;
  let roles = record.slice(open + 1, close);
  let session: string | null = null;
  if (record.charCodeAt(open - 1) === 0x5d) {
    session = roles;
    const second = bracketStart(record, open - 1, from);
    if (second < 0) return null;
    roles = record.slice(second + 1, open - 1);
    open = second;
  }
  if (record.charCodeAt(open - 1) !== 0x29) return null;
  const realmAt = realmStart(record, open - 1, from);
  if (realmAt < 0) return null;
  const realm = record.slice(realmAt + 1, open - 1);
  return { realmAt, realm, roles, session, ivs, textAt };
}

interface End {
  readonly close: number;
  readonly ivs: string | null;
  readonly textAt: number;
}

const IVS_BEHIND = /!([\w.:-](?:[\w .:-]{0,62}[\w.:-])?) - /y;

/** The next place from `from` on where roles or session may end: `] - ` or `]!ivs - `; null where there is none. */
function nextEnd(record: string, from: number, ivsBehind: boolean): End | null {
  const text = ivsBehind ? "]" : "] - ";
  for (
    let close = record.indexOf(text, from);
    close >= 0;
    close = record.indexOf(text, close + 1)
  ) {
    if (record.startsWith(" - ", close + 1)) return { close, ivs: null, textAt: close + 4 };
    IVS_BEHIND.lastIndex = close + 1;
    const ivs = IVS_BEHIND.exec(record);
    if (ivs !== null) return { close, ivs: ivs[1] ?? null, textAt: IVS_BEHIND.lastIndex };
  }
  return null;
}

const CODE_LENGTH = "AUT24414:".length;

function withoutCode(text: string): string {
  return text.slice(CODE_LENGTH).trimStart();
}

/** `time - node - [source] - text`: what the device does by itself, in some versions. */
function withoutUser(record: string, front: RegExpExecArray): Standard {
  const said = record.slice(front[0].length + 2);
  const own = ownCode(said);
  const text = own === null ? said : withoutCode(said);
  return {
    time: front[1] ?? "",
    node: front[2] ?? "",
    source: front[3] ?? "",
    ivs: null,
    user: "",
    realm: "",
    roles: "",
    session: null,
    text,
    code: own ?? codeOf(text, false),
    certain: true,
    oneSplit: true,
  };
}

/** Reads a Standard record; null for any other text. Linear, never throws. */
export function readStandard(record: string): Standard | null {
  const front = FRONT.exec(record);
  if (front === null) return null;
  const from = front[0].length;
  let chosen: Split | null = null;
  let found = 0;
  let seen: Set<string> | null = null;
  const ivsBehind = record.includes("]!", from);
  for (
    let end = nextEnd(record, from, ivsBehind);
    end !== null;
    end = nextEnd(record, end.close + 1, ivsBehind)
  ) {
    const split = splitAt(record, end, from);
    if (split === null) continue;
    found++;
    if (chosen === null) {
      chosen = split;
      continue;
    }
    seen ??= new Set([record.slice(chosen.realmAt, chosen.textAt)]);
    const shape = record.slice(split.realmAt, split.textAt);
    if (!seen.has(shape)) chosen = split;
    seen.add(shape);
  }
  if (chosen === null) return record.startsWith("- ", from) ? withoutUser(record, front) : null;
  const who = record.slice(from, chosen.realmAt);
  const colons = who.indexOf("::");
  const user = colons < 0 ? who : who.slice(colons + 2);
  const said = record.slice(chosen.textAt);
  const usersWords = user !== "" && said.startsWith(user);
  const own = usersWords ? null : ownCode(said);
  const text = own === null ? said : withoutCode(said);
  return {
    time: front[1] ?? "",
    node: front[2] ?? "",
    source: front[3] ?? "",
    ivs: colons < 0 ? chosen.ivs : who.slice(0, colons),
    user,
    realm: chosen.realm,
    roles: chosen.roles,
    session: chosen.session,
    text,
    code: own ?? codeOf(text, isAdministrator(chosen.realm, chosen.roles)),
    certain: found === 1 && !usersWords,
    oneSplit: found === 1,
  };
}

/**
 * Whether the record can be read in more than one way, or a value of it cannot be taken over as it is.
 * @param asItIs whether all of it can be taken over as it is, see `needsNoWriting`
 */
export function isForged(record: Standard, asItIs: boolean): boolean {
  if (!record.oneSplit) return true;
  if (asItIs) return false;
  const { node, ivs, user, realm, roles, session } = record;
  for (const name of [node, ivs ?? "", user, realm, roles, session ?? ""]) {
    if (writtenName(name) !== name) return true;
  }
  return writtenText(record.text) !== record.text;
}

function inQuotes(value: string): string {
  return `"${value}"`;
}

/** WELF has no blank after the comma. */
function welfRoles(record: Standard): string {
  return record.roles.replaceAll(", ", ",");
}

/** The keys of the WELF record that a Standard record stands for; texts as sent. */
export function standardFields(record: Standard, pri: string, fw: string): Record<string, string> {
  const { proto, type, agent } = impliedFields(record);
  return {
    id: "firewall",
    time: record.time,
    pri,
    fw,
    vpn: record.node,
    ...(record.ivs === null ? {} : { ivs: record.ivs }),
    user: record.user,
    realm: record.realm,
    roles: welfRoles(record),
    ...(record.session === null ? {} : { sessionID: record.session }),
    proto,
    src: record.source,
    dst: "",
    dstname: "",
    type,
    op: "",
    arg: "",
    result: "",
    sent: "",
    rcvd: "",
    agent,
    duration: "",
    msg: `${record.code}: ${record.text}`,
  };
}

/**
 * The WELF record that stands for a Standard one, see the head of this file.
 * @param time for `time=`, in its form
 * @param asItIs whether all of the record can be taken over as it is, see `needsNoWriting`
 */
export function toWelf(
  of: Standard,
  time: string,
  pri: string,
  fw: string,
  asItIs: boolean,
): string {
  const text = `${of.code}: ${of.text}`;
  // Nearly all are so. To look at each value again costs as much as all the rest.
  const value = asItIs ? inQuotes : quoted;
  const ivs = of.ivs === null ? "" : ` ivs=${plainName(of.ivs)}`;
  const { proto, type, agent } = impliedFields(of);
  const session = of.session === null ? "" : ` sessionID=${value(of.session)}`;
  return (
    `id=firewall time="${time}" pri=${pri} fw=${plainName(fw)}` +
    ` vpn=${plainName(of.node)}${ivs} user=${plainUser(of.user)}` +
    ` realm=${value(of.realm)} roles=${value(welfRoles(of))}${session}` +
    ` proto=${proto} src=${plainName(of.source)} dst= dstname= type=${type} op= arg="" result=` +
    ` sent= rcvd= agent=${value(agent)} duration= msg=${asItIs ? inQuotes(text) : inQuotes(writtenText(text))}`
  );
}
