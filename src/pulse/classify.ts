/**
 * What a line from rsyslog is, what of it is to be shipped, and whether it is to be shipped at all.
 * This is the way every event takes, so it reads no more than that needs; `explain.ts` has the rest.
 */
import { type Droppable, matchDropRule } from "./drop.js";
import { readTimes, rsyslogTime, type Times, withTime } from "./event-time.js";
import { findMsg } from "./find-msg.js";
import { type Line, MAY_BE_CUT, readLine } from "./line.js";
import { hasOneReading } from "./one-reading.js";
import { foreignSign, isPulseTag } from "./origin.js";
import { type Found, findRecord, isWelf, standardOf } from "./record.js";
import { rewrittenRecord } from "./rewritten.js";
import type { PulseSettings } from "./settings.js";
import { isForged, type Standard, standardFields, toWelf } from "./standard.js";
import { certainType, type Head, type Msg, readHead } from "./welf.js";
import { needsNoWriting } from "./written-value.js";

/** Why a record is not shipped: a word for programs and counters, a sentence for people. */
export interface Reason {
  readonly word: "foreign" | "standard" | "unknown" | "empty" | "drop-rule" | "forged-original";
  readonly text: string;
}

export interface Classified {
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
  /**
   * The record as it came, where it could be read in more than one way: somebody has typed pieces of records into
   * it. With `pulse.forged: rewrite`, `message` says the same in one way. Null for every other record.
   */
  readonly forged: string | null;
  /** Who sent it, for counting: an address or, without one, a host name. */
  readonly source: string;
  /** For routing; written by the device or by rsyslog only. */
  readonly vpn: string | null;
  readonly fw: string | null;
  readonly host: string | null;
  readonly ip: string | null;
}

function priOf(found: Found): string {
  const pri = found.headers.pri ?? Number.parseInt(found.line.member("pri") || "NaN", 10);
  return Number.isNaN(pri) ? "" : String(pri & 7);
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || /^(?=.*:)[\da-f:.]+$/i.test(text);
}

/** The address a Standard record's device is known by. */
function standardFw(found: Found): string {
  const host = found.headers.host ?? found.line.member("hostname");
  return isAddress(host) ? host : found.line.member("ip");
}

/** The keys of the WELF record that stands for a Standard one. */
export function fieldsOfStandard(found: Found, standard: Standard): Record<string, string> {
  return standardFields(standard, priOf(found), standardFw(found));
}

type Kind = Pick<
  Classified,
  "verdict" | "reason" | "dropRule" | "format" | "pulse" | "code" | "codeCertain" | "truncated"
>;

export type Sender = Pick<Classified, "source" | "host" | "ip">;

/** Who sent a record, as rsyslog and the syslog header have it. */
export function senderOf(host: string | null, line: Pick<Line, "member">): Sender {
  const ip = line.member("ip") || null;
  const named = host ?? (line.member("hostname") || null);
  return { source: ip ?? named ?? "", host: named, ip };
}

