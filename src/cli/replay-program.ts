import cliProgress from "cli-progress";
import pino from "pino";
import { type Config, loadConfig } from "../config/config.js";
import { ConfigError } from "../config/error.js";
import { workAsSpoolOwner } from "../dead-letters/as-spool-owner.js";
import { DeadLetters } from "../dead-letters/dead-letters.js";
import type { DeadLetter } from "../dead-letters/letter.js";
import { letterRoutes } from "../dead-letters/letter-route.js";
import type { DeadReason } from "../dead-letters/reasons.js";
import { Replay, type Selection } from "../dead-letters/replay.js";
import { lockReplay } from "../dead-letters/replay-lock.js";
import { intakesOf, newClient } from "../delivery/clients.js";
import { LetterSender } from "../delivery/letter-sender.js";
import { currentOwner } from "../journal/owner.js";
import type { Log } from "../logging/log.js";
import { noCounts } from "../status/counters.js";
import { printableLines } from "../terminal/printable.js";
import type { ReplayFlags } from "./replay.js";

/** Sends the selected dead letters again and says what came of it. Returns the exit code. */
export async function replay(flags: ReplayFlags): Promise<number> {
  try {
    const config = loadConfig(flags.config);
    const select = selectionOf(flags);
    if (flags.dryRun) return dryRun(new Replay(config.spool.dir, select));
    const clients = clientsOf(config);
    workAsSpoolOwner(config.spool.dir);
    const unlock = lockReplay(config.spool.dir);
    if (!unlock) return complain("another replay is at work on this spool; wait for it to end");
    try {
      return await send(select, config, clients);
    } finally {
      unlock();
    }
  } catch (error) {
    const { message } = error as Error;
    return complain(error instanceof ConfigError ? message : `cannot go on: ${message}`);
  }
}

const UNWANTED: ReadonlySet<DeadReason> = new Set(["foreign", "forged-original"]);

/** Foreign records, and originals of what was shipped rewritten, go nowhere unless somebody asks for them by name. */
function selectionOf({ reason, since = -Infinity, until = Infinity }: ReplayFlags): Selection {
  return (letter: DeadLetter) => {
    if (!(reason?.includes(letter.reason) ?? !UNWANTED.has(letter.reason))) return false;
    const time = Date.parse(letter.time);
    // A letter whose time was garbled by hand counts as of any time.
    return !(time < since) && !(time >= until);
  };
}

function dryRun(plan: Replay): number {
  const counts = [...plan.count()].map(([reason, count]) => `${count} ${reason}`);
  say(
    counts.length === 0
      ? "no dead letters would be sent"
      : `would be sent again: ${counts.join(", ")}`,
  );
  return 0;
}

/** The intakes' clients. Made first: what their settings name may be for root alone to read. */
function clientsOf(config: Config) {
  return intakesOf(config).map(({ route, intake }) => ({
    route,
    client: newClient(config, intake),
  }));
}

async function send(
  select: Selection,
  config: Config,
  clients: ReturnType<typeof clientsOf>,
): Promise<number> {
  const total = sum(new Replay(config.spool.dir, select).count().values());
  if (total === 0) {
    say("there are no dead letters to send");
    return 0;
  }
  const routeOf = letterRoutes(config);
  const plans = clients.map(({ route, client }) => {
    const plan = new Replay(
      config.spool.dir,
      (letter) => select(letter) && routeOf(letter) === route,
    );
    return { plan, route, client };
  });
  const bar = new cliProgress.SingleBar({
    format: "{bar} {percentage}% | {value} of {total} dead letters | {eta_formatted}",
    // On anything but a terminal it stays silent.
    noTTYOutput: false,
    hideCursor: false,
    stream: process.stderr,
  });
  const counters = noCounts();
  // Letters only go from one file to another.
  const limits = {
    refused: Number.POSITIVE_INFINITY,
    sortedOut: config.dead_letters.sorted_out_max_bytes,
  };
  const letters = new DeadLetters(config.spool.dir, currentOwner(), limits, () => {});
  const { max_events, max_bytes, max_wait } = config.batch;
  const done = () => sum(plans.map(({ plan }) => plan.done));
  bar.start(total, 0);
  const ticks = setInterval(() => bar.update(done()), 200);
  const troubles: string[] = [];
  try {
    // One after the other: one intake's trouble is told, and the others get theirs all the same.
    for (const { plan, route, client } of plans) {
      const settings = { maxEvents: max_events, maxBytes: max_bytes, maxWaitMs: max_wait };
      const sender = new LetterSender(client, settings, letters, counters, route, plainLog());
      try {
        const trouble = await plan.send(sender);
        if (trouble !== undefined) troubles.push(trouble);
      } finally {
        await sender.close();
      }
    }
  } finally {
    clearInterval(ticks);
    bar.update(done());
    bar.stop();
    await letters.close();
  }
  for (const { plan } of plans) plan.tidy();
  const { shipped, setAside } = counters;
  const untried = Math.max(0, total - shipped - setAside);
  for (const trouble of troubles) complain(`given up for now: ${trouble}`);
  say(
    `${shipped} of ${total} dead letters shipped; ${setAside} refused again, ${untried} not sent`,
  );
  return setAside + untried > 0 || troubles.length > 0 ? 1 : 0;
}

/** What happens on the way, as sentences on stderr. */
function plainLog(): Log {
  const write = (line: string) => {
    process.stderr.write(printableLines(`${(JSON.parse(line) as { msg: string }).msg}\n`));
  };
  return pino({ level: "info" }, { write });
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function say(sentence: string): void {
  process.stdout.write(printableLines(`${sentence}\n`));
}

function complain(sentence: string): number {
  process.stderr.write(printableLines(`pulse-sekoia replay: ${sentence}\n`));
  return 1;
}
