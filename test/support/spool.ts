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

/** The lines in the journals of all instances, shipped or not, as bytes (latin1). */
export function journalLines({ spoolDir }: Workplace): string[] {
  const journal = join(spoolDir, "journal");
  return readdirSync(journal)
    .flatMap((owner) => readdirSync(join(journal, owner)).map((name) => join(journal, owner, name)))
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => readFileSync(file, "latin1").split("\n").slice(0, -1));
}
