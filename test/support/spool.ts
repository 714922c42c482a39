import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { InstanceStatus } from "../../src/shipper/status-file.js";
import type { Workplace } from "./workplace.js";

/** The status files of all instances that ever ran on this spool. */
export function statuses({ spoolDir }: Workplace): InstanceStatus[] {
  const dir = join(spoolDir, "status");
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(dir, name), "utf8")) as InstanceStatus);
}

/** Lines that all instances together have acknowledged. */
export function acknowledged(workplace: Workplace): number {
  return statuses(workplace).reduce((sum, { received }) => sum + received, 0);
}
