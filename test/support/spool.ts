import { readStatuses } from "../../src/shipper/ended.js";
import type { InstanceStatus } from "../../src/shipper/status-file.js";
import type { Workplace } from "./workplace.js";

/** The status files in this spool: of running instances, and of ended ones until they are put together. */
export function statuses({ spoolDir }: Workplace): readonly InstanceStatus[] {
  return readStatuses(spoolDir).instances;
}

/** Lines that all instances together have acknowledged. */
export function acknowledged({ spoolDir }: Workplace): number {
  const { ended, instances } = readStatuses(spoolDir);
  return instances.reduce((sum, { received }) => sum + received, ended.received);
}
