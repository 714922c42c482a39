import type * as v from "valibot";
import { findDeviceErrors } from "../routing/devices.js";
import { findErrors } from "../routing/rules.js";
import { type Parsed, regionNames } from "./schema.js";

/** Something to correct, and where: the keys that lead to it. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly say: string;
}

/** What the schema found, in words for the person who wrote the file. */
export function toMistake(issue: v.BaseIssue<unknown>): Mistake {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  if (issue.type === "strict_object" && issue.expected === "never") {
    return { path, say: "there is no such key; the README lists them all" };
  }
  if (issue.type === "strict_object" && issue.received === "undefined")
    return { path, say: "is missing" };
  if (issue.type === "strict_object")
    return { path, say: "must be a group of keys (key: value, indented)" };
  return { path, say: issue.message };
}

const CLEAR_TEXT = "must begin with https://: the intake key would travel in clear text";

/** The key travels in every request: in clear text it may go to this machine only (trials, tests). */
function isClearText(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Keys of which exactly one is needed, and addresses the key must not be sent to. */
export function intakeMistakes({
  intake: { region, url: own, key, key_file },
  routes,
}: Parsed): Mistake[] {
  const mistakes: Mistake[] = [];
  const say = (name: string, message: string) =>
    mistakes.push({ path: ["intake", ...(name === "" ? [] : [name])], say: message });
  const hasKey = key !== undefined || key_file !== undefined;
  if (region === undefined && own === undefined && (hasKey || routes.length === 0)) {
    say("", `region is missing; give one of ${regionNames.join(", ")}`);
  }
  if (region !== undefined && own !== undefined) say("url", "give either region or url, not both");
  if (own !== undefined && isClearText(own)) say("url", CLEAR_TEXT);
  if (!hasKey && routes.length === 0)
    say("", "key_file is missing: the file that holds the intake key");
  if (key !== undefined && key_file !== undefined)
    say("key", "give either key_file or key, not both");
  return mistakes;
}

/** Devices that cannot be told, and a list of nobody. */
export function deviceMistakes({ devices: { accept, list } }: Parsed): Mistake[] {
  if (accept === "listed" && list.length === 0) {
    return [
      { path: ["devices", "list"], say: "name the devices to accept, or nothing is shipped" },
    ];
  }
  return findDeviceErrors(list).map(({ device, say }) => ({
    path: ["devices", "list", device, "source"],
    say,
  }));
}

/** Routes that cannot work. */
export function routeMistakes({ intake: { region, url: own }, routes }: Parsed): Mistake[] {
  const mistakes: Mistake[] = findErrors(routes).map(({ rule, key, say }) => ({
    path: ["routes", rule, ...(key === undefined ? [] : key === "source" ? ["match", key] : [key])],
    say: `route ${routes[rule]?.name}: ${say}`,
  }));
  for (const [index, { name, region: itsRegion, url: itsUrl }] of routes.entries()) {
    const say = (key: string, message: string) =>
      mistakes.push({ path: ["routes", index, key], say: `route ${name}: ${message}` });
    if (itsRegion !== undefined && itsUrl !== undefined)
      say("url", "give either region or url, not both");
    if (itsUrl !== undefined && isClearText(itsUrl)) say("url", CLEAR_TEXT);
    if ((itsRegion ?? itsUrl ?? region ?? own) === undefined)
      say("name", "region is missing, here and under intake");
  }
  return mistakes;
}
