import { type Cidr, contains, parseCidr } from "./cidr.js";
import type { RouteRule } from "./rules.js";

/** What of a record counts for routing; see RouteMatch. */
export interface Routable {
  readonly ip: string | null;
  readonly host: string | null;
  readonly vpn: string | null;
  readonly fw: string | null;
}

/** Decisions kept. A site has as many as it has devices; an attacker who invents names only empties it. */
const MAX_CACHED = 10_000;
/** Characters of a decision's key. Real names are shorter; invented ones may be as long as a message. */
const MAX_KEY = 500;

/** Finds the route of a record: the first whose conditions hold. */
export class Router {
  readonly #rules: readonly { readonly name: string; matches(record: Routable): boolean }[];
  readonly #cache = new Map<string, string | undefined>();

  readonly #reasons: ReadonlyMap<string, string>;

  /** `rules` have no errors (see findErrors). */
  constructor(rules: readonly RouteRule[]) {
    this.#rules = rules.map(compile);
    this.#reasons = new Map(rules.map((rule) => [rule.name, conditionsOf(rule)]));
  }

  /** The route a record takes and why, for people; undefined when none takes it. */
  explain(record: Routable): string | undefined {
    const name = this.route(record);
    return name === undefined ? undefined : `${name}: ${this.#reasons.get(name)}`;
  }

  /** Name of the route, or undefined when none takes the record. The same for the same device, so cached. */
  route(record: Routable): string | undefined {
    if (this.#rules.length === 0) return undefined;
    const key = `${record.ip}\n${record.host}\n${record.vpn}\n${record.fw}`;
    const known = this.#cache.get(key);
    if (known !== undefined || this.#cache.has(key)) return known;
    const found = this.#rules.find((rule) => rule.matches(record))?.name;
    if (key.length > MAX_KEY) return found;
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    this.#cache.set(key, found);
    return found;
  }
}

/** What the rule asks for, in words. */
function conditionsOf({ match }: RouteRule): string {
  return Object.entries(match)
    .filter(([, values]: [string, readonly string[]]) => values.length > 0)
    .map(
      ([condition, values]: [string, readonly string[]]) =>
        `${condition} is ${values.join(" or ")}`,
    )
    .join(", and ");
}

function compile({ name, match }: RouteRule) {
  const blocks = match.source.map(parseCidr).filter((block) => block !== undefined);
  const hosts = new Set(match.host);
  const vpns = new Set(match.vpn);
  const fws = new Set(match.fw);
  return {
    name,
    matches: ({ ip, host, vpn, fw }: Routable): boolean =>
      (match.source.length === 0 || isIn(blocks, ip)) &&
      (hosts.size === 0 || (host !== null && hosts.has(host))) &&
      (vpns.size === 0 || (vpn !== null && vpns.has(vpn))) &&
      (fws.size === 0 || (fw !== null && fws.has(fw))),
  };
}

function isIn(blocks: readonly Cidr[], ip: string | null): boolean {
  // An IPv6 socket names an IPv4 peer ::ffff:192.0.2.1.
  const address = parseCidr(ip?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "");
  return address !== undefined && blocks.some((block) => contains(block, address));
}
