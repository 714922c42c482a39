import { type Headers, readHeaders } from "./header.js";
import type { Line } from "./line.js";
import { readStandard, type Standard } from "./standard.js";

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

/** The Standard record that was found; null if it is none. */
export function standardOf(found: Found): Standard | null {
  return beginsStandard(found.text) ? readStandard(found.text) : null;
}

/** Whether what was found is a WELF record, anybody's. */
export function isWelf(found: Found): boolean {
  return beginsWelf(found.text);
}
