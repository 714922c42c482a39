import { validateHeaderName, validateHeaderValue } from "node:http";
import * as v from "valibot";
import type { SentEvent } from "./endpoints.js";
import { seededRandom } from "./seeded-random.js";

const headers = v.pipe(
  v.record(v.string(), v.string()),
  v.check((pairs) => Object.entries(pairs).every(isHeader), "HTTP does not allow such a header"),
);
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const notNegative = v.pipe(v.number(), v.integer(), v.minValue(0));
const yes = v.literal(true);

/** Every kind of fault, under the member that tells it from the others. */
const FAULTS = {
  /** Answers so, and takes no event. */
  status: v.strictObject({
    status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    headers: v.exactOptional(headers),
    body: v.exactOptional(v.string()),
  }),
  /** Takes the events, then waits so many milliseconds with the normal answer. */
  delayMs: v.strictObject({ delayMs: notNegative }),
  /** Takes no event and never answers. */
  hang: v.strictObject({ hang: yes }),
  /**
   * Resets the TCP connection: `before` as soon as the request's headers are there, `body` in the
   * middle of its body, `after` when its events are taken and stored, instead of the answer.
   */
  cut: v.strictObject({ cut: v.picklist(["before", "body", "after"]) }),
  /** Answers normally, but one byte of the body a second. */
  drip: v.strictObject({ drip: yes }),
  /** Takes all events, and leaves so many ids out of the answer. */
  fewerIds: v.strictObject({ fewerIds: positive }),
  /** Takes the events, and answers 200 with a body that is not JSON. */
  brokenBody: v.strictObject({ brokenBody: yes }),
  /** Takes no event and redirects there: 307, with which a client sends body and key again. */
  redirect: v.strictObject({
    redirect: v.pipe(
      v.string(),
      v.check((url) => isHeader(["Location", url]), "it does not fit into a Location header"),
    ),
  }),
} as const;

export type Fault = {
  [K in keyof typeof FAULTS]: v.InferOutput<(typeof FAULTS)[K]>;
}[keyof typeof FAULTS];

const matchSchema = v.strictObject({
  /** Some event contains this text. */
  containing: v.exactOptional(v.string()),
  /** The request has more events than this. */
  eventsOver: v.exactOptional(notNegative),
  /** The request body has more bytes than this after decompression. */
  bytesOver: v.exactOptional(notNegative),
  /** Some event is sent with this key. */
  key: v.exactOptional(v.string()),
});

const ruleSchema = v.strictObject({
  fault: v.looseObject({}),
  requests: v.exactOptional(positive),
  share: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  match: v.exactOptional(matchSchema),
});

/** A fault, and the requests it befalls: those for which everything told applies. */
export interface FaultRule {
  fault: Fault;
  /** How many requests at most; all if left out. */
  requests?: number;
  /** The share of requests, 0 to 1, drawn by a seeded generator; all if left out. */
  share?: number;
  match?: v.InferOutput<typeof matchSchema>;
}

/** A fault rule that cannot be used. The message says why, and what would do. */
export class FaultRuleError extends Error {
  override readonly name = "FaultRuleError";
}

/**
 * Checks a fault rule from outside.
 *
 * @throws FaultRuleError
 */
export function parseFaultRule(value: unknown): FaultRule {
  const { fault: loose, ...rest } = parse(ruleSchema, value, "The fault rule");
  const kinds = Object.keys(FAULTS).filter((name) => Object.hasOwn(loose, name));
  const kind = kinds[0] as keyof typeof FAULTS | undefined;
  if (kind === undefined || kinds.length > 1) {
    const known = Object.keys(FAULTS).join(", ");
    throw new FaultRuleError(`The member fault should have exactly one of: ${known}.`);
  }
  const fault: Fault = parse(FAULTS[kind], loose, "The member fault");
  if (rest.match !== undefined && "cut" in fault && fault.cut !== "after") {
    throw new FaultRuleError(
      `cut "${fault.cut}" happens before the body is known, so it cannot have a match: ` +
        'leave match out, or use cut "after".',
    );
  }
  return { fault, ...rest };
}

/**
 * Checks a fault rule from outside, as JSON text.
 *
 * @throws FaultRuleError
 */
export function parseFaultRuleJson(text: string): FaultRule {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FaultRuleError(
      `The fault rule is not valid JSON (${(error as Error).message}). ` +
        'It should look like {"fault":{"status":503},"requests":2}.',
    );
  }
  return parseFaultRule(value);
}

/** What a rule's match can ask about a request. */
export interface RequestFacts {
  /** The events read from it; none if it could not be understood. */
  events: readonly SentEvent[];
  /** Bytes of its body after decompression. */
  bytes: number;
}

/** The rules in force, in the order in which they were installed. */
export class Faults {
  #rules: InstalledRule[] = [];
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  add(rule: FaultRule): void {
    this.#rules.push(new InstalledRule(rule, this.#random));
  }

  clear(): void {
    this.#rules = [];
  }

  /** Begins to look for the first rule that applies to a request. */
  search(): FaultSearch {
    this.#rules = this.#rules.filter((rule) => !rule.spent);
    return new FaultSearch(this.#rules);
  }
}

/**
 * The search for one request's fault. It goes as far as what is known of the request allows, and
 * continues from there once more is known: cuts have to be decided before the body is there, while
 * a match has to see it, and yet the first rule that applies should be the one.
 */
export class FaultSearch {
  readonly #rules: readonly InstalledRule[];
  #next = 0;

  constructor(rules: readonly InstalledRule[]) {
    this.#rules = [...rules];
  }

  /**
   * The first rule's fault that applies, if it can be told already.
   *
   * @param facts leave out while the body is not known
   */
  advance(facts?: RequestFacts): Fault | undefined {
    for (let rule = this.#rules[this.#next]; rule; rule = this.#rules[this.#next]) {
      if (facts === undefined && rule.needsBody) return undefined;
      this.#next++;
      if (rule.take(facts)) return rule.fault;
    }
    return undefined;
  }
}

class InstalledRule {
  readonly fault: Fault;
  readonly needsBody: boolean;
  readonly #rule: FaultRule;
  readonly #random: () => number;
  #left: number;

  constructor(rule: FaultRule, random: () => number) {
    this.fault = rule.fault;
    this.needsBody = rule.match !== undefined;
    this.#rule = rule;
    this.#random = random;
    this.#left = rule.requests ?? Number.POSITIVE_INFINITY;
  }

  get spent(): boolean {
    return this.#left === 0;
  }

  /** Whether the rule applies to this request; if so, that is one request fewer for it. */
  take(facts: RequestFacts | undefined): boolean {
    const { match, share } = this.#rule;
    if (this.spent) return false;
    if (match !== undefined && !(facts && matches(match, facts))) return false;
    if (share !== undefined && this.#random() >= share) return false;
    this.#left--;
    return true;
  }
}

function matches(match: NonNullable<FaultRule["match"]>, facts: RequestFacts): boolean {
  const { containing, eventsOver, bytesOver, key } = match;
  const { events, bytes } = facts;
  if (eventsOver !== undefined && events.length <= eventsOver) return false;
  if (bytesOver !== undefined && bytes <= bytesOver) return false;
  if (key !== undefined && !events.some((sent) => sent.key === key)) return false;
  return containing === undefined || events.some(({ event }) => event.includes(containing));
}

function isHeader([name, value]: [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function parse<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  what: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new FaultRuleError(`${what} is wrong${path ? ` at ${path}` : ""}: ${issue.message}.`);
}
