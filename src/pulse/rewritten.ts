/** A record that could be read in more than one way, written so that every reader takes it as the device meant it. */
import { deviceFields } from "./device-fields.js";
import type { Head, Msg } from "./welf.js";
import { plainName, plainUser, quoted, writtenText } from "./written-value.js";

/** What the device writes in quotes. */
const IN_QUOTES: ReadonlySet<string> = new Set("time realm roles sessionID arg agent".split(" "));
/** What outsiders fill. */
const TYPED: ReadonlySet<string> = new Set(["user", "dstname"]);

function pair(key: string, value: string): string {
  if (key === "msg") return `msg="${writtenText(value)}"`;
  if (IN_QUOTES.has(key)) return `${key}=${quoted(value)}`;
  const trimmed = value.trim();
  return `${key}=${TYPED.has(key) ? plainUser(trimmed) : plainName(trimmed)}`;
}

/** @param utc the time that the record is to have; null: its own */
export function rewrittenRecord(record: string, head: Head, msg: Msg, utc: string | null): string {
  return deviceFields(record, head, msg)
    .map(([key, value]) => pair(key, key === "time" ? (utc ?? value) : value))
    .join(" ");
}
