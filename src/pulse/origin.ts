/**
 * Is a WELF record Pulse's? Several vendors write `id=firewall time=…`, and a concentrator has
 * them side by side.
 *
 * Only the head decides, which outsiders do not write (see welf.ts): someone who types ` startime=`
 * at Pulse's login page must not have his login set aside as a firewall's, and nobody may get a
 * firewall's record into the Pulse intake by typing ` vpn=` there.
 */
import type { Head, Msg } from "./welf.js";
import { welfFields } from "./welf-fields.js";

/** The programs that a Pulse device names in its syslog header. */
export function isPulseTag(tag: string | null): boolean {
  return tag === "PulseSecure" || tag === "Juniper" || tag === "Neoteris";
}

/** Why a WELF record is another vendor's; null for one of Pulse's. */
export function foreignSign(
  record: string,
  head: Head,
  msg: Msg,
  tag: string | null,
): string | null {
  if (head.foreign !== null) return `it has ${head.foreign}`;
  if (head.id === "firewall" && head.vpn !== null) return null;
  if (head.id === "") return "it has no id=firewall";
  // Cut before vpn=, or a version with other keys in front: the device named itself.
  if (isPulseTag(tag)) return null;
  // Keys in an order no version is known to use. Then what Pulse alone writes has to be there, in a
  // record that can be read in one way only.
  if (msg.certain && msg.onlyOne) {
    const fields = welfFields(record, head, msg);
    if (["vpn", "realm", "roles"].every((key) => Object.hasOwn(fields, key))) return null;
  }
  return "it has no vpn=";
}
