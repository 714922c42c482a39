/**
 * Which ` msg="` of a record is the device's.
 *
 * It may stand in a record several times, for parts of a record are typed by outsiders (see welf.ts). Where
 * it stands once, that is the device's, for it always writes one. Of several,
 * - only those count that have a code after them and before them what the device writes before msg:
 *   `agent="…" duration=`, ` sent= rcvd=`, or for administrators of 9.1 ` realm="…" roles="…" type=mgmt`,
 * - and of those the first with which the record is in the device's order (see device-fields.ts), and after
 *   which there is no other but in a repetition of what was typed as user, dstname, arg or agent.
 *
 * What is typed into the text alone (a URL) is known for what it is where the text ends in the device's own
 * words. Where it does not (a host name at its end), it looks exactly as if it were the device's after one
 * typed as user; nothing in the record can tell the two apart. So the code is `certain` only if every
 * ` msg="CODE:` of the record says the same, for the device's is among them. What loses a record (drop rules)
 * rests on what is certain, never on the choice above.
 *
 * A record that was cut has perhaps lost the device's msg, and what is left may be a typed one that
 * fills the record up to the cut. A cut shows, save where the last character kept is a quote. That
 * can be arranged by someone who knows where the cut falls, so a message that is long enough to
 * have been cut on its way is not certain either.
 */

import { bestWay } from "./device-fields.js";
import { MAY_BE_CUT } from "./line.js";
import { codeAt, type Head, isNameChar, LONGEST_NAME, MSG, type Msg, REALM } from "./welf.js";

const QUOTE = 0x22;

/** Where the digits begin that end before `at`. A count has no more than twenty. */
function digitsStart(record: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 20 && isDigit(record.charCodeAt(start - 1))) start--;
  return start;
}

function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

/** Whether the device's last key stands before the ` msg="` at `at`, as the device writes it. */
function followsLastKey(record: string, at: number): boolean {
  const last = digitsStart(record, at);
  if (record.endsWith('" duration=', last)) return true;
  if (!record.endsWith(" rcvd=", last)) return endsShortTail(record, at);
  return record.endsWith(" sent=", digitsStart(record, last - " rcvd=".length));
}

const SHORT_TAIL = / realm="[^"]*" roles="[^"]*"(?: sessionID="[^"]*")? type=\w*$/;
const LONGEST_SHORT_TAIL = 4096;

/** Whether the whole tail of an administrators' record of 9.1 stands before the ` msg="` at `at`. */
function endsShortTail(record: string, at: number): boolean {
  let type = at;
  while (at - type < LONGEST_NAME && isNameChar(record.charCodeAt(type - 1))) type--;
  if (!record.endsWith('" type=', type)) return false;
  const before = record.slice(Math.max(0, at - LONGEST_SHORT_TAIL), at);
  return SHORT_TAIL.test(before.slice(Math.max(0, before.lastIndexOf(REALM))));
}

/**
 * Messages that hold what an outsider sends and nothing before msg does, and that end in the device's own words.
 * A record that ends so is theirs from its first ` msg="` on, whatever stands in between.
 */
const WHOLE_TEXTS: ReadonlyMap<string, RegExp> = new Map([
  ["AUT20920", /^AUT20920: Connection from IP [\da-fA-F.:]+ not authenticated yet \(URL=.*\)"$/s],
  ["AUT31556", /^AUT31556: Unauthenticated request url .* came from IP [\da-fA-F.:]+\."$/s],
]);

function isWholeText(code: string, record: string, at: number): boolean {
  const form = WHOLE_TEXTS.get(code);
  if (form === undefined || record.includes(`${MSG}${code}`, at + 1)) return false;
  return form.test(record.slice(at + MSG.length));
}

/** As many places as are tried from either end; a record has one, others were typed. */
const MOST_PLACES = 8;

/** The places that have a code behind them, and before them what the device writes before msg. */
function placesOf(record: string, from: number): number[] {
  const places: number[] = [];
  for (let at = record.indexOf(MSG, from); at >= 0; at = record.indexOf(MSG, at + 1)) {
    if (codeAt(record, at + MSG.length) === null || !followsLastKey(record, at)) continue;
    places.push(at);
    if (places.length > 2 * MOST_PLACES) places.splice(MOST_PLACES, 1);
  }
  return places;
}

/** Whether every ` msg="` in the text from `at` on is in a repetition of what was typed before it. */
function explainsRest(record: string, head: Head, at: number): boolean {
  const way = bestWay(record, head, at);
  if (way === null) return false;
  let text = record.slice(at + MSG.length);
  for (const [, value] of way.tail) {
    if (value.includes(MSG)) text = text.replaceAll(value, "");
  }
  return !text.includes(MSG);
}

/** Which of several ` msg="` is the device's: see the head of this file. */
function chooseMsg(record: string, head: Head, from: number): number {
  const places = placesOf(record, from);
  const [first] = places;
  if (first === undefined) return record.lastIndexOf(MSG);
  if (isWholeText(codeAt(record, first + MSG.length) ?? "", record, first)) return first;
  return (
    places.find((at) => explainsRest(record, head, at)) ?? lastThatIsNew(record, places) ?? first
  );
}

/** For records in an order that is not known: the last whose code is no repetition. */
function lastThatIsNew(record: string, places: readonly number[]): number | undefined {
  const codes = new Map<string, number>();
  for (const at of places) {
    const code = record.slice(at, at + MSG.length + 8);
    if (!codes.has(code)) codes.set(code, at);
  }
  // With one code only, the device's own is the second for the same reason: typed, own, repeated.
  return codes.size === 1 ? (places[1] ?? places[0]) : [...codes.values()].at(-1);
}

/** Whether every ` msg="CODE:` from `from` on has the same code. */
function onlyCode(record: string, from: number): boolean {
  let code: string | null = null;
  for (let at = record.indexOf(MSG, from); at >= 0; at = record.indexOf(MSG, at + 1)) {
    const here = codeAt(record, at + MSG.length);
    if (here !== null && code !== null && here !== code) return false;
    code ??= here;
  }
  return true;
}

/**
 * Finds the device's msg.
 * @param head of the same record
 * @param size of the whole message as it was received, headers included
 */
export function findMsg(record: string, head: Head, size: number): Msg {
  const from = Math.max(0, head.end - 1);
  const first = record.indexOf(MSG, from);
  if (first < 0) {
    return { at: -1, code: null, certain: false, onlyOne: false, truncated: true };
  }
  const onlyOne = record.indexOf(MSG, first + MSG.length) < 0;
  const closed = record.charCodeAt(record.length - 1) === QUOTE;
  const at = onlyOne ? first : chooseMsg(record, head, from);
  const truncated = !closed || record.length - 1 < at + MSG.length;
  const code = codeAt(record, at + MSG.length);
  const certain =
    code !== null && !truncated && size < MAY_BE_CUT && (onlyOne || onlyCode(record, from));
  return { at, code, certain, onlyOne, truncated };
}
