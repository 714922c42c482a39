/**
 * The syslog headers in front of a record.
 *
 * A record is only ever taken from where the headers end. It is never searched for further on:
 * whoever types `id=firewall …` at a login page must not be able to have that read as the record.
 * So the headers are taken off one after the other, each strictly by its form:
 *
 *     <134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - id=firewall …   RFC 5424
 *     <134>Nov 24 10:21:15 192.0.2.3 PulseSecure: id=firewall …                     RFC 3164
 *     <134>2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: id=firewall …           rsyslog forwarding
 *     <134>PulseSecure: id=firewall …                                               a tag alone
 *     <134>id=firewall …                                                            nothing
 *     - - - id=firewall …                                                           what a relay leaves of RFC 5424
 *     2026-11-24T10:21:15+01:00 : id=firewall …                                     neither host nor program
 *     Nov 24 10:21:15 relay 192.0.2.3 PulseSecure: id=firewall …                    a relay's host name, too
 *     223 <134>1 …                                                                  an octet count left in place
 *     02-24-2011 10:29:12 Local0.Info 192.0.2.3 Juniper: …                          Kiwi's export, tabs as blanks
 *     Oct 19 09:16:53 pcs-node1 1 2021-10-19T09:16:53+02:00 192.0.2.3 PulseSecure: - - - …   a relay's copy
 *
 * Blanks and a byte order mark may stand before each. What no form fits is the record, or none.
 */

/** What the headers say. Of several, the innermost counts: it is the device's own. */
export interface Headers {
  /** Where the record starts. */
  readonly at: number;
  readonly pri: number | null;
  readonly host: string | null;
  /** The program's name as sent, without its colon and process id. */
  readonly tag: string | null;
  /** `Z` or `+01:00`: the offset of the innermost header that has one. */
  readonly offset: string | null;
}

/** A relay's copy of a relay's copy has three; more is no log message. */
const MOST_HEADERS = 4;

const HYPHEN = 0x2d;
const PRI = /<(\d{1,3})>/y;
const RFC5424 =
  /1 (?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d))|-) (\S{1,255}) (\S{1,48}) \S{1,128} \S{1,32} /y;
const STAMP =
  /(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?: ?\d|\d\d)(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)) +/y;
/** RFC 6587, section 3.4.1, which a receiver takes off if it knows of it. */
const OCTET_COUNT = /\d{1,6} (?=<\d{1,3}>)/y;
const KIWI =
  /(?:\d\d-\d\d-\d{4}|\d{4}-\d\d-\d\d) +\d\d:\d\d:\d\d +[A-Za-z]\w{0,15}\.[A-Za-z]{1,10} +([\w.:%-]{1,255}) +/y;
