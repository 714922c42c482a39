import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.js";

/**
 * The intake key that a request carries outside of its body: header X-SEKOIAIO-INTAKE-KEY, else the
 * password of HTTP Basic authentication, else query parameter intake_key (Sekoia's documentation,
 * https/format).
 */
export function keyOutsideBody(request: IncomingMessage, query: URLSearchParams): string | null {
  const header = request.headers["x-sekoiaio-intake-key"];
  if (typeof header === "string" && header !== "") return header;
  return basicPassword(request.headers.authorization) || query.get("intake_key") || null;
}

/** The password of a `Basic` Authorization header; `null` if there is none. */
function basicPassword(authorization: string | undefined): string | null {
  const credentials = /^basic +(\S+) *$/i.exec(authorization ?? "")?.[1];
  if (credentials === undefined) return null;
  const pair = Buffer.from(credentials, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon < 0 ? null : pair.slice(colon + 1);
}

/**
 * The key, if it can be one at all.
 *
 * @param place where the key is expected, for the message
 * @throws Refusal 401 if it is missing or empty
 */
export function requireKey(key: unknown, place: string): string {
  if (typeof key === "string" && key !== "") return key;
  throw new Refusal(401, `No intake key: it is expected in ${place}.`);
}
