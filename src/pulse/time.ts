/**
 * Local times, offsets and zones.
 *
 * `time=` is the device's local time without a zone. What it is in UTC is decided by the offset in
 * the device's own syslog header; without one, by the zone that is configured for the device.
 *
 * In the hour that comes twice when daylight saving time ends, a zone alone leaves two answers.
 * Then the time at which the concentrator received the message decides: the later of the two that
 * is not after it (with some room for clocks that differ), else the earlier. In the hour that is
 * skipped when it begins, the offset from before counts.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;
/** How far the clocks of device and concentrator may be apart in the doubled hour. */
const CLOCK_ROOM = 5 * MINUTE;
const ZONES_KEPT = 1_000;

let lastLocal = "";
let lastMillis: number | null = null;

/**
 * Milliseconds of a local time as if it were UTC. Remembers the last: many events share a second.
 * @param local `2026-11-24 10:21:15`, as the device writes it
 * @returns null for anything that is no time of the calendar
 */
export function localMillis(local: string): number | null {
  if (local !== lastLocal) {
    lastMillis = parseLocal(local);
    lastLocal = local;
  }
  return lastMillis;
}

/** The number that the `count` digits from `at` on make; NaN where one is no digit. */
function digits(text: string, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

const SEPARATORS: readonly (readonly [at: number, is: string])[] = [
  [4, "-"],
  [7, "-"],
  [10, " "],
  [13, ":"],
  [16, ":"],
];

function parseLocal(local: string): number | null {
  if (local.length !== 19) return null;
  for (const [at, is] of SEPARATORS) if (local[at] !== is) return null;
  const month = digits(local, 5, 2);
  const day = digits(local, 8, 2);
  const hour = digits(local, 11, 2);
  const minute = digits(local, 14, 2);
  const second = digits(local, 17, 2);
  const year = digits(local, 0, 4);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return null;
  if (!(year >= 1970 && hour < 24 && minute < 60 && second < 60)) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Minutes east of UTC of `Z`, `+01:00`, `-0330`. */
export function offsetMinutes(offset: string): number {
  if (offset === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith("-") ? -minutes : minutes;
}

/** `+01:00` for 60. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

let lastUtc = Number.NaN;
let lastUtcText = "";

/** A UTC time in the form of `time=`: `2026-11-24 09:21:15`. Remembers the last. */
export function utcText(millis: number): string {
  if (millis !== lastUtc) {
    lastUtcText = new Date(millis).toISOString().slice(0, 19).replace("T", " ");
    lastUtc = millis;
  }
  return lastUtcText;
}

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Whether rsyslog's `reported` or `received` can be handed to the intake as it is. */
export function isRfc3339(text: string): boolean {
  return RFC3339.test(text) && !Number.isNaN(Date.parse(text));
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** One per zone, as making one is slow; null for a zone that does not exist. */
function formatFor(zone: string): Intl.DateTimeFormat | null {
  let format = formats.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      });
    } catch {
      format = null;
    }
    if (formats.size >= ZONES_KEPT) formats.clear();
    formats.set(zone, format);
  }
  return format;
}

/** Whether this system's zone data has the zone, `Europe/Paris` for example. */
export function isZone(zone: string): boolean {
  return zone !== "" && formatFor(zone) !== null;
}

/** Minutes east of UTC that hold in a zone at an instant. */
function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
  const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of format.formatToParts(instant)) {
    if (type in part) part[type as keyof typeof part] = Number(value);
  }
  const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return Math.round((local - Math.floor(instant / 1000) * 1000) / MINUTE);
}

/** The offsets that a local time may have, the earlier instant first: one, or two when doubled. */
function offsetsOf(format: Intl.DateTimeFormat, local: number): readonly number[] {
  const before = offsetAt(format, local - DAY);
  const after = offsetAt(format, local + DAY);
  if (before === after) return [before];
  const valid = [before, after].filter((o) => offsetAt(format, local - o * MINUTE) === o);
  return valid.length === 0 ? [before] : valid;
}

interface Remembered {
  readonly slot: number;
  readonly offsets: readonly number[];
}
/** Offsets change at quarters of an hour: those of the last quarter asked for, per zone. */
const remembered = new Map<string, Remembered>();

/**
 * The offset of a local time in a zone, in minutes east of UTC.
 * @param local from `localMillis`
 * @param received when the message came in, in milliseconds; NaN if not known
 * @returns null for a zone that does not exist
 */
export function zoneOffset(zone: string, local: number, received: number): number | null {
  const format = formatFor(zone);
  if (format === null) return null;
  const slot = Math.floor(local / (15 * MINUTE));
  let known = remembered.get(zone);
  if (known === undefined || known.slot !== slot) {
    known = { slot, offsets: offsetsOf(format, local) };
    if (remembered.size >= ZONES_KEPT) remembered.clear();
    remembered.set(zone, known);
  }
  const [first = 0, second] = known.offsets;
  if (second === undefined) return first;
  return local - second * MINUTE <= received + CLOCK_ROOM ? second : first;
}
