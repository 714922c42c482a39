import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits until `look` returns something other than undefined and false, for what other processes do and
 * nobody announces. The time limit only tells "never" from "not yet".
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`did not happen in ${timeoutMs} ms: ${what}`);
    await delay(10);
  }
}
