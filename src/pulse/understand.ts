/**
 * What a line from rsyslog is, what of it is to be shipped, and whether it is to be shipped at all.
 * This is the way every event takes, so it reads no more than that needs; `explain.ts` has the rest.
 */
import { type Droppable, matchDropRule } from "./drop.js";
import { type Headers, readHeaders } from "./header.js";
import { type Line, readLine } from "./line.js";
import { foreignSign, isPulseTag } from "./origin.js";
import type { PulseSettings } from "./settings.js";
import { readStandard, type Standard, standardFields, toWelf } from "./standard.js";
import { isRfc3339, localMillis, offsetMinutes, offsetText, utcText, zoneOffset } from "./time.js";
import { certainType, findMsg, type Head, type Msg, readHead } from "./welf.js";

/** Why a record is not shipped: a word for programs and counters, a sentence for people. */
export interface Reason {
  readonly word: "foreign" | "standard" | "unknown" | "empty" | "drop-rule";
  readonly text: string;
}

export interface Understood {
  readonly verdict: "ship" | "set-aside" | "drop";
  /** null when shipped. */
  readonly reason: Reason | null;
  /** The index of the drop rule that fired. */
  readonly dropRule: number | null;
  readonly format: "welf" | "standard" | "unknown";
  /** Whether it comes from a Pulse device; for an unknown format, whether its header says so. */
  readonly pulse: boolean;
  /** The event code. `codeCertain`: no outsider can have brought it about. */
  readonly code: string | null;
  readonly codeCertain: boolean;
  /** The record's own local time, `2026-11-24T10:21:15`. */
  readonly time: string | null;
  /** What is shipped, or would be. One line. */
  readonly message: string;
  /** The same as a JSON string of UTF-8 bytes, one character per byte, where the line has it so; see Line.json. */
  readonly json: string | null;
  /** RFC 3339 with its offset, for the intake alongside the event. */
  readonly timestamp: string | null;
  readonly truncated: boolean;
  /** Who sent it, for counting: an address or, without one, a host name. */
  readonly source: string;
  /** For routing; written by the device or by rsyslog only. */
  readonly vpn: string | null;
  readonly fw: string | null;
  readonly host: string | null;
  readonly ip: string | null;
}

/** A line with its headers off. `text` begins with the record. */
export interface Found {
  readonly line: Line;
  readonly headers: Headers;
  readonly text: string;
  /** Where in `line` the record was. */
  readonly from: "raw" | "msg";
}

const NO_HEADERS: Headers = { at: 0, pri: null, host: null, tag: null, offset: null };

function beginsWelf(text: string): boolean {
  return text.startsWith("id=") || text.startsWith('time="');
}

function beginsStandard(text: string): boolean {
  const c = text.charCodeAt(0);
  return c >= 0x30 && c <= 0x39 && text.startsWith(" - ", 19);
}

/**
 * Finds the record: in `raw`, which is whole, else in `msg`, from which rsyslog has taken the
 * header by its own lights. Without a header it takes the record's first word for the program's
 * name, which is put back.
 */
export function findRecord(line: Line): Found {
  const headers = readHeaders(line.raw);
  const text = headers.at === 0 ? line.raw : line.raw.slice(headers.at);
  if (beginsWelf(text) || beginsStandard(text)) return { line, headers, text, from: "raw" };
  const msg = line.member("msg");
  if (msg === "") return { line, headers, text, from: "raw" };
  const program = line.member("programname");
  const rest = msg.startsWith("time=") && program.startsWith("id=") ? `${program} ${msg}` : msg;
  if (!beginsWelf(rest) && !beginsStandard(rest) && line.raw !== "") {
    return { line, headers, text, from: "raw" };
  }
  const inner = readHeaders(rest);
  return {
    line,
    headers: line.raw === "" ? { ...NO_HEADERS, ...inner, tag: inner.tag ?? program } : headers,
    text: line.raw === "" ? rest.slice(inner.at) : rest,
    from: "msg",
  };
}

