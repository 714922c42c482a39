import { afterEach, beforeEach, expect, test } from "vitest";
import { waitForAll } from "../support/arrival.js";
import { type Kafka, startKafka } from "../support/kafka.js";
import { type Machine, placedSnippet, startMachine } from "../support/machine.js";
import { pulseMessages } from "../support/messages.js";
import { sendSyslog } from "../support/sender.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const EDGE = "49-pulse-sekoia-kafka-edge.conf.example";
const WORKER = "51-pulse-sekoia-kafka-worker.conf.example";
const BROKERS = '"kafka1.example.org:9092", "kafka2.example.org:9092", "kafka3.example.org:9092"';

/** `npm run test:kafka` sends 100,000. */
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
  process.kill(second.helpers()[0] ?? 0, "SIGKILL");
  await sendQuarter(2);
  kafka.pause();
  await sendQuarter(3);
  kafka.resume();

  const { duplicates, strange } = await waitForAll(intake, 4 * quarter);
  expect(strange).toBe(0);
  process.stdout.write(`Kafka: ${4 * quarter} messages, 0 lost, ${duplicates} twice\n`);
});
