import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Workplace } from "./workplace.js";

/** A route in YAML's flow form that takes what node `vpn` sends. Its key lies in a file of the workplace. */
export function routeFor(
  workplace: Workplace,
  name: string,
  vpn: string,
  url: string,
  key: string,
): string {
  const keyFile = join(workplace.dir, `${name}.key`);
  writeFileSync(keyFile, key, { mode: 0o600 });
  return `{name: ${name}, match: {vpn: ${vpn}}, url: "${url}", key_file: "${keyFile}"}`;
}