function finish(
  found: Found,
  kind: Kind,
  times: Times,
  message: string,
  device: Device,
  forged: string | null,
): Classified {
  const { source, host, ip } = senderOf(found.headers.host, found.line);
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
    forged,
    source,
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

export type Judgement = Pick<Classified, "verdict" | "reason" | "dropRule">;
const SHIPPED: Judgement = { verdict: "ship", reason: null, dropRule: null };
const STANDARD_SET_ASIDE: Judgement = {
  verdict: "set-aside",
  reason: {
    word: "standard",
    text: "in the Standard format, which Sekoia's parser does not read: choose the WELF filter on the device",
  },
  dropRule: null,
};

/** What the drop rules say of a record from a Pulse device. */
export function judge(settings: PulseSettings, record: () => Droppable): Judgement {
  if (settings.drop.length === 0) return SHIPPED;
  const rule = matchDropRule(settings.drop, record());
  if (rule < 0) return SHIPPED;
  const text = `drop rule ${rule}: ${settings.drop[rule]?.name ?? ""}`;
  return { verdict: "drop", reason: { word: "drop-rule", text }, dropRule: rule };
}

function classifyWelf(found: Found, settings: PulseSettings): Classified {
  const record = found.text;
  const head = readHead(record);
  const msg = findMsg(record, head, found.line.size);
  const times = readTimes(found, head.time, head.fw, settings);
  const sign = foreignSign(record, head, msg, found.headers.tag);
  if (sign !== null) {
    const verdict = settings.foreign;
    const text = `another vendor's WELF record, not Pulse's: ${sign}`;
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
    return finish(found, kind, times, record, NO_DEVICE, null);
  }
  const forged = hasOneReading(record) ? null : record;
  const { verdict, reason, dropRule } = judgeForged(
    forged,
    judge(settings, () => droppable(record, head, msg)),
    settings,
  );
  const message =
    forged === null || settings.forged === "ship"
      ? withTime(record, head.timeAt, times)
      : rewrittenRecord(record, head, msg, times.utc);
  const kind: Kind = {
    verdict,
    reason,
    dropRule,
    format: "welf",
    pulse: true,
    code: msg.code,
    codeCertain: msg.certain,
    truncated: msg.truncated,
  };
  return finish(found, kind, times, message, head, forged);
}

const FORGED: Judgement = {
  verdict: "set-aside",
  reason: {
    word: "forged-original",
    text: "it could be read in more than one way: somebody has typed pieces of records into it",
  },
  dropRule: null,
};

function judgeForged(forged: string | null, judged: Judgement, settings: PulseSettings): Judgement {
  const aside = forged !== null && settings.forged === "set-aside" && judged.verdict === "ship";
  return aside ? FORGED : judged;
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

function classifyStandard(found: Found, standard: Standard, settings: PulseSettings): Classified {
  const pri = priOf(found);
  const fw = standardFw(found);
  const times = readTimes(found, standard.time, fw, settings);
  const certain = standard.certain && found.line.size < MAY_BE_CUT;
  const judged = judge(settings, () => ({
    code: certain ? standard.code : null,
    pri: pri || null,
    fw: fw || null,
    vpn: standard.node,
    type: () => null,
  }));
  const asItIs = needsNoWriting(found.text);
  const forged = settings.standard === "convert" && isForged(standard, asItIs) ? found.text : null;
  const { verdict, reason, dropRule } =
    judged.verdict === "ship" && settings.standard === "set-aside"
      ? STANDARD_SET_ASIDE
      : judgeForged(forged, judged, settings);
  const message =
    settings.standard === "ship"
      ? (times.utc ?? standard.time) + found.text.slice(standard.time.length)
      : toWelf(standard, times.utc ?? standard.time, pri, fw, asItIs);
  const kind: Kind = {
    verdict,
    reason,
    dropRule,
    format: "standard",
    pulse: true,
    code: standard.code,
    codeCertain: certain,
    truncated: false,
  };
  return finish(found, kind, times, message, { vpn: standard.node, fw: fw || null }, forged);
}

function classifyUnknown(found: Found, settings: PulseSettings): Classified {
  const message = found.line.raw || found.text;
  const pulse = isPulseTag(found.headers.tag) || isPulseTag(found.line.member("programname"));
  let verdict: Classified["verdict"] = settings.unknown;
  let reason: Reason | null = null;
  if (message === "") {
    verdict = "set-aside";
    reason = { word: "empty", text: "an empty message" };
  } else if (!pulse) {
    verdict = settings.foreign;
    reason = {
      word: "foreign",
      text: "neither WELF nor Standard, and no Pulse device named in it",
    };
  } else {
    reason = { word: "unknown", text: "neither WELF nor Standard" };
  }
  const kind: Kind = {
    verdict,
    reason: verdict === "ship" ? null : reason,
    dropRule: null,
    format: "unknown",
    pulse,
    code: null,
    codeCertain: false,
    truncated: false,
  };
  const times: Times = { time: null, timestamp: rsyslogTime(found.line), utc: null };
  return finish(found, kind, times, message, NO_DEVICE, null);
}

/**
 * Understands one line.
 * @param line without its line end: one JSON object of rsyslog's template, or a raw log line.
 *   It must not change before the result has been used.
 * @returns never throws, whatever the bytes; linear in their number
 */
export function classify(line: Buffer, settings: PulseSettings): Classified {
  return classifyFound(findRecord(readLine(line)), settings);
}

/** The same, for a record that has been found. */
export function classifyFound(found: Found, settings: PulseSettings): Classified {
  if (isWelf(found)) return classifyWelf(found, settings);
  const standard = standardOf(found);
  if (standard !== null) return classifyStandard(found, standard, settings);
  return classifyUnknown(found, settings);
}
