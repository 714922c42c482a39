import { noCounts } from "../../src/status/counters.js";
import type { InstanceStatus } from "../../src/status/status-file.js";

/** The status of an instance that has just started, and what is different. */
export function statusOf(owner: string, more: Partial<InstanceStatus> = {}): InstanceStatus {
  return {
    version: "0",
    owner,
    config: "",
    started: "2026-11-24T10:00:00Z",
    updated: "2026-11-24T10:00:00Z",
    state: "running",
    received: 0,
    refused: 0,
    counters: noCounts(),
    troubles: [],
    ...more,
  };
}
