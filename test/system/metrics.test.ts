import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ReadFamily, readExposition } from "../support/exposition.js";
import { pulseMessages } from "../support/messages.js";
import { endHelpers, type Helper, startHelper } from "../support/omprog.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

let intake: SimulatorProcess;
let workplace: Workplace;
let textfile: string;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url);
  textfile = join(workplace.dir, "collector", "pulse-sekoia.prom");
  workplace.configure({
    metrics: `{textfile: "${textfile}"}`,
    drop: "[{name: 'the \"noisy\" ones', code: AUT24414, vpn: PCS-9}]",
  });
});

afterEach(async () => {
  await endHelpers();
  await intake.stop();
  workplace.remove();
});

function lineOf(raw: string): string {
  return `${JSON.stringify({ raw, received: "2020-11-24T10:21:15Z" })}\n`;
}

/** Hands over messages and waits for their answers. */
async function send(helper: Helper, messages: Iterable<string>): Promise<void> {
  for (const message of messages) {
    helper.write(lineOf(message));
    expect(await helper.answer()).toBe("OK");
  }
}

function* noisy(count: number): Generator<string> {
  for (const message of pulseMessages(count)) yield message.replace("vpn=PCS-1", "vpn=PCS-9");
}

async function start(): Promise<Helper> {
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBe("OK");
  return helper;
}

async function end(helper: Helper): Promise<void> {
  helper.closeInput();
  expect(await helper.exited).toBe(0);
}

/** The only sample of a metric, or that with this label. */
function value(families: Map<string, ReadFamily>, name: string, label?: string) {
  return families
    .get(`pulse_sekoia_${name}`)
    ?.samples.find(({ labels }) => Object.values(labels)[0] === label)?.value;
}

/** What the file says as soon as `look` is true of it. */
function metrics(what: string, look: (families: Map<string, ReadFamily>) => boolean) {
  return until(what, () => {
    if (!statSync(textfile, { throwIfNoEntry: false })) return undefined;
    const families = readExposition(readFileSync(textfile, "utf8"));
    return look(families) && families;
  });
}

test("the file tells about all instances of the spool, running and ended", async () => {
  mkdirSync(join(workplace.dir, "collector"));
  const first = await start();
  await send(first, pulseMessages(30));
  await send(first, noisy(3));
  await intake.waitForEvents(30);
  await metrics("a running instance tells what it shipped", (families) => {
    return (
      value(families, "shipped_events_total", "default") === 30 &&
      value(families, "instances") === 1 &&
      value(families, "waiting_bytes") === 0 &&
      value(families, "dropped_events_total", 'the "noisy" ones') === 3
    );
  });

  const second = await start();
  await send(second, pulseMessages(12));
  await intake.waitForEvents(42);
  await metrics("two together", (families) => {
    return (
      value(families, "instances") === 2 &&
      value(families, "received_events_total") === 45 &&
      value(families, "shipped_events_total", "default") === 42
    );
  });

  // The one that wrote is gone, and the other goes on where it was.
  first.signal("SIGKILL");
  await first.exited;
  await intake.fault({ fault: { status: 503 } });
  const [message = ""] = pulseMessages(1);
  await send(second, [message]);
  const line = lineOf(message);
  const down = await metrics("the other one has taken over", (families) => {
    return (
      value(families, "instances") === 1 &&
      value(families, "received_events_total") === 46 &&
      value(families, "trouble") === 1 &&
      value(families, "waiting_bytes") === line.length
    );
  });
  expect(value(down, "oldest_waiting_seconds")).toBeGreaterThan(0);
  expect(value(down, "failed_attempts_total")).toBeGreaterThan(0);
  expect(value(down, "shipped_events_total", "default")).toBe(42);

  await intake.clearFaults();
  await intake.waitForEvents(43);
  await metrics("all is well again", (families) => {
    return (
      value(families, "trouble") === 0 &&
      value(families, "waiting_bytes") === 0 &&
      value(families, "shipped_events_total", "default") === 43
    );
  });
  await end(second);
  const last = await metrics("the end", (families) => value(families, "instances") === 0);
  expect(value(last, "trouble")).toBe(0);
  expect(statSync(textfile).mode & 0o777).toBe(0o644);
  expect(readdirSync(join(workplace.dir, "collector"))).toEqual(["pulse-sekoia.prom"]);
});

test("a file that cannot be written is said, stops nothing, and is written as soon as it can be", async () => {
  const helper = await start();
  await send(helper, pulseMessages(10));
  await intake.waitForEvents(10);
  const said = () =>
    readFileSync(workplace.logFile, "utf8")
      .split("\n")
      .filter((line) => line.includes('"msg":"the metrics cannot be written: ENOENT'));
  await until("it is said", () => said().length > 0);
  mkdirSync(join(workplace.dir, "collector"));
  await metrics("written", (families) => value(families, "received_events_total") === 10);
  expect(said()).toHaveLength(1);
  await end(helper);
});

test("HUP: another file, and none", async () => {
  mkdirSync(join(workplace.dir, "collector"));
  const helper = await start();
  await metrics("the first", (families) => value(families, "instances") === 1);
  textfile = join(workplace.dir, "collector", "other.prom");
  workplace.configure({ metrics: `{textfile: "${textfile}"}` });
  helper.signal("SIGHUP");
  await metrics("the other", (families) => value(families, "instances") === 1);
  workplace.configure({});
  helper.signal("SIGHUP");
  await until("read again", () => {
    return readFileSync(workplace.logFile, "utf8").split("configuration read again").length === 3;
  });
  rmSync(textfile);
  await end(helper);
  expect(readdirSync(join(workplace.dir, "collector"))).toEqual(["pulse-sekoia.prom"]);
});
