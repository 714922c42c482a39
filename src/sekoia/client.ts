import { readFileSync } from "node:fs";
import type { Dispatcher, request } from "undici";
import { meaningOf } from "./answers.js";
import { compress } from "./compress.js";
import { RequestBody } from "./request.js";
import { withoutKey } from "./secret.js";
import { stranger } from "./stranger.js";
import { explain, type Way } from "./trouble.js";

/** An event_id is a UUID in quotes with a comma; this is enough for any batch we send. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** What is kept of an answer's body, to be shown to people. */
const EXCERPT_CHARACTERS = 500;

export interface IntakeSettings {
  /** Base URL of the intake, as in regions.ts. */
  readonly url: string;
  readonly key: string;
  /** Milliseconds for a whole request, answer included. */
  readonly timeoutMs: number;
  /** Connections at the most. */
  readonly connections: number;
  /** URL of an HTTP proxy; without one the usual *_PROXY variables decide. NO_PROXY counts in both cases. */
  readonly proxy?: string;
  /** PEM file with authorities to trust beside the well-known ones. */
  readonly caFile?: string;
}

/** What became of a request. */
export type Outcome =
  | {
      readonly action: "accepted";
      /** Something about the answer was odd, in words; the events count as taken. */
      readonly warning?: string;
      /** Events sent but not confirmed by an event_id. */
      readonly unconfirmed: number;
      /** Bytes of the request's body as they went out, compressed. */
      readonly sentBytes: number;
    }
  | {
      readonly action: "retry" | "operator" | "split";
      /** For people: a sentence that says what is wrong and how to mend it. Never holds the key. */
      readonly reason: string;
      /** HTTP status, when there was an answer. */
      readonly status?: number;
      /** The first characters of the answer's body. */
      readonly excerpt: string;
      /** How long the intake asks us to wait, in milliseconds. */
      readonly retryAfterMs?: number;
    };

/** Sends events to one intake. Never rejects: whatever happens is an Outcome. */
export class IntakeClient {
  readonly #settings: IntakeSettings;
  readonly #url: string;
  readonly #way: Way;
  /** Authorities to trust beside the well-known ones, PEM. */
  readonly #ca: string | undefined;
  #connected: Promise<Connection> | undefined;

  /** Throws when the CA file cannot be read. */
  constructor(settings: IntakeSettings) {
    this.#settings = settings;
    this.#url = `${settings.url.replace(/\/+$/, "")}/array`;
    this.#way = { intake: new URL(this.#url), proxy: proxyOf(settings.proxy) };
    if (settings.caFile !== undefined) this.#ca = readFileSync(settings.caFile, "utf8");
  }

