import { count, counted, since } from "./amounts.js";
import type { Report } from "./report.js";

export interface Verdict {
  readonly flow: "flowing" | "not-flowing" | "idle";
  /** One line that answers "is it flowing, and if not, why". */
  readonly summary: string;
}

/** Events normally wait for a second or two; from here on something is wrong. Milliseconds. */
const LONG_WAIT_MS = 60_000;
/** Shipping counts as going on when the last success is not older than this. */
const RECENT_MS = 300_000;

/** Says whether events flow. `now` in milliseconds since 1970. */
export function judge(report: Report, now: number): Verdict {
  const { waiting, troubles, instances, lastShipped, shipped, rsyslogQueueBytes } = report;
  const oldest = waiting.oldest === null ? "" : `, the oldest for ${since(waiting.oldest, now)}`;
  const unrouted = report.parkedEvents.unrouted ?? 0;
  const homeless = unrouted > 0 ? `, ${count(unrouted)} of them because no route takes them` : "";
  const wait = `${counted(waiting.events, "event")} ${waiting.events === 1 ? "waits" : "wait"}${oldest}${homeless}`;
  const [trouble] = troubles;
  if (trouble) {
    return notFlowing(
      `${trouble.reason} (for ${since(trouble.since, now)}). ${wait}; none is lost.`,
    );
  }
  if (instances.length === 0 && waiting.events > 0) {
    return notFlowing(
      `${wait}, and pulse-sekoia is not running. rsyslog starts it with the next Pulse message; "pulse-sekoia doctor" says whether it can.`,
    );
  }
  if (instances.length === 0 && rsyslogQueueBytes > 0) {
    return notFlowing(
      'rsyslog keeps messages in its own queue, and pulse-sekoia is not running. "pulse-sekoia doctor" says why it cannot be started.',
    );
  }
  const stuck = waiting.oldest !== null && now - Date.parse(waiting.oldest) > LONG_WAIT_MS;
  const recent = lastShipped !== null && now - Date.parse(lastShipped) < RECENT_MS;
  const last =
    lastShipped === null
      ? "none was shipped yet"
      : `the last shipped ${since(lastShipped, now)} ago`;
  if (stuck && !recent) {
    return notFlowing(`${wait}, and ${last}. "pulse-sekoia doctor" looks for the reason.`);
  }
  if (recent) {
    const catchingUp = stuck ? `catching up, ${wait}` : `${count(waiting.events)} waiting`;
    return {
      flow: "flowing",
      summary: `Flowing: ${counted(shipped, "event")} shipped, ${last}, ${catchingUp}.`,
    };
  }
  if (waiting.events > 0) return { flow: "flowing", summary: `Flowing: ${wait}; ${last}.` };
  if (lastShipped !== null) {
    return {
      flow: "idle",
      summary: `Idle: nothing waits, and ${last} (${count(shipped)} in all).`,
    };
  }
  return {
    flow: "idle",
    summary:
      "Idle: no Pulse message has arrived yet; rsyslog starts pulse-sekoia with the first one.",
  };
}

function notFlowing(why: string): Verdict {
  return { flow: "not-flowing", summary: `Not flowing: ${why}` };
}
