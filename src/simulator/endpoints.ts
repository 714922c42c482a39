import { requireKey } from "./intake-key.js";
import { Refusal } from "./refusal.js";

/** An event as a request brought it. */
export interface SentEvent {
  key: string;
  /** RFC 3339, as sent; `null` if the request gives none. */
  timestamp: string | null;
  /** The event, exactly as sent. */
  event: string;
}

/** What a request says outside of its body. */
export interface RequestContext {
  /** The key in header, Basic password or query. */
  key: string | null;
  query: URLSearchParams;
}

export interface Endpoint {
  /** The path without the regional prefix, such as `/array`. */
  readonly name: string;
  /** Whether it answers `{"event_id":…}`; else `{"event_ids":[…]}`. */
  readonly single: boolean;
  /**
   * The events in a request's body.
   *
   * @throws Refusal 400 if the body is not of the endpoint's shape, 401 if a key is missing
   */
  readEvents(body: string, context: RequestContext): SentEvent[];
}

/** The prefix of every region but FRA1 (Sekoia's documentation, https/format and regions). */
const REGIONAL_PREFIX = "/api/v1/intake-http";

const KEY_OUTSIDE_BODY =
  "header X-SEKOIAIO-INTAKE-KEY, the HTTP Basic password or query parameter intake_key";

/**
 * The endpoints of Sekoia's documentation, https/format. The JSON endpoints but `/jsons` take the
 * key from the body alone, where the documentation calls it mandatory.
 */
const ENDPOINTS: readonly Endpoint[] = [
  {
    name: "/",
    single: true,
    readEvents(body) {
      const object = asObject(parseJson(body), "The body");
      const key = requireKey(object.intake_key, "member intake_key of the body");
      const timestamp = asTimestamp(object["@timestamp"], "Member @timestamp");
      return [{ key, timestamp, event: asEvent(object.json, "Member json") }];
    },
  },
  {
    name: "/batch",
    single: false,
    readEvents(body) {
      const object = asObject(parseJson(body), "The body");
      const key = requireKey(object.intake_key, "member intake_key of the body");
      return asArray(object.jsons, "Member jsons").map((event, index) => ({
        key,
        timestamp: null,
        event: asEvent(event, `Element ${index} of jsons`),
      }));
    },
  },
  {
    name: "/array",
    single: false,
    readEvents(body) {
      return asArray(parseJson(body), "The body").map((element, index) => {
        const place = `element ${index}`;
        const object = asObject(element, `Array ${place}`);
        return {
          key: requireKey(object.intake_key, `member intake_key of ${place}`),
          timestamp: asTimestamp(object.timestamp, `Member timestamp of ${place}`),
          event: asEvent(object.json, `Member json of ${place}`),
        };
      });
    },
  },
  {
    name: "/jsons",
    single: false,
    readEvents(body, context) {
      const key = requireKey(context.key, KEY_OUTSIDE_BODY);
      const path = context.query.get("path") ?? "$";
      const list = asArray(atPath(parseJson(body), path), `The value at ${path}`);
      return list.map((event, index) => ({
        key,
        timestamp: null,
        event: asEvent(event, `Element ${index}`),
      }));
    },
  },
  {
    name: "/plain",
    single: true,
    readEvents(body, context) {
      const key = requireKey(context.key, KEY_OUTSIDE_BODY);
      if (body === "") throw new Refusal(400, "The body is empty: it should be one event.");
      return [{ key, timestamp: null, event: body }];
    },
  },
  {
    name: "/plain/batch",
    single: false,
    readEvents(body, context) {
      const key = requireKey(context.key, KEY_OUTSIDE_BODY);
      // Only a line feed separates, says the documentation: a carriage return is of the event.
      const lines = body.split("\n").filter((line) => line !== "");
      if (lines.length === 0) {
        throw new Refusal(400, "The body is empty: it should be one event per line.");
      }
      return lines.map((event) => ({ key, timestamp: null, event }));
    },
  },
];

const BY_PATH: ReadonlyMap<string, Endpoint> = new Map([
  ...ENDPOINTS.map((endpoint) => [endpoint.name, endpoint] as const),
  ...ENDPOINTS.map((endpoint) => [REGIONAL_PREFIX + endpoint.name, endpoint] as const),
  ...ENDPOINTS.filter(({ name }) => name === "/").map((root) => [REGIONAL_PREFIX, root] as const),
]);

/** The endpoint at a URL path, with or without the regional prefix; `undefined` if there is none. */
export function endpointAt(path: string): Endpoint | undefined {
  return BY_PATH.get(path);
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * A time as RFC 3339, unchanged; `null` for none.
 *
 * @param what the name of the value, to begin the message with
 * @throws Refusal 400 if it is something else. What Sekoia does then is not public.
 */
export function asTimestamp(value: unknown, what: string): string | null {
  if (value === undefined) return null;
  const valid =
    typeof value === "string" &&
    RFC_3339.test(value) &&
    !Number.isNaN(Date.parse(value.toUpperCase().replace(" ", "T")));
  if (valid) return value;
  throw new Refusal(400, `${what} should be a time such as 2026-11-24T10:21:15Z (RFC 3339).`);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Refusal(400, `The body is not valid JSON: ${(error as Error).message}`);
  }
}

function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Refusal(400, `${what} should be a JSON object.`);
}

/** An empty list is refused: a client that sends one has a mistake that a test should show. */
function asArray(value: unknown, what: string): unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  throw new Refusal(400, `${what} should be a JSON array with at least one element.`);
}

function asEvent(value: unknown, what: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new Refusal(400, `${what} should be a string that is not empty.`);
}

/** The value at a path such as `$.path.to.events`, the only form the documentation shows. */
function atPath(value: unknown, path: string): unknown {
  const [root, ...names] = path.split(".");
  if (root !== "$") {
    throw new Refusal(400, `Query parameter path should look like $.path.to.events, not ${path}.`);
  }
  let found = value;
  for (const name of names) {
    const object = asObject(found, `What lies above ${name} in ${path}`);
    found = Object.hasOwn(object, name) ? object[name] : undefined;
  }
  return found;
}
