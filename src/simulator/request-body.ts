import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { MAX_REQUEST_BYTES } from "./limits.js";
import { Refusal } from "./refusal.js";

const decompress = promisify(gunzip);

/** A request body as it came over the wire, before decompression. */
export interface WireBody {
  /** `null` if it is larger than a request may be. */
  content: Buffer | null;
  /** Bytes of the body on the wire, whether kept or not. */
  bytes: number;
}

/**
 * Reads the body to its end. A body over the limit is read to its end too, without being kept: a
 * server that answers early and closes gives some clients a broken connection instead of the 413.
 *
 * @returns the body, or `undefined` if the client went away before its end
 */
export function receiveBody(request: IncomingMessage): Promise<WireBody | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_REQUEST_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on("end", () => {
      const content = bytes > MAX_REQUEST_BYTES ? null : Buffer.concat(chunks, bytes);
      resolve({ content, bytes });
    });
    request.on("error", () => resolve(undefined));
    request.on("close", () => resolve(undefined));
  });
}

/**
 * Reads until half of the body is there (by Content-Length; without one, until anything is), or
 * the request is over.
 */
export function receiveHalfOfBody(request: IncomingMessage): Promise<void> {
  const half = Number(request.headers["content-length"] ?? 0) / 2;
  return new Promise((resolve) => {
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes >= half) resolve();
    });
    request.on("end", resolve);
    request.on("error", () => resolve());
    request.on("close", resolve);
  });
}

/**
 * Undoes the body's Content-Encoding: gzip, as Sekoia's documentation (https/compression) has it,
 * or none.
 *
 * @throws Refusal 413 if the content is larger than a request may be, 400 if it is not the gzip it
 * claims to be, 415 for another encoding
 */
export async function decodeBody(body: WireBody, encoding: string | undefined): Promise<Buffer> {
  if (body.content === null) throw tooLarge();
  const name = encoding?.trim().toLowerCase() ?? "identity";
  if (name === "identity" || name === "") return body.content;
  if (name !== "gzip") {
    throw new Refusal(415, `Content-Encoding "${encoding}" is not supported: use gzip or none.`);
  }
  try {
    return await decompress(body.content, { maxOutputLength: MAX_REQUEST_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new Refusal(400, "The body is not valid gzip, though Content-Encoding says gzip.");
  }
}

/**
 * The body as text.
 *
 * @throws Refusal 400 if it is not UTF-8. What Sekoia does then is not public; refusing keeps the
 * promise that a stored event is exactly what was sent.
 */
export function bodyText(content: Buffer): string {
  if (!isUtf8(content)) throw new Refusal(400, "The body is not valid UTF-8.");
  return content.toString("utf8");
}

function tooLarge(): Refusal {
  return new Refusal(
    413,
    `The request is larger than ${MAX_REQUEST_BYTES} bytes (after decompression).`,
  );
}
