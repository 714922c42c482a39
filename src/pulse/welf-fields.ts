import { type Head, KEYS, keyEnd, MSG, type Msg, REALM } from "./welf.js";

const QUOTE = 0x22;
const SPACE = 0x20;
const KNOWN: ReadonlySet<string> = new Set(KEYS);
const KNOWN_IN_ANY_CASE: ReadonlySet<string> = new Set(KEYS.map((key) => key.toLowerCase()));
/** Neither a number, which a record of keys would put in front, nor what some readers take for a known one. */
const NEW_NAME = /^[A-Za-z_]/;
/** In every tail of the device, whatever its version. */
const ALWAYS = ["realm", "roles", "proto", "src", "dst", "dstname", "sent", "rcvd"];

type Fields = Record<string, string>;

/** A key counts at its first occurrence. */
function setField(fields: Fields, key: string, value: string): void {
  if (Object.hasOwn(fields, key)) return;
  if (key !== "__proto__") fields[key] = value;
  else Object.defineProperty(fields, key, { value, enumerable: true });
}

/** Whether a key that begins after the blank at `blank` ends the value before it. */
function endsValue(record: string, blank: number, to: number, fields: Fields, own: string): number {
  const eq = keyEnd(record, blank + 1);
  if (eq < 0 || eq >= to) return -1;
  const name = record.slice(blank + 1, eq);
  if (KNOWN.has(name)) return name === own || Object.hasOwn(fields, name) ? -1 : eq;
  // A name nobody knows may be a new key, or part of what somebody typed. As user it is the
  // latter. Elsewhere it is a key if its value is whole: quoted, or free of quotes.
  if (own === "user" || !isNewName(name) || !isWholeValue(record, eq + 1, to)) return -1;
  return eq;
}

function isNewName(name: string): boolean {
  return NEW_NAME.test(name) && !KNOWN_IN_ANY_CASE.has(name.toLowerCase());
}

function isWholeValue(record: string, at: number, to: number): boolean {
  if (record.charCodeAt(at) === QUOTE) {
    const close = record.indexOf('"', at + 1);
    return close >= 0 && close < to && (close + 1 === to || record.charCodeAt(close + 1) === SPACE);
  }
  for (let i = at; i < to; i++) {
    const c = record.charCodeAt(i);
    if (c === QUOTE) return false;
    if (c === SPACE) return true;
  }
  return true;
}

function quotedEnd(record: string, from: number, to: number, fields: Fields, own: string): number {
  for (let at = record.indexOf('"', from); at >= 0 && at < to; at = record.indexOf('"', at + 1)) {
    if (at + 1 === to) return at;
    if (record.charCodeAt(at + 1) === SPACE && endsValue(record, at + 1, to, fields, own) >= 0) {
      return at;
    }
  }
  return -1;
}

function unquotedEnd(record: string, from: number, to: number, fields: Fields, own: string) {
  for (let at = record.indexOf(" ", from); at >= 0 && at < to; at = record.indexOf(" ", at + 1)) {
    if (endsValue(record, at, to, fields, own) >= 0) return at;
  }
  return to;
}

function isKey(name: string): boolean {
  return KNOWN.has(name) || isNewName(name);
}

/** Reads keys and values between two places, in any order. A key counts at its first occurrence. */
function readKeys(record: string, from: number, to: number, fields: Fields): void {
  let at = from;
  while (at < to) {
    const eq = keyEnd(record, at);
    if (eq < 0 || eq >= to || !isKey(record.slice(at, eq))) {
      at = record.indexOf(" ", at + 1) + 1;
      if (at === 0) return;
      continue;
    }
    const key = record.slice(at, eq);
    const quoted = record.charCodeAt(eq + 1) === QUOTE;
    const start = quoted ? eq + 2 : eq + 1;
    let end = quoted
      ? quotedEnd(record, start, to, fields, key)
      : unquotedEnd(record, start, to, fields, key);
    // A quoted value that was cut.
    if (end < 0) end = to;
    setField(fields, key, record.slice(start, end));
    at = quoted ? end + 1 : end;
    while (at < to && record.charCodeAt(at) === SPACE) at++;
  }
}

/** As many places as are looked at for the device's realm; someone may have typed some. */
const MOST_REALMS = 8;

/**
 * The fields before msg of a record in the device's order. The last ` realm="` from which on
 * everything stands that the device always writes is the device's: one that was typed as user
 * stands before it, and after one that was typed as agent those keys are missing.
 * @returns null where the keys are in another order
 */
function fieldsInOrder(record: string, head: Head, to: number): Fields | null {
  let at = record.lastIndexOf(REALM, to);
  for (let tries = 0; at >= head.end && tries < MOST_REALMS; tries++) {
    const fields = headFields(record, head);
    setField(fields, "user", record.slice(head.end + "user=".length, at));
    readKeys(record, at + 1, to, fields);
    if (ALWAYS.every((key) => Object.hasOwn(fields, key))) return fields;
    at = record.lastIndexOf(REALM, at - 1);
  }
  return null;
}

/** The keys of the head alone. */
export function headFields(record: string, head: Head): Fields {
  let end = Math.min(head.end, record.length);
  // The head's last value ends before the blanks in front of the tail.
  while (end > 0 && head.end < record.length && record.charCodeAt(end - 1) === SPACE) end--;
  const fields: Fields = {};
  readKeys(record, 0, end, fields);
  return fields;
}

/**
 * Every key of a record, with its value as text and without its quotes. For people and for trying
 * things out; nothing is decided by what they say.
 */
export function welfFields(record: string, head: Head, msg: Msg): Fields {
  const end = msg.at < 0 ? record.length : msg.at;
  let fields = record.startsWith("user=", head.end) ? fieldsInOrder(record, head, end) : null;
  if (fields === null) {
    fields = headFields(record, head);
    readKeys(record, head.end, end, fields);
  }
  if (msg.at >= 0) setField(fields, "msg", msgText(record, msg));
  return fields;
}

function msgText(record: string, msg: Msg): string {
  const from = msg.at + MSG.length;
  return record.slice(from, msg.truncated ? record.length : record.length - 1);
}
