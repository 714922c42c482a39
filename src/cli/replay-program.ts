import cliProgress from "cli-progress";
import pino from "pino";
import { type Config, loadConfig } from "../config/config.js";
import { ConfigError } from "../config/error.js";
import { DEAD_LETTER_BYTES, type DeadLetter, DeadLetters } from "../dead-letters/dead-letters.js";
import { letterRoutes } from "../dead-letters/letter-route.js";
import { prepareDeadLetterDir, Replay, type Selection } from "../dead-letters/replay.js";
import { lockReplay } from "../dead-letters/replay-lock.js";
import { BatchSender } from "../delivery/batch-sender.js";
import { intakesOf, newClient } from "../delivery/clients.js";
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
    prepareDeadLetterDir(config.spool.dir);
    const unlock = lockReplay(config.spool.dir);
    if (!unlock) return complain("another replay is at work on this spool; wait for it to end");
    try {
      return await send(select, config);
    } finally {
      unlock();
    }
  } catch (error) {
    const { message } = error as Error;
    return complain(error instanceof ConfigError ? message : `cannot go on: ${message}`);
  }
}

/** Foreign records go nowhere unless somebody asks for them by name. */
function selectionOf({ reason, since = -Infinity, until = Infinity }: ReplayFlags): Selection {
  return (letter: DeadLetter) => {
    if (!(reason?.includes(letter.reason) ?? letter.reason !== "foreign")) return false;
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

async function send(select: Selection, config: Config): Promise<number> {
  const total = sum(new Replay(config.spool.dir, select).count().values());
  if (total === 0) {
    say("there are no dead letters to send");
    return 0;
  }
  const routeOf = letterRoutes(config);
  const plans = intakesOf(config).map(({ route, intake }) => {
    const plan = new Replay(
      config.spool.dir,
      (letter) => select(letter) && routeOf(letter) === route,
    );
    return { plan, route, client: newClient(config, intake) };
  });
  const bar = new cliProgress.SingleBar({
    format: "{bar} {percentage}% | {value} of {total} dead letters | {eta_formatted}",
    // On anything but a terminal it stays silent.
    noTTYOutput: false,
    hideCursor: false,
    stream: process.stderr,
  });
  const counters = noCounts();
  const letters = new DeadLetters(config.spool.dir, currentOwner(), DEAD_LETTER_BYTES, (file, n) =>
    complain(`the dead letters are full: ${file} with ${n} events was deleted`),
  );
  const { max_events, max_bytes } = config.batch;
  const done = () => sum(plans.map(({ plan }) => plan.done));
  bar.start(total, 0);
  const ticks = setInterval(() => bar.update(done()), 200);
  const troubles: string[] = [];
  try {
    // One after the other: one intake's trouble is told, and the others get theirs all the same.
    for (const { plan, route, client } of plans) {
      const settings = {
        maxEvents: max_events,
        maxBytes: max_bytes,
        concurrency: 1,
        refusedBefore: true,
      };
      const routed = route === undefined ? settings : { ...settings, route };
      const lane = new BatchSender(client, routed, letters, counters, plainLog());
      try {
        const trouble = await plan.send(lane);
        if (trouble !== undefined) troubles.push(trouble);
      } finally {
        await lane.close();
      }
    }
  } finally {
    clearInterval(ticks);
    bar.update(done());
    bar.stop();
    letters.close();
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
