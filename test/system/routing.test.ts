import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { account, welf } from "../support/messages.js";
import { endHelpers, type Helper, startHelper } from "../support/omprog.js";
import { type Rsyslogd, startRsyslogd } from "../support/rsyslogd.js";
import { sendSyslog } from "../support/sender.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { acknowledged, deadLetters, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, type Workplace } from "../support/workplace.js";

const NAMES = ["a", "b", "c"] as const;
type Name = (typeof NAMES)[number];
const keyOf = (name: Name) => `${name}0testkey0testkey0testkey0testkey`;

let intakes: Record<Name, SimulatorProcess>;
let workplace: Workplace;
let rsyslogd: Rsyslogd | undefined;

beforeEach(async () => {
  const start = (name: Name) => startSimulatorProcess(["--key", keyOf(name)]);
  intakes = { a: await start("a"), b: await start("b"), c: await start("c") };
  workplace = createWorkplace(intakes.a.url);
  configure();
});

afterEach(async () => {
  await endHelpers();
  await rsyslogd?.stop();
  await Promise.all(NAMES.map((name) => intakes[name].stop()));
  workplace.remove();
});

/** Node PCS-A to intake a, and so on; no default. `keys` replaces the keys of some. */
function configure(
  keys: Partial<Record<Name, string>> = {},
  names: readonly Name[] = NAMES,
  sections: Record<string, string> = {},
): void {
  const routes = names.map((name) => {
    const keyFile = join(workplace.dir, `${name}.key`);
    writeFileSync(keyFile, keys[name] ?? keyOf(name), { mode: 0o600 });
    return `{name: ${name}, match: {vpn: PCS-${name.toUpperCase()}}, url: "${intakes[name].url}", key_file: "${keyFile}"}`;
  });
  workplace.configure({ intake: "{}", routes: `[${routes.join(", ")}]`, ...sections });
}

/** Record number n of the node of an intake; a user name tries to steer it to another. */
function record(name: string, n: number): string {
  return welf(n, "Login failed for x vpn=PCS-A fw=192.0.2.9")
    .replace("vpn=PCS-1", `vpn=PCS-${name.toUpperCase()}`)
    .replace(`user=user${n}`, "user=x vpn=PCS-A");
}

/** The same as it arrives: what was typed cannot be taken for a key any more. */
function arrived(name: string, n: number): string {
  return record(name, n)
    .replace("user=x vpn=PCS-A", 'user="x vpn%3DPCS-A"')
    .replace("for x vpn=PCS-A fw=192.0.2.9", "for x vpn%3DPCS-A fw%3D192.0.2.9");
}

function* mixed(count: number): Generator<string> {
  for (let n = 0; n < count; n++) {
    for (const name of NAMES)
      yield `<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - ${record(name, n)}`;
  }
}

