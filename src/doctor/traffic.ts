import { count, counted, since } from "../status/amounts.js";
import type { Report } from "../status/report.js";
import { judge } from "../status/verdict.js";
import { printable } from "../terminal/printable.js";
import { type Finding, failed, ok, warning } from "./finding.js";

/** What the spool says about the events. `now` in milliseconds since 1970. */
export function checkTraffic(report: Report, now: number): Finding[] {
  return [
    checkFlow(report, now),
    ...report.troubles.map(({ reason, since: from }) =>
      failed(
        "trouble",
        `for ${since(from, now)}: ${reason}`,
        "what it says; events wait and are shipped as soon as it is over",
      ),
    ),
    checkBacklog(report, now),
    checkDeadLetters(report),
    ...checkDevices(report),
  ];
}

function checkFlow(report: Report, now: number): Finding {
  const { flow, summary } = judge(report, now);
  if (flow !== "not-flowing") return ok("flow", summary);
  return failed("flow", summary, "the lines that failed say what to mend");
}

/** Warn when the oldest event waits longer, in milliseconds. */
const OLD_MS = 15 * 60_000;

function checkBacklog({ waiting, rsyslogQueueBytes }: Report, now: number): Finding {
  const check = "backlog";
  const oldest = waiting.oldest === null ? 0 : now - Date.parse(waiting.oldest);
  const seen = `${counted(waiting.events, "event")} waiting${waiting.oldest === null ? "" : `, the oldest for ${since(waiting.oldest, now)}`}`;
  if (oldest > OLD_MS) {
    return warning(
      check,
      seen,
      "if the intake is well, this shrinks by itself: pulse-sekoia status --watch",
    );
  }
  if (rsyslogQueueBytes > 0) {
    return warning(
      check,
      `${seen}; rsyslog keeps more in its own queue, because the program does not store them`,
      "see the lines about the spool and the program",
    );
  }
  return ok(check, seen);
}

function checkDeadLetters({ deadLetters, counters }: Report): Finding {
  const check = "dead letters";
  const entries = Object.entries(deadLetters);
  if (counters.deadLettersEvicted > 0) {
    return warning(
      check,
      `${count(counters.deadLettersEvicted)} were deleted because there were too many`,
      "look at what is set aside: pulse-sekoia status; dead letters lie in the spool, dead-letters/",
    );
  }
  if (entries.length === 0) return ok(check, "none");
  const names = entries.map(([reason, n]) => `${reason} ${count(n)}`).join(", ");
  return warning(
    check,
    `events were set aside: ${names}`,
    "see why with jq in the spool, dead-letters/; send them again with pulse-sekoia replay, or delete the files",
  );
}

function checkDevices({ counters }: Report): Finding[] {
  const findings: Finding[] = [];
  const standard = Object.keys(counters.standard);
  if (standard.length > 0) {
    findings.push(
      warning(
        "devices that send Standard",
        some(standard),
        "choose the WELF filter for this syslog server on the device (System > Log/Monitoring > Settings)",
      ),
    );
  }
  const foreign = Object.keys(counters.foreign);
  if (foreign.length > 0) {
    findings.push(
      warning(
        "records that are not Pulse's",
        `from ${some(foreign)}`,
        "they are treated as pulse.foreign says; keep other firewalls away from the listener's port",
      ),
    );
  }
  if (counters.truncated > 0) {
    findings.push(
      warning(
        "records cut on the way",
        count(counters.truncated),
        "raise maxMessageSize in /etc/rsyslog.conf, and send by TCP instead of UDP",
      ),
    );
  }
  return findings;
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 10).map(printable);
  return shown.join(", ") + (names.length > 10 ? ` and ${names.length - 10} more` : "");
}