/** Where a host and a program would be. */
const LONE_COLON = /: +/y;
const HOST = /([\w.:%-]{1,255}) +/y;
const TAG = /([\w./-]{1,48})(?:\[\w{1,16}\])?:(?: +|$)/y;
const STRUCTURED_DATA =
  /(?:-|(?:\[[^\]"]{0,255}(?:"(?:[^"\\]|\\.){0,1024}"[^\]"]{0,255}){0,32}\]){1,8})(?: |$)/y;

/** Where a record may begin: WELF with its `id=` or (Stormshield) its time, or Standard's date. */
const RECORD = /id=|time="|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /y;

function matchAt(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}

/** Where the date of Kiwi's export has its first: quicker than the form, which few lines have. */
function hasHyphen(text: string, at: number): boolean {
  return text.charCodeAt(at + 2) === HYPHEN || text.charCodeAt(at + 4) === HYPHEN;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const c = text.charCodeAt(at);
    if (c === 0x20 || c === 0xfeff) at += 1;
    else if (c === 0xef && text.startsWith("ï»¿", at)) at += 3;
    else if (c === 0x23 && text.startsWith("#357#273#277", at)) at += 12;
    else return at;
  }
}

/** What an older relay, or one that hands on the message alone, leaves of RFC 5424: `- - - ` or structured data. */
function skipRemains(text: string, from: number): number {
  let at = from;
  if (text.startsWith("- - ", at)) at += 4;
  else if (text.charCodeAt(at) !== 0x5b) return from;
  if (matchAt(STRUCTURED_DATA, text, at) === null) return from;
  return skipBlanks(text, STRUCTURED_DATA.lastIndex);
}

/** The app-name of RFC 5424 may carry the colon of the older form: `PulseSecure:`. */
function tagOf(appName: string): string {
  return appName.endsWith(":") ? appName.slice(0, -1) : appName;
}

/** Behind a stamp: a host, where a relay puts its own before it two, or a colon where there is none. */
function readHosts(text: string, from: number): { at: number; host: string | null } {
  let at = from;
  if (matchAt(LONE_COLON, text, at) !== null) return { at: LONE_COLON.lastIndex, host: null };
  if (isAfterHosts(text, at)) return { at, host: null };
  const first = matchAt(HOST, text, at);
  if (first === null) return { at, host: null };
  at = HOST.lastIndex;
  if (isAfterHosts(text, at)) return { at, host: first[1] ?? null };
  const second = matchAt(HOST, text, at);
  // Without the device's own name behind it, it is anybody's text.
  if (second !== null && PULSE_TAG.test(text.slice(HOST.lastIndex, HOST.lastIndex + 12))) {
    return { at: HOST.lastIndex, host: second[1] ?? null };
  }
  return { at, host: first[1] ?? null };
}

const PULSE_TAG = /^(?:PulseSecure|Juniper|Neoteris):/;

function isAfterHosts(text: string, at: number): boolean {
  return matchAt(TAG, text, at) !== null || matchAt(RECORD, text, at) !== null;
}

/** Takes the syslog headers off a tidy text. Linear, never throws. */
export function readHeaders(text: string): Headers {
  let pri: number | null = null;
  let host: string | null = null;
  let tag: string | null = null;
  let offset: string | null = null;
  let at = skipBlanks(text, 0);
  if (text.charCodeAt(at) !== 0x3c && matchAt(OCTET_COUNT, text, at) !== null) {
    at = OCTET_COUNT.lastIndex;
  }
  for (let peeled = 0; peeled < MOST_HEADERS; peeled++) {
    if (text.charCodeAt(at) === 0x3c) {
      const found = matchAt(PRI, text, at);
      if (found === null) break;
      pri = Number(found[1]);
      at = skipBlanks(text, PRI.lastIndex);
    }
    const exported = hasHyphen(text, at) ? matchAt(KIWI, text, at) : null;
    if (exported !== null) {
      host = exported[1] ?? host;
      at = KIWI.lastIndex;
    }
    if (matchAt(RECORD, text, at) !== null) break;

    const modern = text.charCodeAt(at) === 0x31 ? matchAt(RFC5424, text, at) : null;
    if (modern !== null) {
      offset = modern[2] ?? offset;
      if (modern[3] !== "-") host = modern[3] ?? host;
      tag = tagOf(modern[4] ?? "");
      at = RFC5424.lastIndex;
      if (matchAt(STRUCTURED_DATA, text, at) !== null) at = STRUCTURED_DATA.lastIndex;
      at = skipBlanks(text, at);
      if (tag !== "-") break;
      tag = null;
      continue;
    }

    const start = exported === null ? at : -1;
    let stamp = matchAt(STAMP, text, at);
    if (stamp === null) {
      // Some relays put their own name before the stamp.
      const name = matchAt(HOST, text, at);
      if (name !== null) stamp = matchAt(STAMP, text, HOST.lastIndex);
    }
    if (stamp !== null) {
      offset = stamp[1] ?? offset;
      at = STAMP.lastIndex;
      const hosts = readHosts(text, at);
      host = hosts.host ?? host;
      at = hosts.at;
    }
    const program = matchAt(TAG, text, at);
    if (program !== null) {
      tag = program[1] ?? tag;
      at = TAG.lastIndex;
    }
    at = skipBlanks(text, at);
    if (at === start && skipRemains(text, at) === at) break;
    // As with RFC 5424: after a program's name comes what it wrote, and what looks like another
    // header there is its text, save for the parts of RFC 5424 that an older relay left in place.
    if (program !== null) {
      at = skipRemains(text, at);
      break;
    }
    const remains = skipRemains(text, at);
    if (remains !== at) {
      at = remains;
      break;
    }
  }
  return { at, pri, host, tag, offset };
}