test("one of three intakes answers 401 for the whole run: the others get everything meanwhile", async () => {
  const count = 5000;
  configure({ b: "wrong0key0wrong0key0wrong0key000" });
  rsyslogd = await startRsyslogd(workplace);
  await sendSyslog(rsyslogd.port, mixed(count));
  await intakes.a.waitForEvents(count);
  await intakes.c.waitForEvents(count);
  for (const name of ["a", "c"] as const) {
    const events = intakes[name].events();
    expect(account(events, count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
    const expected = new Set(Array.from({ length: count }, (_, n) => arrived(name, n)));
    expect(events.filter(({ event }) => !expected.has(event))).toEqual([]);
  }
  expect((await intakes.b.stats()).accepted).toBe(0);
  const trouble = await until("the trouble is in the status", () =>
    statuses(workplace)
      .flatMap(({ troubles }) => troubles)
      .at(0),
  );
  expect(trouble.reason).toMatch(/^route b: Sekoia refused the intake key.*\(401\)$/);

  // The key is corrected: what waited is shipped, from the journals where it was parked.
  configure();
  for (const pid of rsyslogd.helpers()) process.kill(pid, "SIGHUP");
  await intakes.b.waitForEvents(count);
  expect(account(intakes.b.events(), count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test("killed -9 with lines parked for one intake: the next instance ships them, and to no other", async () => {
  const count = 5000;
  await intakes.b.fault({ fault: { status: 503 } });
  rsyslogd = await startRsyslogd(workplace);
  await sendSyslog(rsyslogd.port, mixed(count));
  await intakes.a.waitForEvents(count);
  await intakes.c.waitForEvents(count);
  await until("all are acknowledged", () => acknowledged(workplace) === 3 * count);
  await until("lines are parked", () =>
    statuses(workplace).some(({ parkedBytes }) => parkedBytes?.b),
  );
  for (const pid of rsyslogd.helpers()) process.kill(pid, "SIGKILL");
  await intakes.b.clearFaults();
  await sendSyslog(rsyslogd.port, mixed(1));
  await until("all have arrived at b", () => account(intakes.b.events(), count).lost === 0);
  for (const name of NAMES) {
    const { lost, strange } = account(intakes[name].events(), count);
    expect({ name, lost, strange }).toEqual({ name, lost: 0, strange: 0 });
    expect(
      intakes[name]
        .events()
        .every(({ event }) => event.includes(` vpn=PCS-${name.toUpperCase()} ivs`)),
    ).toBe(true);
  }
  await rsyslogd.stop();
  expect(readdirSync(join(workplace.spoolDir, "journal"))).toEqual([]);
});

test("a route renamed with a typo: its events wait and are told, and go once the typo is corrected", async () => {
  const count = 2000;
  configure({}, ["a", "b"]);
  rsyslogd = await startRsyslogd(workplace);
  await sendSyslog(rsyslogd.port, mixed(count));
  await intakes.a.waitForEvents(count);
  await intakes.b.waitForEvents(count);
  const unrouted = () =>
    statuses(workplace).reduce((sum, { parkedEvents }) => sum + (parkedEvents?.unrouted ?? 0), 0);
  await until("those of c are told", () => unrouted() === count);
  expect(
    statuses(workplace)
      .flatMap(({ troubles }) => troubles)
      .at(0)?.reason,
  ).toMatch(
    /^no route takes some events, and there is no default intake \(the first: from .*vpn PCS-C\)$/,
  );
  expect(deadLetters(workplace).filter(({ reason }) => reason !== "forged-original")).toEqual([]);

  configure();
  for (const pid of rsyslogd.helpers()) process.kill(pid, "SIGHUP");
  await intakes.c.waitForEvents(count);
  expect(account(intakes.c.events(), count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  await until(
    "nothing waits",
    () => statuses(workplace).every(({ troubles }) => troubles.length === 0) && unrouted() === 0,
  );
});

/** Hands over a record the way rsyslog does: again, as long as it is refused. */
async function handOver(helper: Helper, name: Name, n: number): Promise<void> {
  for (;;) {
    helper.write(`${JSON.stringify({ raw: `<134>PulseSecure: ${record(name, n)}` })}\n`);
    if ((await helper.answer()) === "OK") return;
    await delay(100);
  }
}

test("one event that an intake does not take: the others' fill no spool and are not sent twice", async () => {
  const count = 10_000;
  const spool = `{dir: "${workplace.spoolDir}", max_bytes: 2MiB}`;
  configure({}, NAMES, { spool });
  await intakes.b.fault({ fault: { status: 503 } });
  const helper = startHelper(workplace);
  await helper.answer();
  await handOver(helper, "b", 0);
  // More than twice what the spool may hold.
  for (let n = 0; n < count; n++) await handOver(helper, "a", n);
  await intakes.a.waitForEvents(count);
  await until("all answers have come", () =>
    statuses(workplace).some(({ counters }) => counters.shipped === count),
  );
  helper.signal("SIGKILL");
  await helper.exited;

  await intakes.b.clearFaults();
  const next = startHelper(workplace);
  await next.answer();
  await intakes.b.waitForEvents(1);
  next.closeInput();
  await next.exited;
  expect(account(intakes.a.events(), count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(account(intakes.b.events(), 1)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(readdirSync(join(workplace.spoolDir, "journal"))).toEqual([]);
});

test("a route that is removed while its intake is down: what waits for it goes where the rules say now", async () => {
  const count = 3000;
  await intakes.b.fault({ fault: { status: 503 } });
  configure({}, ["a", "b"], { batch: "{max_wait: 50ms, max_events: 100}" });
  const helper = startHelper(workplace);
  await helper.answer();
  for (let n = 0; n < count; n++) await handOver(helper, "b", n);
  await until("lines are parked", () =>
    statuses(workplace).some(({ parkedBytes }) => parkedBytes?.b),
  );

  configure({}, ["a"], {
    intake: `{url: "${intakes.c.url}", key: ${keyOf("c")}}`,
    batch: "{max_wait: 50ms, max_events: 100}",
  });
  helper.signal("SIGHUP");
  await intakes.c.waitForEvents(count);
  await until("no trouble is left", () =>
    statuses(workplace).every(({ troubles }) => troubles.length === 0),
  );
  helper.closeInput();
  expect(await helper.exited).toBe(0);
  expect(account(intakes.c.events(), count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(readdirSync(join(workplace.spoolDir, "journal"))).toEqual([]);
});
