import type { DeadLetter, DeadReason } from "../dead-letters/dead-letters.js";
import type { Outcome } from "../sekoia/client.js";
import type { Batch } from "./batch.js";

/** The dead letter for the event of a batch of one, which the intake refused. */
export function refusedLetter(
  { events, body }: Batch,
  outcome: Exclude<Outcome, { action: "accepted" }>,
  route: string | undefined,
): DeadLetter {
  const { message, timestamp } = body.read(0);
  const reason: DeadReason = outcome.status === 413 ? "too-large" : "refused";
  return {
    time: new Date().toISOString(),
    reason,
    detail: outcome.reason,
    ...(outcome.status === undefined ? {} : { status: outcome.status }),
    answer: outcome.excerpt,
    ...(route === undefined ? {} : { route }),
    source: events[0]?.source ?? "",
    timestamp,
    event: message,
  };
}
