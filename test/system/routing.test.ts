import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { account, welf } from "../support/messages.js";
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
  await rsyslogd?.stop();
  await Promise.all(NAMES.map((name) => intakes[name].stop()));
  workplace.remove();
});

/** Node PCS-A to intake a, and so on; no default. `keys` replaces the keys of some. */
function configure(keys: Partial<Record<Name, string>> = {}, names: readonly Name[] = NAMES): void {
  const routes = names.map((name) => {
    const keyFile = join(workplace.dir, `${name}.key`);
    writeFileSync(keyFile, keys[name] ?? keyOf(name), { mode: 0o600 });
    return `{name: ${name}, match: {vpn: PCS-${name.toUpperCase()}}, url: "${intakes[name].url}", key_file: "${keyFile}"}`;
  });
  workplace.configure({ intake: "{}", routes: `[${routes.join(", ")}]` });
}

/** Record number n of the node of an intake; a user name tries to steer it to another. */
function record(name: string, n: number): string {
  return welf(n, "Login failed for x vpn=PCS-A fw=192.0.2.9")
    .replace("vpn=PCS-1", `vpn=PCS-${name.toUpperCase()}`)
    .replace(`user=user${n}`, "user=x vpn=PCS-A");
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
    const expected = new Set(Array.from({ length: count }, (_, n) => record(name, n)));
    expect(events.filter(({ event }) => !expected.has(event))).toEqual([]);
  }
  expect((await intakes.b.stats()).accepted).toBe(0);
  const [status] = statuses(workplace).filter(({ troubles }) => troubles.length > 0);
  expect(status?.troubles[0]?.reason).toMatch(/^route b: Sekoia refused the intake key.*\(401\)$/);

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

test("what no route takes is set aside where there is no default", async () => {
  configure({}, ["a"]);
  rsyslogd = await startRsyslogd(workplace);
  await sendSyslog(rsyslogd.port, mixed(3));
  await intakes.a.waitForEvents(3);
  const letters = await until("six letters", () => {
    const found = deadLetters(workplace);
    return found.length === 6 && found;
  });
  expect(new Set(letters.map(({ reason }) => reason))).toEqual(new Set(["unrouted"]));
});
