/**
 * Fields of WELF that Standard does not have, but that its code and text tell: Sekoia takes proto for the
 * event's provider, and the same device writes them so in WELF (published pairs of the same event in both).
 */
import { isAdministrator } from "./standard-codes.js";

/** proto=auth in every published WELF record of these. */
const AUTHENTICATION: ReadonlySet<string> = new Set(
  "AUT20920 AUT22670 AUT22673 AUT22886 AUT23457 AUT24326 AUT24327 AUT24414 AUT24803 AUT24804 AUT31085 AUT31504 AUT32033 AUT32051".split(
    " ",
  ),
);
/** type=vpn for the same reason. */
const ACCESS = /^(?:NWC|USR|WEB|EAM)|^AUT(?:23278|31556)/;
const ADMINISTRATION = /^(?:ADM|SYS|LIC)/;
const SIGNED_IN = /^(?:Agent l|L)ogin succeeded for /;
const WITH = " with ";
const FROM_ADDRESS = / from [\da-fA-F.:]{2,45}$/;
const LONGEST_FROM = 64;

/** The client as the text names it, `… from 198.51.100.7 with CLIENT.`, where that stands once. Linear. */
function clientIn(text: string): string {
  if (!SIGNED_IN.test(text) || !text.endsWith(".")) return "";
  const at = text.indexOf(WITH);
  if (at < 0 || text.indexOf(WITH, at + 1) >= 0) return "";
  if (!FROM_ADDRESS.test(text.slice(Math.max(0, at - LONGEST_FROM), at))) return "";
  return text.slice(at + WITH.length, -1);
}

export interface Implied {
  readonly proto: string;
  readonly type: string;
  readonly agent: string;
}

interface Event {
  readonly code: string;
  readonly text: string;
  readonly realm: string;
  readonly roles: string;
}

/** Empty where nothing tells. */
export function impliedFields({ code, text, realm, roles }: Event): Implied {
  const administrator = ADMINISTRATION.test(code) || isAdministrator(realm, roles);
  const auth = !administrator && AUTHENTICATION.has(code);
  const access = auth || (!administrator && ACCESS.test(code));
  return {
    proto: auth ? "auth" : "",
    type: administrator ? "mgmt" : access ? "vpn" : "",
    agent: clientIn(text),
  };
}
