import { gzipSync } from "node:zlib";
import { type Dispatcher, request } from "undici";

export interface PostOptions {
  headers?: Record<string, string>;
  gzip?: boolean;
  dispatcher?: Dispatcher;
}

/** An answer; `json` is `undefined` if the body is not JSON. */
export interface PostAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests compare it with what it should be
  json: any;
}

/** POSTs a body: a string or bytes as they are, anything else as JSON. */
export async function post(
  url: string,
  body: unknown,
  { headers = {}, gzip = false, dispatcher }: PostOptions = {},
): Promise<PostAnswer> {
  const raw = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const response = await request(url, {
    method: "POST",
    headers: { ...headers, ...(gzip && { "Content-Encoding": "gzip" }) },
    body: gzip ? gzipSync(raw) : raw,
    ...(dispatcher && { dispatcher }),
  });
  const text = await response.body.text();
  return { status: response.statusCode, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
