import type { DeadLetter } from "../dead-letters/letter.js";
import type { DeadReason } from "../dead-letters/reasons.js";
import type { Culprit } from "./suspect-sender.js";

/** The dead letter for an event that failed alone; `route`: where there are routes. */
export function culpritLetter(
  reason: DeadReason,
  { event, message, timestamp, failure }: Culprit,
  route: string | undefined,
): DeadLetter {
  return {
    time: new Date().toISOString(),
    reason,
    detail: failure.reason,
    ...(failure.status === undefined ? {} : { status: failure.status }),
    answer: failure.excerpt,
    ...(route === undefined ? {} : { route }),
    source: event.source,
    timestamp,
    event: message,
  };
}
