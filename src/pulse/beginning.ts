import type { Sender } from "./classify.js";
import { readTimes, type TimeSources, type Times, withTime } from "./event-time.js";
import { readHeaders } from "./header.js";
import { START } from "./line.js";
import { hasOneReading } from "./one-reading.js";
import { foreignSign } from "./origin.js";
import type { PulseSettings } from "./settings.js";
import { ownText, tidy } from "./text.js";
import { type Head, type Msg, readHead } from "./welf.js";

/** What is known of the time, and how the message begins with it: a JSON string but for its closing quote. */
export interface Opening {
  readonly times: Times;
  readonly json: string;
}

/** With what all lines begin that a device writes in one second: up to `user=`, which is where the head ends. */
export interface Beginning {
  readonly headers: TimeSources["headers"];
  readonly head: Head;
  /** The beginning of the record. */
  readonly record: string;
  /** Null where the time depends on other members of the line. */
  readonly opening: Opening | null;
  /** Of the last line that began so. */
  sender: Sender;
}

/** A site has as many in one second as it has devices. */
const MAX_KEPT = 1_000;
const MAX_LENGTH = 512;
/** They are looked up by their last characters, pri, fw and vpn among them: to hash all takes twice as long. */
const KEY_LENGTH = 64;

const SLOTS = 256;

const SPACE = 0x20;
/** Without its blank: there are too many blanks to stop at. */
export const USER = "user=";
/** Characters that are one byte each and stand for themselves, but for the quotes of `time=`. */
const PLAIN = /^[ !#-[\]-~]*\\"[ !#-[\]-~]*\\"[ !#-[\]-~]*$/;
const RECORD = 'id=firewall time="';
const NO_MSG: Msg = { at: -1, code: null, certain: false, onlyOne: false, truncated: true };
const NOBODY: Sender = { source: "", host: null, ip: null };
const NO_LINE = { member: () => "" };

interface Known {
  readonly text: string;
  readonly beginning: Beginning | null;
}

/** Where devices and seconds that differ are mostly kept apart. Those that share a slot lose little. */
function slotOf(text: string): number {
  let sum = text.length;
  for (let at = Math.max(0, text.length - KEY_LENGTH); at < text.length; at++) {
    sum = (sum * 31 + text.charCodeAt(at)) | 0;
  }
  return sum & (SLOTS - 1);
}

/** Reads beginnings of lines, and remembers them. */
export class Beginnings {
  readonly #settings: PulseSettings;
  readonly #known = new Map<string, Known>();
  /** The last of each slot: most lines are found there, and no key has to be hashed for them. */
  readonly #recent: Known[] = new Array<Known>(SLOTS).fill({ text: "", beginning: null });

  constructor(settings: PulseSettings) {
    this.#settings = settings;
  }

  /** Where `user=` ends the beginning of a line; -1 where it does not, or late. */
  static endIn(line: string): number {
    const at = line.indexOf(USER);
    return at < 1 || at > MAX_LENGTH || line.charCodeAt(at - 1) !== SPACE ? -1 : at + USER.length;
  }

  /** Null where a line that begins so is not an ordinary one. */
  of(text: string): Beginning | null {
    const slot = slotOf(text);
    let known = this.#recent[slot];
    if (known === undefined || known.text !== text) {
      known = this.#find(text);
      this.#recent[slot] = known;
    }
    return known.beginning;
  }

  #find(text: string): Known {
    const key = text.slice(-KEY_LENGTH);
    const known = this.#known.get(key);
    if (known !== undefined && known.text === text) return known;
    const own = ownText(text);
    const found = { text: own, beginning: readBeginning(own, this.#settings) };
    if (this.#known.size >= MAX_KEPT) this.#known.clear();
    this.#known.set(ownText(key), found);
    return found;
  }
}

function readBeginning(text: string, settings: PulseSettings): Beginning | null {
  if (!text.startsWith(START)) return null;
  const escaped = text.slice(START.length);
  if (!PLAIN.test(escaped)) return null;
  const raw = escaped.replaceAll('\\"', '"');
  if (tidy(raw) !== raw) return null;
  const headers = readHeaders(raw);
  const record = raw.slice(headers.at);
  if (!record.startsWith(RECORD)) return null;
  const head = readHead(record);
  if (head.end !== record.length - USER.length) return null;
  if (!hasOneReading(record)) return null;
  if (foreignSign(record, head, NO_MSG, headers.tag) !== null) return null;
  const opening = openingOf({ headers, head, record }, NO_LINE, settings);
  if (opening.times.time === null) return null;
  const fixed = headers.offset !== null;
  return { headers, head, record, opening: fixed ? opening : null, sender: NOBODY };
}

export function openingOf(
  { headers, head, record }: Pick<Beginning, "headers" | "head" | "record">,
  line: TimeSources["line"],
  settings: PulseSettings,
): Opening {
  const times = readTimes({ headers, line }, head.time, head.fw, settings);
  // All ASCII, and nothing to be escaped but quotes.
  const json = JSON.stringify(withTime(record, head.timeAt, times)).slice(0, -1);
  return { times, json };
}
