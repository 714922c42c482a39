import { printableLines, printable as shown } from "../terminal/printable.js";
import { count, counted, since, size } from "./amounts.js";
import type { Report, Waiting } from "./report.js";
import { judge } from "./verdict.js";

/** The report for people: the answer in its first line, then the numbers. Ends with a line feed. */
export function reportText(report: Report, now: number): string {
  const lines = [
    judge(report, now).summary,
    "",
    ...numbers(report, now),
    ...instances(report, now),
  ];
  return printableLines(`${lines.join("\n")}\n`);
}

function numbers(report: Report, now: number): string[] {
  const { counters } = report;
  const rows: [string, string][] = [
    ["received", count(report.received)],
    ["shipped", count(report.shipped)],
    ["shipped a second", rates(report)],
    [
      "last shipped",
      report.lastShipped === null ? "never" : `${since(report.lastShipped, now)} ago`,
    ],
    ["waiting", waitingText(report.waiting, now)],
  ];
  if (report.orphaned.events > 0) {
    rows.push([
      "  of ended instances",
      `${waitingText(report.orphaned, now)}; the next instance ships them`,
    ]);
  }
  const parked = Object.entries(report.parkedBytes).sort(([, a], [, b]) => b - a);
  for (const [name, bytes] of parked) {
    const events = counted(report.parkedEvents[name] ?? 0, "event");
    rows.push([`  waiting for ${printable(name)}`, `${events} (${size(bytes)})`]);
  }
  rows.push(["dead letters", byName(report.deadLetters)]);
  rows.push(["dropped", byName(counters.dropped)]);
  if (report.rsyslogQueueBytes > 0) {
    rows.push(["in rsyslog's queue", `${size(report.rsyslogQueueBytes)} on disk`]);
  }
  if (report.refused > 0) {
    rows.push(["refused", `${count(report.refused)} (not stored; rsyslog sends them again)`]);
  }
  if (counters.failedAttempts > 0) rows.push(["failed attempts", count(counters.failedAttempts)]);
  if (counters.unconfirmed > 0) {
    rows.push(["without event_id", `${count(counters.unconfirmed)} of those shipped`]);
  }
  if (counters.deadLettersEvicted > 0) {
    rows.push(["dead letters lost", `${count(counters.deadLettersEvicted)} (there were too many)`]);
  }
  if (counters.truncated > 0)
    rows.push(["cut on the way", `${count(counters.truncated)} (raise maxMessageSize)`]);
  if (any(counters.forged)) rows.push(["read in two ways, from", byName(counters.forged)]);
  if (any(counters.foreign)) rows.push(["not Pulse, from", byName(counters.foreign)]);
  if (any(counters.unknown)) rows.push(["neither format, from", byName(counters.unknown)]);
  if (any(counters.standard)) {
    rows.push(["Standard, from", byName(counters.standard)]);
    rows.push(["", "Choose the WELF filter for this syslog server on these devices: Sekoia reads"]);
    rows.push(["", "WELF only, and what is made of a Standard record has fewer fields."]);
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}

function instances(report: Report, now: number): string[] {
  const lines = report.instances.map(
    ({ pid, state, version, started, received, shipped, waiting }) =>
      `  pid ${pid} (${version}), ${state} for ${since(started, now)}: received ${count(received)}, shipped ${count(shipped)}, waiting ${waitingText(waiting, now)}`,
  );
  const troubles = report.instances.flatMap(({ pid, troubles: known }) =>
    known.map(({ reason, since: from }) => `  pid ${pid}, for ${since(from, now)}: ${reason}`),
  );
  const head = `${counted(report.instances.length, "running instance")}, ${count(report.endedInstances)} ended`;
  return ["", head, ...lines, ...(troubles.length > 0 ? ["", "Troubles", ...troubles] : [])];
}

function rates({ shippedPerSecond: { minute, quarterHour } }: Report): string {
  return `${minute.toFixed(1)} over the last minute, ${quarterHour.toFixed(1)} over fifteen`;
}

function waitingText({ events, bytes, oldest }: Waiting, now: number): string {
  if (events === 0) return "0";
  const old = oldest === null ? "" : `, the oldest for ${since(oldest, now)}`;
  return `${counted(events, "event")} (${size(bytes)})${old}`;
}

function any(counts: Readonly<Record<string, number>>): boolean {
  return Object.keys(counts).length > 0;
}

/** "12 (foreign 10, refused 2)", most frequent first. Names come from devices: nothing a terminal obeys. */
function byName(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const total = entries.reduce((sum, [, n]) => sum + n, 0);
  if (total === 0) return "0";
  const shown = entries.slice(0, 10).map(([name, n]) => `${printable(name)} ${count(n)}`);
  if (entries.length > 10) shown.push("…");
  return `${count(total)} (${shown.join(", ")})`;
}

function printable(name: string): string {
  return name === "" ? "unknown" : shown(name);
}
