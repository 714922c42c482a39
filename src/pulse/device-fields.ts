/**
 * The fields of a record that could be read in more than one way, as the device wrote them.
 *
 * What outsiders fill (user, dstname, arg, agent) may hold whole pieces of records. The device's own keys
 * stand around these values in an order that is known, and values that outsiders do not fill are of few
 * characters. So every place where the device's ` realm="` could be is tried, and every place where arg and
 * agent could begin. Of all that fits, the way counts in which the fewest values hold quotes: whoever typed
 * a piece of a record in one place did not have to type another in a second. Between equals, what was typed
 * as user is longest, for the login page is open to all.
 *
 * A record that fits nowhere is read key by key (welf-fields.ts).
 */
import { type Head, MSG, type Msg, REALM } from "./welf.js";
import { headFields, welfFields } from "./welf-fields.js";

/** Pairs in the order in which they are written. */
export type Pairs = [key: string, value: string][];

/** As many places as are tried for each, from either end: a record has one, others were typed. */
const MOST_PLACES = 6;

const NAMES = / realm="([^"]*)" roles="([^"]*)"(?: sessionID="([^"]*)")?/y;
const PLACE = / proto=([^\s"=]*) src=([^\s"=]*) dst=([^\s"=]*) dstname=/y;
const TYPE = / type=(\w*)/y;
const OPERATION = / type=(\w*) op=([^\s"=]*) arg="/g;
const RESULT = /" result=([^\s"=]*) sent=(\d*) rcvd=(\d*) agent="/g;
const DURATION = /" duration=(\d*)$/;
const COUNTS = / sent=(\d*) rcvd=(\d*)$/;

interface Way {
  /** How many values hold a quote. */
  readonly tampered: number;
  readonly tail: Pairs;
}

/** Matches of a global form in a text, a few from either end. */
function places(form: RegExp, text: string): RegExpExecArray[] {
  const all: RegExpExecArray[] = [];
  form.lastIndex = 0;
  for (let match = form.exec(text); match !== null; match = form.exec(text)) {
    all.push(match);
    if (all.length > 2 * MOST_PLACES) all.splice(MOST_PLACES, 1);
    // They may overlap: one may begin with the quote that ends another.
    form.lastIndex = match.index + 1;
  }
  return all;
}

function realmPlaces(record: string, from: number, to: number): number[] {
  const all: number[] = [];
  for (
    let at = record.indexOf(REALM, from);
    at >= 0 && at < to;
    at = record.indexOf(REALM, at + 1)
  ) {
    all.push(at);
    if (all.length > 2 * MOST_PLACES) all.splice(MOST_PLACES, 1);
  }
  return all;
}

function quotes(...values: string[]): number {
  return values.filter((value) => value.includes('"')).length;
}

function match(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}

/** Every way to read the tail up to msg, with the device's ` realm="` at `at`. */
function waysFrom(record: string, userAt: number, at: number, to: number): Way[] {
  const names = match(NAMES, record, at);
  if (names === null || NAMES.lastIndex > to) return [];
  const user = record.slice(userAt, at);
  const [, realm = "", roles = "", session] = names;
  const front: Pairs = [
    ["user", user],
    ["realm", realm],
    ["roles", roles],
  ];
  if (session !== undefined) front.push(["sessionID", session]);
  const rest = record.slice(NAMES.lastIndex, to);
  const typed = quotes(user);
  const type = match(TYPE, rest, 0);
  if (type !== null) {
    front.push(["type", type[1] ?? ""]);
    return administrative(rest, TYPE.lastIndex).map((tail) => way(typed, front, tail));
  }
  return access(rest).map((tail) => way(typed, front, tail));
}

function way(typed: number, front: Pairs, { tampered, tail }: Way): Way {
  return { tampered: typed + tampered, tail: [...front, ...tail] };
}

function placePairs([, proto = "", src = "", dst = ""]: RegExpExecArray, dstname: string): Pairs {
  return [
    ["proto", proto],
    ["src", src],
    ["dst", dst],
    ["dstname", dstname],
  ];
}

/** Behind `type=mgmt`: nothing (9.1), or up to rcvd. */
function administrative(rest: string, at: number): Way[] {
  if (at === rest.length) return [{ tampered: 0, tail: [] }];
  const place = match(PLACE, rest, at);
  const from = PLACE.lastIndex;
  const counts = COUNTS.exec(rest);
  if (place === null || counts === null || counts.index < from) return [];
  const dstname = rest.slice(from, counts.index);
  const tail: Pairs = [
    ...placePairs(place, dstname),
    ["sent", counts[1] ?? ""],
    ["rcvd", counts[2] ?? ""],
  ];
  return [{ tampered: quotes(dstname), tail }];
}

function access(rest: string): Way[] {
  const place = match(PLACE, rest, 0);
  const from = PLACE.lastIndex;
  const last = DURATION.exec(rest);
  if (place === null || last === null) return [];
  const results = places(RESULT, rest);
  const ways: Way[] = [];
  for (const operation of places(OPERATION, rest)) {
    const argAt = operation.index + operation[0].length;
    if (operation.index < from) continue;
    const dstname = rest.slice(from, operation.index);
    for (const result of results) {
      const agentAt = result.index + result[0].length;
      if (result.index < argAt || agentAt > last.index) continue;
      const arg = rest.slice(argAt, result.index);
      const agent = rest.slice(agentAt, last.index);
      const tail: Pairs = [
        ...placePairs(place, dstname),
        ["type", operation[1] ?? ""],
        ["op", operation[2] ?? ""],
        ["arg", arg],
        ["result", result[1] ?? ""],
        ["sent", result[2] ?? ""],
        ["rcvd", result[3] ?? ""],
        ["agent", agent],
        ["duration", last[1] ?? ""],
      ];
      ways.push({ tampered: quotes(dstname, arg, agent), tail });
    }
  }
  return ways;
}

/** The way to read a record up to its msg at `to`; null where nothing fits. */
export function bestWay(record: string, head: Head, to: number): Way | null {
  if (!record.startsWith("user=", head.end)) return null;
  const userAt = head.end + "user=".length;
  let best: Way | null = null;
  for (const at of realmPlaces(record, userAt, to)) {
    for (const found of waysFrom(record, userAt, at, to)) {
      if (best === null || found.tampered <= best.tampered) best = found;
    }
  }
  return best;
}

/** Every key of a record in the device's order, with its value as the device wrote it, without its quotes. */
export function deviceFields(record: string, head: Head, msg: Msg): Pairs {
  const best = msg.at < 0 ? null : bestWay(record, head, msg.at);
  if (best === null) return Object.entries(welfFields(record, head, msg));
  const text = record.slice(msg.at + MSG.length, msg.truncated ? record.length : record.length - 1);
  return [...Object.entries(headFields(record, head)), ...best.tail, ["msg", text]];
}