/** Minutes east of UTC that hold for a record's local time; null if nobody knows. */
function recordOffset(
  found: Found,
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
function rsyslogTime(line: Line): string | null {
  const reported = line.member("reported");
  if (isRfc3339(reported)) return reported;
  const received = line.member("received");
  return isRfc3339(received) ? received : null;
}

interface Times {
  readonly time: string | null;
  readonly timestamp: string | null;
  /** The record's time in UTC and the form of `time=`; null: leave it as it is. */
  readonly utc: string | null;
}

function readTimes(
  found: Found,
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

function priOf(found: Found): string {
  const pri = found.headers.pri ?? Number.parseInt(found.line.member("pri") || "NaN", 10);
  return Number.isNaN(pri) ? "" : String(pri & 7);
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || /^(?=.*:)[\da-f:.]+$/i.test(text);
}

/** The address a Standard record's device is known by. */
export function standardFw(found: Found): string {
  const host = found.headers.host ?? found.line.member("hostname");
  return isAddress(host) ? host : found.line.member("ip");
}

/** The keys of the WELF record that stands for a Standard one. */
export function fieldsOfStandard(found: Found, standard: Standard): Record<string, string> {
  return standardFields(standard, priOf(found), standardFw(found));
}

const FOREIGN_VERDICT = { "set-aside": "set-aside", drop: "drop", ship: "ship" } as const;

type Kind = Pick<
  Understood,
  "verdict" | "reason" | "dropRule" | "format" | "pulse" | "code" | "codeCertain" | "truncated"
>;

function finish(found: Found, kind: Kind, times: Times, message: string, device: Device) {
  const ip = found.line.member("ip") || null;
  const host = found.headers.host ?? (found.line.member("hostname") || null);
  return {
    verdict: kind.verdict,
    reason: kind.reason,
    dropRule: kind.dropRule,
    format: kind.format,
    pulse: kind.pulse,
    code: kind.code,
    codeCertain: kind.codeCertain,
    time: times.time,
    message,
    json: message === found.text && found.from === "raw" ? found.line.json(found.headers.at) : null,
    timestamp: times.timestamp,
    truncated: kind.truncated,
    source: ip ?? host ?? "",
    vpn: device.vpn,
    fw: device.fw,
    host,
    ip,
  };
}

interface Device {
  readonly vpn: string | null;
  readonly fw: string | null;
}
const NO_DEVICE: Device = { vpn: null, fw: null };

function dropReason(settings: PulseSettings, rule: number): Reason {
  return { word: "drop-rule", text: `drop rule ${rule}: ${settings.drop[rule]?.name ?? ""}` };
}

function understandWelf(found: Found, settings: PulseSettings): Understood {
  const record = found.text;
  const head = readHead(record);
  const msg = findMsg(record, head, found.line.size);
  const times = readTimes(found, head.time, head.fw, settings);
  const message =
    times.utc === null
      ? record
      : record.slice(0, head.timeAt) + times.utc + record.slice(head.timeAt + times.utc.length);
  const sign = foreignSign(record, head, msg, found.headers.tag);
  if (sign !== null) {
    const verdict = FOREIGN_VERDICT[settings.foreign];
    const text = `a WELF record, but not Pulse's: ${sign}`;
    const reason: Reason | null = verdict === "ship" ? null : { word: "foreign", text };
    const kind: Kind = {
      verdict,
      reason,
      dropRule: null,
      format: "welf",
      pulse: false,
      code: null,
      codeCertain: false,
      truncated: false,
    };
    return finish(found, kind, times, record, NO_DEVICE);
  }
  const rule =
    settings.drop.length === 0 ? -1 : matchDropRule(settings.drop, droppable(record, head, msg));
  const kind: Kind = {
    verdict: rule < 0 ? "ship" : "drop",
    reason: rule < 0 ? null : dropReason(settings, rule),
    dropRule: rule < 0 ? null : rule,
    format: "welf",
    pulse: true,
    code: msg.code,
    codeCertain: msg.certain,
    truncated: msg.truncated,
  };
  return finish(found, kind, times, message, head);
}

function droppable(record: string, head: Head, msg: Msg): Droppable {
  return {
    code: msg.certain ? msg.code : null,
    pri: head.pri,
    fw: head.fw,
    vpn: head.vpn,
    type: () => certainType(record, head, msg),
  };
}

function understandStandard(found: Found, standard: Standard, settings: PulseSettings): Understood {
  const fields = fieldsOfStandard(found, standard);
  const fw = fields.fw || null;
  const times = readTimes(found, standard.time, fw, settings);
  const certain = standard.certain && found.line.size < 2048;
  const rule = matchDropRule(settings.drop, {
    code: certain ? standard.code : null,
    pri: fields.pri || null,
    fw,
    vpn: standard.node,
    type: () => null,
  });
  let verdict: Understood["verdict"] = "ship";
  let reason: Reason | null = null;
  if (rule >= 0) {
    verdict = "drop";
    reason = dropReason(settings, rule);
  } else if (settings.standard === "set-aside") {
    verdict = "set-aside";
    reason = {
      word: "standard",
      text: "in the Standard format, which Sekoia's parser does not read: choose the WELF filter on the device",
    };
  }
  const message =
    settings.standard === "ship"
      ? (times.utc ?? standard.time) + found.text.slice(standard.time.length)
      : toWelf(times.utc === null ? fields : { ...fields, time: times.utc });
  const kind: Kind = {
    verdict,
    reason,
    dropRule: rule < 0 ? null : rule,
    format: "standard",
    pulse: true,
    code: standard.code,
    codeCertain: certain,
    truncated: false,
  };
  return finish(found, kind, times, message, { vpn: standard.node, fw });
}

function understandUnknown(found: Found, settings: PulseSettings): Understood {
  const message = found.line.raw || found.text;
  const setAside = message === "" || settings.unknown === "set-aside";
  let reason: Reason | null = null;
  if (message === "") reason = { word: "empty", text: "an empty message" };
  else if (setAside) reason = { word: "unknown", text: "neither WELF nor Standard" };
  const kind: Kind = {
    verdict: setAside ? "set-aside" : "ship",
    reason,
    dropRule: null,
    format: "unknown",
    pulse: isPulseTag(found.headers.tag) || isPulseTag(found.line.member("programname")),
    code: null,
    codeCertain: false,
    truncated: false,
  };
  const times: Times = { time: null, timestamp: rsyslogTime(found.line), utc: null };
  return finish(found, kind, times, message, NO_DEVICE);
}

/** The Standard record that was found; null if it is none. */
export function standardOf(found: Found): Standard | null {
  return beginsStandard(found.text) ? readStandard(found.text) : null;
}

/** Whether what was found is a WELF record, anybody's. */
export function isWelf(found: Found): boolean {
  return beginsWelf(found.text);
}

/**
 * Understands one line.
 * @param line without its line end: one JSON object of rsyslog's template, or a raw log line.
 *   It must not change before the result has been used.
 * @returns never throws, whatever the bytes; linear in their number
 */
export function understand(line: Buffer, settings: PulseSettings): Understood {
  const found = findRecord(readLine(line));
  if (isWelf(found)) return understandWelf(found, settings);
  const standard = standardOf(found);
  if (standard !== null) return understandStandard(found, standard, settings);
  return understandUnknown(found, settings);
}
