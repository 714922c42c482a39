import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seededRandom } from "../../src/simulator/seeded-random.js";
import { account, pulseMessages } from "../support/messages.js";
import { type Rsyslogd, startRsyslogd } from "../support/rsyslogd.js";
import { readIfThere } from "../support/rsyslogd-process.js";
import { sendSyslog } from "../support/sender.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { acknowledged, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

let intake: SimulatorProcess;
let workplace: Workplace;
let rsyslogd: Rsyslogd;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url);
});

afterEach(async () => {
  await rsyslogd.stop();
  await intake.stop();
  workplace.remove();
});

const DOWN = { fault: { status: 503 } } as const;

test("helper killed -9 twenty times at random while 50,000 messages flow: all arrive", async () => {
  const kills = 20;
  const portion = 2500;
  const count = kills * portion;
  const random = seededRandom(20261124);
  rsyslogd = await startRsyslogd(workplace);
  for (let kill = 0; kill < kills; kill++) {
    // A portion is on its way, and some random part of it has arrived, when the instance dies wherever
    // it happens to be.
    const sending = sendSyslog(rsyslogd.port, pulseMessages(portion, kill * portion));
    await intake.waitForEvents(kill * portion + Math.floor(random() * portion));
    const [victim] = await until("an instance runs", () => {
      const helpers = rsyslogd.helpers();
      return helpers.length > 0 && helpers;
    });
    process.kill(victim ?? 0, "SIGKILL");
    await sending;
  }
  // A message is what starts the program again if the last kill came after all were acknowledged.
  await sendSyslog(rsyslogd.port, pulseMessages(1, count));
  await until("all messages have arrived", () => account(intake.events(), count + 1).lost === 0);
  const { duplicates, strange } = account(intake.events(), count + 1);
  expect(strange).toBe(0);
  // Sent again after a kill: what was in flight (4 requests of 1000 at the most), what lay between the
  // cursor and the end of what was confirmed (less than one read of 256 KiB, below 400 lines), and one line
  // whose OK had not left.
  expect(duplicates).toBeLessThanOrEqual(kills * (4 * 1000 + 400 + 1));
});

test("intake down, rsyslogd restarted twice with SIGTERM: all 10,000 arrive", async () => {
  const count = 10_000;
  await intake.fault(DOWN);
  rsyslogd = await startRsyslogd(workplace);
  for (const part of [0, 1]) {
    await sendSyslog(rsyslogd.port, pulseMessages(4000, part * 4000));
    expect(await rsyslogd.stop("SIGTERM")).toBe(0);
    rsyslogd = await startRsyslogd(workplace);
  }
  await sendSyslog(rsyslogd.port, pulseMessages(2000, 8000));
  await intake.clearFaults();
  await intake.waitForEvents(count, 120_000);
  expect(account(intake.events(), count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test("rsyslogd killed -9 while the intake is down: everything acknowledged arrives later", async () => {
  const count = 5000;
  await intake.fault(DOWN);
  rsyslogd = await startRsyslogd(workplace);
  await sendSyslog(rsyslogd.port, pulseMessages(count));
  await until("all are acknowledged", () => acknowledged(workplace) === count);
  const orphans = rsyslogd.helpers();
  await rsyslogd.stop("SIGKILL");
  await until("the helpers have noticed", () => orphans.every((pid) => !isRunning(pid)));
  rsyslogd = await startRsyslogd(workplace);
  await intake.clearFaults();
  // A message is what starts the program again.
  await sendSyslog(rsyslogd.port, pulseMessages(1, count));
  await intake.waitForEvents(count + 1);
  expect(account(intake.events(), count + 1)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test("two instances at once, one killed -9 with a backlog: the other ships it", async () => {
  await intake.fault(DOWN);
  // The second worker starts with the queue; both then have a share.
  rsyslogd = await startRsyslogd(workplace, (snippet) =>
    snippet.replace('workerThreadMinimumMessages="2000"', 'workerThreadMinimumMessages="1"'),
  );
  const count = 20_000;
  await sendSyslog(rsyslogd.port, pulseMessages(count));
  await until("all are acknowledged", () => acknowledged(workplace) === count);
  const [first, second] = rsyslogd.helpers();
  expect(second).toBeDefined();
  process.kill(first ?? 0, "SIGKILL");
  await until("the victim is gone", () => !isRunning(first ?? 0));
  await intake.clearFaults();
  await intake.waitForEvents(count, 120_000);
  expect(account(intake.events(), count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  await until("the orphan's journal is removed", () =>
    readdirSync(join(workplace.spoolDir, "journal")).every(
      (name) => name.startsWith(`${second}-`) && !name.includes("~"),
    ),
  );
});

test("the spool's limit is reached: rsyslog keeps the rest, and all arrive when the intake is back", async () => {
  workplace.configure({ spool: `{dir: "${workplace.spoolDir}", max_bytes: 1MiB}` });
  await intake.fault(DOWN);
  rsyslogd = await startRsyslogd(workplace);
  const count = 5000;
  await sendSyslog(rsyslogd.port, pulseMessages(count));
  await until("the program refuses messages", () =>
    statuses(workplace).some(({ refused }) => refused > 0),
  );
  // What the program says gets into this file through rsyslogd.
  await until("the log says why", () =>
    /not stored: the spool is full/.test(readIfThere(workplace.logFile)),
  );
  expect(acknowledged(workplace)).toBeLessThan(count);
  await intake.clearFaults();
  await intake.waitForEvents(count, 120_000);
  expect(account(intake.events(), count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
