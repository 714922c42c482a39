import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pulseMessage } from "../support/messages.js";
import { type Rsyslogd, startRsyslogd } from "../support/rsyslogd.js";
import { sendSyslog } from "../support/sender.js";
import { until } from "../support/until.js";
import { createWorkplace, type Workplace } from "../support/workplace.js";

// What 49-pulse-sekoia.conf says of a full queue, seen with a small one and a program that takes nothing more.

let workplace: Workplace;
let rsyslogd: Rsyslogd;

const SMALL: Record<string, string> = {
  'queue.size="50000"': 'queue.size="500"',
  'queue.maxDiskSpace="4g"': 'queue.maxDiskSpace="64k"',
  // A second one would start a second program.
  'queue.workerThreads="2"': 'queue.workerThreads="1"',
  // The program must not be replaced meanwhile.
  'confirmTimeout="20000"': 'confirmTimeout="600000"',
};

beforeEach(async () => {
  workplace = createWorkplace("http://127.0.0.1:9");
  rsyslogd = await startRsyslogd(workplace, (snippet) =>
    Object.entries(SMALL).reduce((text, [from, to]) => text.replace(from, to), snippet),
  );
  await sendSyslog(rsyslogd.listenerPort, [pulseMessage(0)]);
  await until(
    "the program works",
    () => existsSync(workplace.logFile) && /started/.test(readFileSync(workplace.logFile, "utf8")),
  );
  signal("SIGSTOP");
});

afterEach(async () => {
  signal("SIGKILL");
  await rsyslogd.stop("SIGKILL");
  workplace.remove();
});

const signal = (name: NodeJS.Signals) => {
  for (const pid of rsyslogd.helpers()) process.kill(pid, name);
};
const MESSAGES = 20_000;
const flood = (port: number) => {
  let done = false;
  const messages = Array.from({ length: MESSAGES }, (_, n) => pulseMessage(n + 1));
  void sendSyslog(port, messages).then(
    () => {
      done = true;
    },
    () => {},
  );
  return () => done;
};
const ordinary = () =>
  sendSyslog(rsyslogd.port, ["<13>1 2026-11-24T10:21:15Z host app - - - ordinary"]);
const taken = () => rsyslogd.otherRules().split("\n").length;
const arrived = () => rsyslogd.otherRules().includes("ordinary");

test("through the listener: Pulse devices wait, and everybody else's messages go on", async () => {
  const isDone = flood(rsyslogd.listenerPort);
  await ordinary();
  await until("the ordinary message", arrived);
  expect(isDone()).toBe(false);
});

test("through another input: what comes after waits for the program too", async () => {
  flood(rsyslogd.port);
  // Each one stands in the other rules' file once the queue has taken it.
  await until("the queue has taken what its memory holds", () => taken() > 400);
  await ordinary();
  expect(arrived()).toBe(false);
  expect(taken()).toBeLessThan(MESSAGES);
  signal("SIGCONT");
  await until("the ordinary message", arrived);
});
