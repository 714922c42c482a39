import type { Estimate, Load } from "./estimate.js";

/** An estimate for people: one line a figure, and what to set. */
export function describe(load: Load, estimate: Estimate): string {
  const { workers } = estimate;
  const rows: [name: string, value: string][] = [
    [
      "load",
      `${count(load.rate)} events/s of ${count(load.messageBytes)} bytes, outage of ${time(load.outageSeconds)}`,
    ],
    ["cores", `${estimate.cores.toFixed(2)} busy (rsyslogd and pulse-sekoia together)`],
    [
      "workers",
      workers === undefined
        ? 'one machine is not enough: see "Beyond one machine" in the README'
        : workers === 1
          ? "one is enough; the snippet starts the second by itself in a burst"
          : "two, as in the snippet",
    ],
    ["spool.max_bytes", `${bytes(estimate.spoolBytes)}; as much disk must be free in spool.dir`],
    [
      "rsyslog's queue",
      `50,000 messages in memory: a burst of ten times the rate for ${time(estimate.burstSeconds)}; beyond, it goes to disk`,
    ],
    [
      "catching up",
      estimate.catchUpSeconds === undefined
        ? 'not while events keep coming at this rate: see "Beyond one machine"'
        : `${time(estimate.catchUpSeconds)} after the outage, while new events keep coming`,
    ],
    [
      "to the intake",
      `${estimate.requestsPerSecond.toFixed(1)} requests/s on up to ${estimate.connections} connections, ${bytes(estimate.sentBytesPerSecond)}/s compressed`,
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(16)} ${value}\n`).join("");
}

function count(value: number): string {
  return value.toLocaleString("en");
}

function bytes(value: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let at = 0;
  let rest = value;
  while (rest >= 1024 && at < units.length - 1) {
    rest /= 1024;
    at++;
  }
  // Rounded up: what is too small by a little is too small.
  return `${at === 0 ? Math.ceil(rest) : Math.ceil(rest * 10) / 10}${units[at]}`;
}

function time(seconds: number): string {
  if (seconds < 120) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
