import { type Classified, classifyFound, fieldsOfStandard } from "./classify.js";
import { findMsg } from "./find-msg.js";
import { readLine } from "./line.js";
import { findRecord, isWelf, standardOf } from "./record.js";
import type { PulseSettings } from "./settings.js";
import { readHead } from "./welf.js";
import { welfFields } from "./welf-fields.js";

/** What `classify` says of a line, and what it does not need to know. */
export interface Explained extends Classified {
  /**
   * Every key of the record, as text: of a Standard record, the keys of the WELF record that is
   * made of it, with their values as they were sent. Empty for an unknown format.
   */
  readonly fields: Readonly<Record<string, string>>;
  /** The program that the syslog header names; null without one. */
  readonly tag: string | null;
  /** The offset in the syslog header, `Z` or `+01:00`; null without one. */
  readonly offset: string | null;
  /** Where the record was found. */
  readonly from: "raw" | "msg";
}

/** As `classify`, for trying things out: takes a few times as long. Never throws. */
export function explain(line: Buffer, settings: PulseSettings): Explained {
  const found = findRecord(readLine(line));
  const classified = classifyFound(found, settings);
  let fields: Readonly<Record<string, string>> = {};
  if (isWelf(found)) {
    const head = readHead(found.text);
    fields = welfFields(found.text, head, findMsg(found.text, head, found.line.size));
  } else {
    const standard = standardOf(found);
    if (standard !== null) fields = fieldsOfStandard(found, standard);
  }
  const { headers, from } = found;
  return Object.assign(classified, { fields, tag: headers.tag, offset: headers.offset, from });
}
