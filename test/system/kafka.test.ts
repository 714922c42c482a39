import { afterEach, beforeEach, expect, test } from "vitest";
import { waitForAll, waitForAllBut } from "../support/arrival.js";
import { expectFromDevice, hostileMessages } from "../support/hostile.js";
import { type Kafka, startKafka } from "../support/kafka.js";
import { type Machine, startMachine } from "../support/machine.js";
import { pulseMessages } from "../support/messages.js";
import { sendSyslog } from "../support/sender.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { placedSnippet } from "../support/snippet.js";
import { acknowledged, journalLines, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const EDGE = "49-pulse-sekoia-kafka-edge.conf.example";
const WORKER = "51-pulse-sekoia-kafka-worker.conf.example";
const BROKERS = '"kafka1.example.org:9092", "kafka2.example.org:9092", "kafka3.example.org:9092"';

/** `npm run test:fan-in` sends 100,000. */
const COUNT = Number(process.env.PULSE_SEKOIA_TEST_MESSAGES ?? 10_000);

let intake: SimulatorProcess;
let kafka: Kafka;
let workplaces: Workplace[];
let machines: Set<Machine>;

beforeEach(async () => {
  workplaces = [];
  machines = new Set();
  intake = await startSimulatorProcess(["--key", KEY]);
  kafka = await startKafka();
});

afterEach(async () => {
  kafka.resume();
  await Promise.all([...machines].map((machine) => machine.stop()));
  await kafka.stop();
  await intake.stop();
  for (const workplace of workplaces) workplace.remove();
});

function newWorkplace(): Workplace {
  const workplace = createWorkplace(intake.url);
  workplaces.push(workplace);
  return workplace;
}

async function start(workplace: Workplace, name: string, changes: Record<string, string> = {}) {
  const snippet = placedSnippet(name, workplace, { [BROKERS]: `"${kafka.broker}"`, ...changes });
  const machine = await startMachine(workplace, snippet);
  machines.add(machine);
  return machine;
}

async function kill(machine: Machine): Promise<void> {
  await machine.stop("SIGKILL");
  machines.delete(machine);
}

/** Sends messages numbered from `first` as four devices at once. */
async function sendAsDevices(edge: Machine, count: number, first: number, site: number) {
  const share = Math.ceil(count / 4);
  const portions = [0, 1, 2, 3].map((n) => {
    const size = Math.min(share, count - n * share);
    return sendSyslog(edge.port, pulseMessages(size, first + n * share), `127.0.${site}.${n + 1}`);
  });
  await Promise.all(portions);
}

test(`two edges, three workers, ${COUNT} messages; a worker, a helper and the broker fail: nothing is lost`, async () => {
  const edges = [await start(newWorkplace(), EDGE), await start(newWorkplace(), EDGE)];
  const workers = await Promise.all([0, 1, 2].map(() => start(newWorkplace(), WORKER)));
  const quarter = Math.floor(COUNT / 4);
  const sendQuarter = (n: number) =>
    Promise.all(
      edges.map((edge, e) =>
        sendAsDevices(edge, quarter / 2, n * quarter + (e * quarter) / 2, e + 1),
      ),
    );

  // One that comes first would have all partitions to itself, and might need nobody to empty them.
  await until("all workers have a share", () => kafka.sharers() === workers.length, 120_000);
  await sendQuarter(0);
  const busy = await until(
    "two workers at work",
    () => {
      const found = workers.filter((worker) => worker.helpers().length > 0);
      return found.length >= 2 && found;
    },
    120_000,
  );
  const [first, second] = busy as [Machine, Machine];
  await intake.waitForEvents(quarter / 2, 120_000);
  const sending = sendQuarter(1);
  await kill(first);
  await sending;
  process.kill(await until("the second's program runs", () => second.helpers()[0]), "SIGKILL");
  await sendQuarter(2);
  kafka.pause();
  await sendQuarter(3);
  kafka.resume();

  const { duplicates, strange } = await waitForAll(intake, 4 * quarter);
  expect(strange).toBe(0);
  process.stdout.write(`Kafka: ${4 * quarter} messages, 0 lost, ${duplicates} twice\n`);
});

test("a worker whose program stores nothing any more is killed -9: at most one message is lost", async () => {
  const count = 5000;
  await intake.fault({ fault: { status: 503 } });
  const edge = await start(newWorkplace(), EDGE);
  const blocked = newWorkplace();
  blocked.configure({ spool: `{dir: "${blocked.spoolDir}", max_bytes: 1MiB}` });
  const victim = await start(blocked, WORKER);
  await sendSyslog(edge.port, pulseMessages(count), "127.0.1.1");
  await until("the program refuses messages", () =>
    statuses(blocked).some(({ refused }) => refused > 0),
  );
  await until("Kafka has been told what was consumed", () => kafka.commits() > 0);
  expect(acknowledged(blocked)).toBeLessThan(count);
  await kill(victim);
  await intake.clearFaults();
  await start(blocked, WORKER);
  // A message is what starts the program, which then takes over what the killed one left.
  await sendSyslog(edge.port, pulseMessages(1, count), "127.0.1.1");
  await waitForAllBut(intake, 1, count + 1);
});

test("what a device sends reaches the worker as it was, with the device's address", async () => {
  await intake.fault({ fault: { status: 503 } });
  const edge = await start(newWorkplace(), EDGE);
  const place = newWorkplace();
  await start(place, WORKER);
  await sendSyslog(edge.port, hostileMessages(), "127.0.1.9");
  await until("all are stored", () => acknowledged(place) === hostileMessages().length);
  expectFromDevice(journalLines(place), "127.0.1.9");
  await intake.clearFaults();
  expect((await waitForAll(intake, hostileMessages().length)).strange).toBe(0);
});

test("an edge stopped while Kafka does not answer keeps its messages for the next start", async () => {
  const count = 2000;
  const place = newWorkplace();
  const edge = await start(place, EDGE);
  await sendSyslog(edge.port, pulseMessages(1), "127.0.1.1");
  await start(newWorkplace(), WORKER);
  await intake.waitForEvents(1);
  kafka.pause();
  await sendSyslog(edge.port, pulseMessages(count, 1), "127.0.1.1");
  await edge.stop();
  machines.delete(edge);
  kafka.resume();
  const again = await start(place, EDGE);
  await sendSyslog(again.port, pulseMessages(1, count + 1), "127.0.1.1");
  expect((await waitForAll(intake, count + 2)).strange).toBe(0);
});
