import { afterEach, beforeEach, expect, test } from "vitest";
import { waitForAll } from "../support/arrival.js";
import { createAuthority } from "../support/authority.js";
import { type Forwarder, startForwarder } from "../support/forwarder.js";
import { expectFromDevice, hostileMessages } from "../support/hostile.js";
import { type Machine, startMachine } from "../support/machine.js";
import { pulseMessages } from "../support/messages.js";
import { reservePort } from "../support/port.js";
import { sendSyslog } from "../support/sender.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { placedSnippet } from "../support/snippet.js";
import { acknowledged, journalLines, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

const EDGE = "49-pulse-sekoia-relp-edge.conf.example";
const CENTRAL = "51-pulse-sekoia-relp-central.conf.example";

/** `npm run test:fan-in` sends 100,000. */
const COUNT = Number(process.env.PULSE_SEKOIA_TEST_MESSAGES ?? 10_000);

interface Place {
  readonly workplace: Workplace;
  readonly snippet: string;
}

let intake: SimulatorProcess;
let forwarder: Forwarder;
let workplaces: Workplace[];
let machines: Set<Machine>;
let issue: ReturnType<typeof createAuthority>;
let ports: [number, number];

beforeEach(async () => {
  workplaces = [];
  machines = new Set();
  intake = await startSimulatorProcess(["--key", KEY]);
  issue = createAuthority(newWorkplace().dir);
  ports = [await reservePort(), await reservePort()];
  forwarder = await startForwarder(ports);
});

afterEach(async () => {
  await Promise.all([...machines].map((machine) => machine.stop()));
  await forwarder.stop();
  await intake.stop();
  for (const workplace of workplaces) workplace.remove();
});

function newWorkplace(): Workplace {
  const workplace = createWorkplace(intake.url);
  workplaces.push(workplace);
  return workplace;
}

/** A machine of that name: its snippet, with its certificate in place of the ones it names. */
function place(snippet: string, name: string, changes: Record<string, string>): Place {
  const workplace = newWorkplace();
  const { cert, key } = issue(name);
  return {
    workplace,
    snippet: placedSnippet(snippet, workplace, {
      "/etc/pulse-sekoia/tls/ca.pem": `${workplaces[0]?.dir}/ca.pem`,
      "/etc/pulse-sekoia/tls/cert.pem": cert,
      "/etc/pulse-sekoia/tls/key.pem": key,
      ...changes,
    }),
  };
}

function placeEdge(name = "edge1.example.org"): Place {
  return place(EDGE, name, {
    'target="central.example.org"': 'target="127.0.0.1"',
    'port="2514"': `port="${forwarder.port}"`,
  });
}

/** Both centrals answer to the one name the edges know. */
function placeCentral(port: number, name = "central.example.org"): Place {
  return place(CENTRAL, name, { 'port="2514"': `port="${port}" address="127.0.0.1"` });
}

async function start({ workplace, snippet }: Place): Promise<Machine> {
  const machine = await startMachine(workplace, snippet);
  machines.add(machine);
  return machine;
}

async function kill(machine: Machine): Promise<void> {
  await machine.stop("SIGKILL");
  machines.delete(machine);
}

test(`two centrals, ${COUNT} messages, one or the other killed -9 five times: nothing is lost`, async () => {
  const centrals = ports.map((port) => placeCentral(port));
  const up = await Promise.all(centrals.map(start));
  const edge = await start(placeEdge());
  const rounds = 5;
  const portion = Math.floor(COUNT / rounds);
  for (let round = 0; round < rounds; round++) {
    const sending = sendSyslog(edge.port, pulseMessages(portion, round * portion), "127.0.1.1");
    // The portion is on its way, and the beginning of it has arrived.
    await intake.waitForEvents(round * portion + Math.floor(portion / 4), 120_000);
    const victim = round % 2;
    await kill(up[victim] as Machine);
    await sending;
    up[victim] = await start(centrals[victim] as Place);
  }
  const { duplicates, strange } = await waitForAll(intake, rounds * portion);
  expect(strange).toBe(0);
  process.stdout.write(`RELP: ${rounds * portion} messages, 0 lost, ${duplicates} twice\n`);
});

test("both centrals down, then back: nothing is lost", async () => {
  const centrals = ports.map((port) => placeCentral(port));
  const up = await Promise.all(centrals.map(start));
  const edge = await start(placeEdge());
  const part = Math.floor(COUNT / 2);
  const sending = sendSyslog(edge.port, pulseMessages(part), "127.0.1.1");
  await intake.waitForEvents(part / 2, 120_000);
  await Promise.all(up.map(kill));
  await sending;
  // The centrals may have had all of that already; only what comes now is sure to tell the edge.
  await sendSyslog(edge.port, pulseMessages(COUNT - part, part), "127.0.1.1");
  await until("the edge has noticed", () => /omrelp/.test(edge.messages()));
  await Promise.all(centrals.map(start));
  const { strange } = await waitForAll(intake, COUNT);
  expect(strange).toBe(0);
});

test("a central whose program stores nothing any more is killed -9: nothing is lost", async () => {
  const count = 5000;
  await intake.fault({ fault: { status: 503 } });
  const central = placeCentral(ports[0]);
  const { workplace } = central;
  workplace.configure({ spool: `{dir: "${workplace.spoolDir}", max_bytes: 1MiB}` });
  const victim = await start(central);
  const edge = await start(placeEdge());
  await sendSyslog(edge.port, pulseMessages(count), "127.0.1.1");
  await until("the program refuses messages", () =>
    statuses(workplace).some(({ refused }) => refused > 0),
  );
  expect(acknowledged(workplace)).toBeLessThan(count);
  await kill(victim);
  await intake.clearFaults();
  await start(central);
  expect((await waitForAll(intake, count)).strange).toBe(0);
});

test("an edge that is not on the central's list is refused, and its messages arrive once it is", async () => {
  const central = placeCentral(ports[0]);
  const closed = await start({
    ...central,
    snippet: central.snippet.replace('"edge1.example.org", ', ""),
  });
  const edge = await start(placeEdge());
  await sendSyslog(edge.port, pulseMessages(100), "127.0.1.1");
  await until("the central says whom it refused", () =>
    /authentication error.*edge1\.example\.org/.test(closed.messages()),
  );
  expect(intake.events()).toEqual([]);
  await kill(closed);
  await start(central);
  expect((await waitForAll(intake, 100)).strange).toBe(0);
});

test("what a device sends reaches the central as it was, with the device's address", async () => {
  await intake.fault({ fault: { status: 503 } });
  const central = placeCentral(ports[0]);
  await start(central);
  const edge = await start(placeEdge());
  await sendSyslog(edge.port, hostileMessages(), "127.0.1.9");
  await until("all are stored", () => acknowledged(central.workplace) === hostileMessages().length);
  expectFromDevice(journalLines(central.workplace), "127.0.1.9");
  await intake.clearFaults();
  expect((await waitForAll(intake, hostileMessages().length)).strange).toBe(0);
});
