import { account } from "./messages.js";
import type { SimulatorProcess } from "./simulator.js";

/**
 * Waits until `count` numbered messages have all arrived, some of them perhaps more than once. Rejects when
 * none arrives for a time that says "never" (milliseconds).
 */
export function waitForAll(
  intake: SimulatorProcess,
  count: number,
): Promise<{ lost: number; duplicates: number; strange: number }> {
  return waitForAllBut(intake, 0, count);
}

/** The same, but so many may be missing. */
export async function waitForAllBut(
  intake: SimulatorProcess,
  missing: number,
  count: number,
  timeoutMs = 90_000,
): Promise<{ lost: number; duplicates: number; strange: number }> {
  for (;;) {
    const events = intake.events();
    const result = account(events, count);
    if (result.lost <= missing) return result;
    await intake.waitForEvents(events.length + 1, timeoutMs).catch((error: Error) => {
      throw new Error(`${result.lost} of ${count} messages did not arrive. ${error.message}`);
    });
    // As many more as are missing, unless duplicates come in their place.
    await intake.waitForEvents(events.length + result.lost, 1000).catch(() => undefined);
  }
}
