import type { Outcome } from "../sekoia/client.js";
import { decodeEvent } from "../sekoia/request.js";
import type { OutgoingEvent } from "./batch.js";
import type { DeadLetter, DeadReason } from "./dead-letters.js";

/** The dead letter for an event that the intake refused, alone in a request. */
export function refusedLetter(
  event: OutgoingEvent,
  outcome: Exclude<Outcome, { action: "accepted" }>,
  route: string | undefined,
): DeadLetter {
  const { message, timestamp } = decodeEvent(event);
  const reason: DeadReason = outcome.status === 413 ? "too-large" : "refused";
  return {
    time: new Date().toISOString(),
    reason,
    detail: outcome.reason,
    ...(outcome.status === undefined ? {} : { status: outcome.status }),
    answer: outcome.excerpt,
    ...(route === undefined ? {} : { route }),
    source: event.source,
    timestamp,
    event: message,
  };
}
