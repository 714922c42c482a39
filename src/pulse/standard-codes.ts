/**
 * The Standard format has no event code: this finds the code that the same device writes in WELF. First in the
 * table below, then in the list of all of a device's texts (text-list.ts).
 *
 * A text is in the table where public material shows it with its code, or where it shows the text
 * and the device's own list of messages has one message of that name only. Sources: the test events
 * of Sekoia's Pulse Connect Secure parser [S], the event list of uSIEM's PulseSecure parser [U],
 * the parsers of Exabeam's content library [E], Ivanti's error message reference [I], and the list
 * of message names and codes published with the Ivanti Connect Secure logs parser [N], its texts
 * taken from the test logs of Elastic's pulse_connect_secure integration and from published logs.
 *
 * Texts are matched from their very start and, where they begin with words that are common, to
 * their end: part of a text is typed by outsiders.
 */

import { listedCode } from "./text-list.js";
import { codeAt } from "./welf.js";

/** What stands for a text that is not in the table. The device has no such code. */
export const UNKNOWN_TEXT = "STD00000";

interface Entry {
  readonly code: string;
  /** The code of the same text when it is about an administrator. */
  readonly admin?: string;
  readonly text: RegExp;
}

const ENTRIES: readonly Entry[] = [
  // Signing in and out
  {
    code: "AUT24326",
    admin: "AUT30684",
    text: /^(?:Primary|Secondary) authentication successful for /,
  }, // S U N
  {
    code: "AUT24327",
    admin: "AUT30685",
    text: /^(?:Primary|Secondary) authentication failed for /,
  }, // U E N
  // Older versions do not name the client.
  {
    code: "AUT22670",
    admin: "ADM22668",
    text: /^Login succeeded for .* from [\da-fA-F.:]+\.?$/,
  }, // U
  { code: "AUT31504", admin: "ADM22668", text: /^Login succeeded for / }, // U
  { code: "AUT24414", text: /^Agent login succeeded for / }, // S
  { code: "AUT23457", admin: "AUT23458", text: /^Login failed using auth server / }, // S U I N
  {
    code: "AUT22673",
    admin: "ADM22671",
    text: /^Logout from [\da-fA-F.:]+(?: \(session:\w*\))?\.?$/,
  }, // U
  {
    code: "AUT23278",
    admin: "AUT30616",
    text: /^(?:[A-Z]\w+ ){1,3}realm restrictions successfully passed for /,
  }, // S N
  {
    code: "AUT23277",
    admin: "AUT30615",
    text: /^(?:Testing )?(?:[A-Z]\w+ ){1,3}realm restrictions failed for /,
  }, // U
  {
    code: "AUT20919",
    admin: "ADM22896",
    text: /^Remote address for user .* changed from [\da-fA-F.:]+ to [\da-fA-F.:]+\.?$/,
  }, // N
  // Sessions
  { code: "AUT32033", text: /^Session created for user: \[/ }, // S
  {
    code: "AUT31829",
    admin: "ADM31931",
    text: /^Session:\[.* deleted\. Bandwidth consumed \[\d*\] bytes$/,
  }, // N
  {
    code: "AUT22886",
    admin: "ADM20664",
    text: /^Session timed out for .* Idle session identified during routine system scan\.$/,
  }, // U N
  { code: "AUT20914", admin: "ADM22818", text: /^Max session timeout for / }, // N
  { code: "EAM24460", text: /^Session resumed from user agent '/ }, // N
  { code: "AUT20920", text: /^Connection from IP [\da-fA-F.:]+ not authenticated yet \(URL=/ }, // S
  { code: "AUT31556", text: /^Unauthenticated request url / }, // S
  { code: "AUT24604", text: /^SSL negotiation failed while client at source IP / }, // S
  // Host Checker
  { code: "AUT24803", text: /^Host Checker policy '.*' passed on host '/ }, // S U
  { code: "AUT24804", text: /^Host Checker policy '.*' failed on host '/ }, // S
  { code: "AUT31984", text: /^Host Checker Compliance Result - \[/ }, // N
  // VPN tunnels
  { code: "NWC23464", text: /^VPN Tunneling: Session started for user\b/ }, // S N
  { code: "NWC23465", text: /^VPN Tunneling: Session ended for user\b/ }, // E N
  {
    code: "NWC30477",
    text: /^VPN Tunneling: User with IP [\da-fA-F.:]+ connected with \w+ transport mode\./,
  }, // S N
  { code: "ERR24670", text: /^VPN Tunneling: ACL count = \d+/ }, // N
  { code: "ERR31271", text: /^VPN Tunneling: Optimized ACL count = \d+/ }, // N
  { code: "NWC23508", text: /^Key Exchange number \d+ occurred for user with NCIP / }, // S
  { code: "NWC24328", text: /^Transport mode switched over to SSL for user with NCIP / }, // N
  { code: "AUT32051", text: /^Established connection with type: \[/ }, // S
  {
    code: "NWC30993",
    text: /^Closed connection to [\da-fA-F.:]+ after \d+ seconds, with \d+ bytes read and \d+ bytes written ?$/,
  }, // N
  { code: "NWC32001", text: /^:Client connection done for / }, // N
  { code: "NWC32185", text: /^Closing the connection as web sent handleEndConnection request/ }, // N
  { code: "AGU30457", text: /^Starting dsagentd session\b/ }, // N
  { code: "AGU30458", text: /^Ending dsagentd session\b/ }, // N
  // Web
  { code: "WEB20174", text: /^WebRequest completed, / }, // published WELF log, N
  // Administration and system
  { code: "ADM20716", text: /^User Accounts modified\. Added / }, // U N
  { code: "ADM22862", text: /^User Accounts modified\. Removed username / }, // N
  { code: "LIC30499", text: /^Leased \d+ units of '/ }, // S
  { code: "SYS20704", text: /^Sending \w+ \[.*\] SNMP trap to / }, // S
  { code: "SYS31231", text: /^Successfully executed '/ }, // S
  { code: "SYS31437", text: /^Successful syslog connection to peer: '/ }, // S
  { code: "SYS32083", text: /^LMDB shards usage stats shard: / }, // S
  { code: "SYS32087", text: /^Integrity Checker Tool: Periodic Scan Started!?$/ }, // N
  { code: "SYS32088", text: /^Integrity Checker Tool: Periodic Scan Finished!?$/ }, // N
];

/** Entries by the first letter of their texts; the one that begins with any word is in all. */
const BY_LETTER = new Map<string, Entry[]>();
for (const entry of ENTRIES) {
  const source = entry.text.source.slice(1);
  const letters = source.startsWith("(?:Primary|Secondary)")
    ? ["P", "S"]
    : source.startsWith("(?:[A-Z]")
      ? [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
      : [source.charAt(0)];
  for (const letter of letters) {
    BY_LETTER.set(letter, [...(BY_LETTER.get(letter) ?? []), entry]);
  }
}

/** Whether a session is an administrator's: by one of the device's own roles for them, or by their realm. */
export function isAdministrator(realm: string, roles: string): boolean {
  return roles.startsWith(".") || roles.includes(", .") || realm === "Admin Users";
}

/**
 * The code that goes with a text.
 * @param administrator whether the session is an administrator's: some texts are the same for users and
 *   administrators, their codes are not
 */
export function codeOf(text: string, administrator: boolean): string {
  for (const entry of BY_LETTER.get(text.charAt(0)) ?? []) {
    if (entry.text.test(text)) return (administrator && entry.admin) || entry.code;
  }
  return listedCode(text, administrator) ?? UNKNOWN_TEXT;
}

/** The code that a text begins with, as some of the device's do; null where it has none. */
export function ownCode(text: string): string | null {
  return codeAt(text, 0);
}
