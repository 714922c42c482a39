import { BlockList } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contains, parseCidr } from "../../../src/routing/cidr.js";
import { type Routable, Router } from "../../../src/routing/router.js";
import {
  findErrors,
  findWarnings,
  type RouteMatch,
  type RouteRule,
} from "../../../src/routing/rules.js";

const NOTHING: RouteMatch = { source: [], host: [], vpn: [], fw: [] };
const rule = (name: string, match: Partial<RouteMatch>): RouteRule => ({
  name,
  match: { ...NOTHING, ...match },
});
const record = (given: Partial<Routable>): Routable => ({
  ip: null,
  host: null,
  vpn: null,
  fw: null,
  ...given,
});

const router = new Router([
  rule("by-vpn", { vpn: ["PCS-A", "PCS-B"] }),
  rule("by-two", { source: ["192.0.2.0/24"], host: ["gate"] }),
  rule("by-source", { source: ["192.0.2.0/24", "2001:db8::/32"] }),
  rule("by-fw", { fw: ["198.51.100.7"] }),
]);

test.each([
  [{ vpn: "PCS-A" }, "by-vpn"],
  [{ vpn: "PCS-B", ip: "192.0.2.1" }, "by-vpn"],
  [{ vpn: "PCS-C" }, undefined],
  [{ ip: "192.0.2.1", host: "gate" }, "by-two"],
  [{ ip: "192.0.2.1", host: "other" }, "by-source"],
  [{ ip: "::ffff:192.0.2.1" }, "by-source"],
  [{ ip: "2001:db8::1" }, "by-source"],
  [{ ip: "2001:db9::1" }, undefined],
  [{ ip: "192.0.3.1" }, undefined],
  [{ fw: "198.51.100.7" }, "by-fw"],
  [{ host: "gate" }, undefined],
  [{ ip: "not an address" }, undefined],
])("%j takes route %s", (given, expected) => {
  // The second answer comes from the cache.
  expect(router.route(record(given))).toBe(expected);
  expect(router.route(record(given))).toBe(expected);
});

const word = fc.constantFrom("a", "b", "c");
const address = fc.constantFrom("192.0.2.1", "192.0.2.200", "198.51.100.1", "2001:db8::1");
const anyMatch = fc.record({
  source: fc.array(
    fc.constantFrom("192.0.2.0/24", "192.0.2.128/25", "198.51.100.1", "2001:db8::/32"),
    {
      maxLength: 2,
    },
  ),
  host: fc.array(word, { maxLength: 2 }),
  vpn: fc.array(word, { maxLength: 2 }),
  fw: fc.array(word, { maxLength: 2 }),
});
const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const anyRecord = fc.record({
  ip: nullable(address),
  host: nullable(word),
  vpn: nullable(word),
  fw: nullable(word),
});

/** Routing as one would say it: the first rule all of whose conditions hold. */
function byTheBook(
  rules: readonly RouteRule[],
  { ip, host, vpn, fw }: Routable,
): string | undefined {
  const isOneOf = (value: string | null, allowed: readonly string[]) =>
    allowed.length === 0 || (value !== null && allowed.includes(value));
  const isInside = (blocks: readonly string[]) => {
    const inner = ip === null ? undefined : parseCidr(ip);
    return (
      blocks.length === 0 ||
      blocks.some((text) => {
        const outer = parseCidr(text);
        return outer && inner && contains(outer, inner);
      })
    );
  };
  return rules.find(
    ({ match }) =>
      isInside(match.source) &&
      isOneOf(host, match.host) &&
      isOneOf(vpn, match.vpn) &&
      isOneOf(fw, match.fw),
  )?.name;
}

test("every record goes to exactly one place: the first rule that takes it, or none", () => {
  fc.assert(
    fc.property(
      fc.array(anyMatch, { maxLength: 6 }),
      fc.array(anyRecord, { minLength: 1, maxLength: 10 }),
      (matches, records) => {
        const rules = matches.map((match, index) => rule(`r${index}`, match));
        const compiled = new Router(rules);
        for (const given of records) expect(compiled.route(given)).toBe(byTheBook(rules, given));
      },
    ),
    { numRuns: 500 },
  );
});

test("a rule called unreachable never takes a record", () => {
  fc.assert(
    fc.property(
      fc.array(anyMatch, { maxLength: 5 }),
      fc.array(anyRecord, { maxLength: 20 }),
      (matches, records) => {
        const rules = matches.map((match, index) => rule(`r${index}`, match));
        const dead = findErrors(rules)
          .filter(({ say }) => say.startsWith("is never reached"))
          .map(({ rule: index }) => `r${index}`);
        for (const given of records) expect(dead).not.toContain(byTheBook(rules, given));
      },
    ),
    { numRuns: 500 },
  );
});

test("mistakes name the rule", () => {
  const problems = findErrors([
    rule("a", { source: ["192.0.2.0/24"] }),
    rule("a", { vpn: ["x"] }),
    rule("b", {}),
    rule("c", { source: ["192.0.2.0/33"] }),
    rule("d", { source: ["192.0.2.5"], host: ["gate"] }),
    rule("e", { source: ["192.0.2.5", "198.51.100.0/24"] }),
  ]);
  expect(problems).toEqual([
    { rule: 1, key: "name", say: "there is a route named a already" },
    { rule: 2, key: "match", say: "give at least one of source, host, vpn, fw" },
    { rule: 3, key: "source", say: "192.0.2.0/33 is no address and no block such as 192.0.2.0/24" },
    { rule: 4, say: "is never reached: route a before it takes everything it would" },
  ]);
});

test("a block that is partly hidden by the order is warned about", () => {
  expect(
    findWarnings([
      rule("large", { source: ["192.0.2.0/24"] }),
      rule("small", { source: ["192.0.2.5", "198.51.100.0/24"] }),
    ]),
  ).toEqual([
    "route small: 192.0.2.5 is never seen there, because route large before it takes those addresses",
  ]);
});

test("blocks of addresses are read as Node reads them", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.ipV6()),
      fc.oneof(fc.ipV4(), fc.ipV6()),
      fc.nat(128),
      (net, ip, length) => {
        const outer = parseCidr(net.includes(":") ? `${net}/${length}` : `${net}/${length % 33}`);
        const inner = parseCidr(ip);
        if (!outer || !inner || outer.family !== inner.family) return;
        const list = new BlockList();
        list.addSubnet(outer.address, outer.prefix, outer.family);
        expect(contains(outer, inner)).toBe(list.check(ip, inner.family));
      },
    ),
    { numRuns: 1000 },
  );
});

test("invented names as long as messages take no memory", () => {
  const router = new Router([{ name: "a", match: { source: [], host: ["h"], vpn: [], fw: [] } }]);
  const before = process.memoryUsage().rss;
  for (let n = 0; n < 10_000; n++) {
    const vpn = `${n}${"x".repeat(30_000)}`;
    expect(router.route({ ip: null, host: "h", vpn, fw: null })).toBe("a");
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20);
});
