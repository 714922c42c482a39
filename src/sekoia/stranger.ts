import type { Dispatcher } from "undici";

const MOST_CHARACTERS = 80;

/**
 * Who answered 2xx without JSON, in words for the operator: not Sekoia, but somebody in between, such as a proxy with
 * a page that says why it blocks us. Whoever it is chose the words, so they are cut and hold nothing that moves a
 * terminal's cursor.
 */
export function stranger(headers: Dispatcher.ResponseData["headers"], body: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(body)?.[1];
  const signs = [
    title && `page "${plain(title)}"`,
    headers.server && `Server: ${plain(String(headers.server))}`,
    headers.via && `Via: ${plain(String(headers.via))}`,
  ].filter(Boolean);
  const who = signs.length === 0 ? "" : ` (${signs.join(", ")})`;
  return `something between us and Sekoia answers in its place${who}. Let the way to the intake through, or correct http.proxy`;
}

function plain(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{N}\p{P}\p{S}]+/gu, " ")
    .trim()
    .slice(0, MOST_CHARACTERS);
}