  /** A body for a request of this client's, with its key. */
  newBody(): RequestBody {
    return new RequestBody(this.#settings.key);
  }

  /** Whether a body has this client's key. */
  suits(body: RequestBody): boolean {
    return body.isFor(this.#settings.key);
  }

  /** Posts a body that suits. It must not be changed meanwhile. */
  async send(events: RequestBody): Promise<Outcome> {
    const { key, timeoutMs } = this.#settings;
    // undici's own time-outs begin anew with every byte; this one covers an answer that drips.
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const body = await compress(events.whole());
      const { statusCode, headers, body: answer } = await this.#post(body, abort.signal);
      const text = await readAtMost(answer, MAX_ANSWER_BYTES);
      const { action, meaning } = meaningOf(statusCode);
      // An answer that quotes our request must not carry the key into logs and dead letters.
      const excerpt = withoutKey(text, key).slice(0, EXCERPT_CHARACTERS);
      if (action === "accepted") {
        const answer = parseJson(text);
        if (answer) {
          return { action, sentBytes: body.length, ...countIds(answer.value, events.count) };
        }
        const reason = `${withoutKey(stranger(headers, excerpt), key)} (${statusCode})`;
        return { action: "operator", status: statusCode, reason, excerpt };
      }
      const retryAfterMs = parseRetryAfter(headers);
      return {
        action,
        status: statusCode,
        reason: `${meaning} (${statusCode})`,
        excerpt,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      };
    } catch (error) {
      const trouble = abort.signal.aborted
        ? {
            action: "retry" as const,
            reason: `${this.#way.intake.host} did not answer within http.timeout`,
          }
        : explain(error, this.#way);
      return { ...trouble, excerpt: "" };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes the connections once the requests under way have their answers. */
  async finish(): Promise<void> {
    await (await this.#toEnd())?.dispatcher.close();
  }

  /** Cuts all connections; requests under way come back as Outcomes to retry. */
  async destroy(): Promise<void> {
    await (await this.#toEnd())?.dispatcher.destroy();
  }

  /** What there is to end, set up if need be: nothing may be sent afterwards. Undefined where that failed. */
  async #toEnd(): Promise<Connection | undefined> {
    try {
      return await this.#connection();
    } catch {
      // Whoever sends is told why.
      return undefined;
    }
  }

  #connection(): Promise<Connection> {
    this.#connected ??= connect(this.#settings, this.#ca);
    return this.#connected;
  }

  async #post(body: Buffer, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { request, dispatcher } = await this.#connection();
    return request(this.#url, {
      dispatcher,
      method: "POST",
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
      body,
      signal,
    });
  }
}

interface Connection {
  readonly request: typeof request;
  readonly dispatcher: Dispatcher;
}

/**
 * Loads undici and TLS and sets them up. That takes longer than anything else at the start, and rsyslog waits
 * for the first OK; so it is done when the first batch is there.
 */
async function connect(
  { timeoutMs, connections, proxy }: IntakeSettings,
  ca: string | undefined,
): Promise<Connection> {
  const { EnvHttpProxyAgent, request } = await import("undici");
  const { rootCertificates } = await import("node:tls");
  // Said outright: NODE_TLS_REJECT_UNAUTHORIZED=0 in rsyslogd's environment counts where it is not.
  const tls = {
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
  };
  const dispatcher = new EnvHttpProxyAgent({
    connections,
    pipelining: 1,
    connect: { ...tls, timeout: Math.min(timeoutMs, 10_000) },
    requestTls: tls,
    proxyTls: tls,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    ...(proxy === undefined ? {} : { httpProxy: proxy, httpsProxy: proxy }),
  });
  return { request, dispatcher };
}

/** What the answer's body says, where it is JSON; undefined otherwise. */
function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/**
 * Compares the event_ids of a 2xx with the number of events sent. An answer without them comes from Sekoia all the
 * same where it is JSON.
 */
function countIds(answer: unknown, sent: number): { warning?: string; unconfirmed: number } {
  const ids = (answer as { event_ids?: unknown } | null)?.event_ids;
  if (!Array.isArray(ids)) {
    return {
      unconfirmed: 0,
      warning: "the intake accepted the events, but its answer holds no event_ids",
    };
  }
  const unconfirmed = Math.max(0, sent - ids.length);
  if (unconfirmed === 0) return { unconfirmed };
  return {
    unconfirmed,
    warning: `the intake accepted ${sent} events but gave only ${ids.length} event_ids`,
  };
}

/**
 * Milliseconds that a Retry-After header asks for: seconds or a date (RFC 9110, 10.2.3). A date is measured
 * against the answer's own Date, so that it does not matter whether our clock is right.
 */
function parseRetryAfter(headers: Dispatcher.ResponseData["headers"]): number | undefined {
  const value = single(headers["retry-after"])?.trim();
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(single(headers.date) ?? "");
  return Math.max(0, until - (Number.isNaN(sent) ? Date.now() : sent));
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** The proxy in force where NO_PROXY does not take the intake out, to be named in messages. */
function proxyOf(setting: string | undefined): URL | undefined {
  const { https_proxy, HTTPS_PROXY, http_proxy, HTTP_PROXY } = process.env;
  const proxy = setting ?? https_proxy ?? HTTPS_PROXY ?? http_proxy ?? HTTP_PROXY;
  return proxy !== undefined && URL.canParse(proxy) ? new URL(proxy) : undefined;
}

/** The body as text, cut at `limit` bytes; the rest is not read. */
async function readAtMost(body: Dispatcher.ResponseData["body"], limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > limit) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}
