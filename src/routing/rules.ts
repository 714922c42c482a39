import { type Cidr, contains, parseCidr } from "./cidr.js";

/**
 * Which records a route takes: all conditions that are given must hold, each by one of its values. They
 * look only at what the device or rsyslog writes, never at what somebody types at a login page.
 */
export interface RouteMatch {
  /** Addresses the message came from, as rsyslog saw it (a relay's, where there is one). */
  readonly source: readonly string[];
  /** Host names or addresses in the syslog header. */
  readonly host: readonly string[];
  /** Values of vpn=, the node's name. */
  readonly vpn: readonly string[];
  /** Values of fw=, the node's address. */
  readonly fw: readonly string[];
}

export interface RouteRule {
  readonly name: string;
  readonly match: RouteMatch;
}

/** Something wrong with rule number `rule` (from 0), perhaps with one of its keys. */
export interface RouteProblem {
  readonly rule: number;
  readonly key?: keyof RouteMatch | "name" | "match";
  readonly say: string;
}

const CONDITIONS = ["source", "host", "vpn", "fw"] as const;

/** Mistakes that make a rule useless or ambiguous. */
export function findErrors(rules: readonly RouteRule[]): RouteProblem[] {
  return rules.flatMap((rule, index) => {
    const problems: RouteProblem[] = [];
    const earlier = rules.slice(0, index);
    if (earlier.some(({ name }) => name === rule.name)) {
      problems.push({
        rule: index,
        key: "name",
        say: `there is a route named ${rule.name} already`,
      });
    }
    if (isEmpty(rule.match)) {
      problems.push({
        rule: index,
        key: "match",
        say: "give at least one of source, host, vpn, fw",
      });
    }
    for (const text of rule.match.source) {
      if (parseCidr(text) === undefined) {
        problems.push({
          rule: index,
          key: "source",
          say: `${text} is no address and no block such as 192.0.2.0/24`,
        });
      }
    }
    if (problems.length > 0) return problems;
    const hiding = earlier.find(
      (other) => !isEmpty(other.match) && covers(other.match, rule.match),
    );
    return hiding
      ? [
          {
            rule: index,
            say: `is never reached: route ${hiding.name} before it takes everything it would`,
          },
        ]
      : [];
  });
}

/** Things that may be meant but should be looked at: blocks of addresses of which the order hides a part. */
export function findWarnings(rules: readonly RouteRule[]): string[] {
  return rules.flatMap((rule, index) =>
    rules.slice(0, index).flatMap((earlier) => {
      if (!onlySource(earlier.match)) return [];
      const hidden = blocks(rule.match).filter((inner) =>
        blocks(earlier.match).some((outer) => contains(outer, inner)),
      );
      return hidden.map(
        ({ text }) =>
          `route ${rule.name}: ${text} is never seen there, because route ${earlier.name} before it takes those addresses`,
      );
    }),
  );
}

function isEmpty(match: RouteMatch): boolean {
  return CONDITIONS.every((condition) => match[condition].length === 0);
}

function onlySource({ host, vpn, fw }: RouteMatch): boolean {
  return host.length === 0 && vpn.length === 0 && fw.length === 0;
}

function blocks({ source }: RouteMatch): Cidr[] {
  return source.map(parseCidr).filter((block) => block !== undefined);
}

/** True when every record that `inner` takes is taken by `outer`. */
function covers(outer: RouteMatch, inner: RouteMatch): boolean {
  return CONDITIONS.every((condition) => {
    if (outer[condition].length === 0) return true;
    if (inner[condition].length === 0) return false;
    if (condition === "source") {
      return blocks(inner).every((small) => blocks(outer).some((large) => contains(large, small)));
    }
    return inner[condition].every((value) => outer[condition].includes(value));
  });
}
