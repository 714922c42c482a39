import type { Line } from "./line.js";
import type { Found } from "./record.js";
import type { PulseSettings } from "./settings.js";
import { isRfc3339, localMillis, offsetMinutes, offsetText, utcText, zoneOffset } from "./time.js";

/** What there is beside a record to tell its time by. */
export type TimeSources = Pick<Found, "headers"> & { readonly line: Pick<Line, "member"> };

/** Minutes east of UTC that hold for a record's local time; null if nobody knows. */
function recordOffset(
  found: TimeSources,
  local: number,
  fw: string | null,
  settings: PulseSettings,
): number | null {
  if (found.headers.offset !== null) return offsetMinutes(found.headers.offset);
  if (settings.zones.size === 0) return null;
  const { line } = found;
  // The device's own names first: an address may be that of a relay for many devices.
  const zone =
    settings.zones.get(fw ?? "") ??
    settings.zones.get(found.headers.host ?? "") ??
    settings.zones.get(line.member("hostname")) ??
    settings.zones.get(line.member("ip"));
  if (zone === undefined) return null;
  return zoneOffset(zone, local, Date.parse(line.member("received")));
}

/** When rsyslog says the message was sent, else received. */
export function rsyslogTime(line: Pick<Line, "member">): string | null {
  const reported = line.member("reported");
  if (isRfc3339(reported)) return reported;
  const received = line.member("received");
  return isRfc3339(received) ? received : null;
}

/** What is known of when it happened. */
export interface Times {
  readonly time: string | null;
  readonly timestamp: string | null;
  /** The record's time in UTC and the form of `time=`; null: leave it as it is. */
  readonly utc: string | null;
}

/**
 * @param sent the value of `time=`, as sent
 * @param fw the device's own address, as it writes it
 */
export function readTimes(
  found: TimeSources,
  sent: string | null,
  fw: string | null,
  settings: PulseSettings,
): Times {
  const local = sent === null ? null : localMillis(sent);
  if (sent === null || local === null) {
    return { time: null, timestamp: rsyslogTime(found.line), utc: null };
  }
  const time = `${sent.slice(0, 10)}T${sent.slice(11)}`;
  const offset = recordOffset(found, local, fw, settings);
  if (offset === null) return { time, timestamp: rsyslogTime(found.line), utc: null };
  return {
    time,
    timestamp: time + (found.headers.offset ?? offsetText(offset)),
    utc: settings.time === "utc" ? utcText(local - offset * 60_000) : null,
  };
}

/** A record, or what it begins with, with the time that it is to have; `timeAt` is where its own stands. */
export function withTime(record: string, timeAt: number, { utc }: Times): string {
  if (utc === null) return record;
  return record.slice(0, timeAt) + utc + record.slice(timeAt + utc.length);
}
