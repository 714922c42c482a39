import { setTimeout as delay } from "node:timers/promises";
import pRetry from "p-retry";
import type { Outcome } from "../sekoia/client.js";

/** Why the events of a request have to be sent again. */
export type Failure = Exclude<Outcome, { action: "accepted" }>;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;
export const LONGEST_RETRY_AFTER_MS = 300_000;

/** Thrown to p-retry while the intake is unavailable. */
class Unavailable extends Error {
  readonly retryAfterMs: number;

  constructor({ reason, retryAfterMs = 0 }: Failure) {
    super(reason);
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Calls `attempt` until it resolves to no failure: exponential backoff with jitter, from half a second to a
 * minute, or what the failure asks for, up to five minutes. The first wait comes before the first call when
 * there is a `known` failure. Rejects when `signal` is aborted.
 */
export async function untilAvailable(
  attempt: () => Promise<Failure | undefined>,
  known: Failure | undefined,
  signal: AbortSignal,
): Promise<void> {
  let last = known;
  await pRetry(
    async () => {
      const failure = last ?? (await attempt());
      last = undefined;
      if (failure) throw new Unavailable(failure);
    },
    {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: FIRST_WAIT_MS,
      // p-retry's jitter ends at the cap, so the cap varies: machines that failed together do not come back
      // together.
      maxTimeout: LONGEST_WAIT_MS * (0.75 + Math.random() / 4),
      randomize: true,
      signal,
      onFailedAttempt: async ({ error }) => {
        const asked = error instanceof Unavailable ? error.retryAfterMs : 0;
        if (asked > 0) await delay(Math.min(asked, LONGEST_RETRY_AFTER_MS), undefined, { signal });
      },
    },
  );
}
