import { setTimeout as delay } from "node:timers/promises";
import { welf } from "./messages.js";
import type { Helper } from "./omprog.js";

/** So many lines are handed over before their answers are read: they and their answers fit into the pipes. */
const MOST_UNANSWERED = 100;

/** Number `n` as rsyslog hands it to the program, LF included: from node `vpn`, with `text` as its msg. */
export function lineFrom(vpn: string, n: number, text?: string): string {
  return `${JSON.stringify({ raw: `<134>PulseSecure: ${welf(n, text).replace("vpn=PCS-1", `vpn=${vpn}`)}` })}\n`;
}

/** Hands lines over and returns what was answered other than OK: nothing while no line is refused. */
export async function feed(helper: Helper, lines: readonly string[]): Promise<string[]> {
  const refusals: string[] = [];
  for (let start = 0; start < lines.length; start += MOST_UNANSWERED) {
    const some = lines.slice(start, start + MOST_UNANSWERED);
    helper.write(some.join(""));
    for (const _ of some) {
      const answer = await helper.answer();
      if (answer !== "OK") refusals.push(answer ?? "the program ended");
    }
  }
  return refusals;
}

/** The same at a rate of so many lines a second. */
export async function feedSteadily(
  helper: Helper,
  lines: readonly string[],
  perSecond: number,
): Promise<string[]> {
  const refusals: string[] = [];
  const begin = performance.now();
  const step = Math.max(1, Math.min(MOST_UNANSWERED, Math.round(perSecond / 20)));
  for (let start = 0; start < lines.length; start += step) {
    const due = begin + (start / perSecond) * 1000;
    if (due > performance.now()) await delay(due - performance.now());
    refusals.push(...(await feed(helper, lines.slice(start, start + step))));
  }
  return refusals;
}

/** Hands lines over as rsyslog does, each again as long as it is refused; gives up on none until `signal` is aborted. */
export async function feedAll(
  helper: Helper,
  lines: readonly string[],
  signal?: AbortSignal,
): Promise<number> {
  let taken = 0;
  for (const line of lines) {
    for (;;) {
      if (signal?.aborted) return taken;
      helper.write(line);
      if ((await helper.answer()) === "OK") break;
      await delay(100);
    }
    taken++;
  }
  return taken;
}
