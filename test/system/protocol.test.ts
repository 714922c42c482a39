import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { currentOwner } from "../../src/journal/owner.js";
import { account, handedLine } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

let intake: SimulatorProcess;
let workplace: Workplace;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url);
});

afterEach(async () => {
  await endHelpers();
  await intake.stop();
  workplace.remove();
});

const log = () => readFileSync(workplace.logFile, "utf8");
const journals = () => readdirSync(join(workplace.spoolDir, "journal"));

test("the first OK comes before any line, then one answer a line, and the end of input ends it with 0", async () => {
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBe("OK");
  for (let n = 0; n < 10; n++) {
    helper.write(handedLine(n));
    expect(await helper.answer()).toBe("OK");
  }
  helper.closeInput();
  expect(await helper.answer()).toBeUndefined();
  expect(await helper.exited).toBe(0);
  expect(account(intake.events(), 10)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  // Everything was shipped, so nothing is left behind.
  expect(journals()).toEqual([]);
});

test("the answer means that the line is in the journal", async () => {
  await intake.fault({ fault: { status: 500 } });
  const helper = startHelper(workplace);
  await helper.answer();
  helper.write(handedLine(0).slice(0, 20));
  helper.write(handedLine(0).slice(20));
  expect(await helper.answer()).toBe("OK");
  helper.signal("SIGKILL");
  await helper.exited;
  const [journal] = journals();
  expect(
    readFileSync(join(workplace.spoolDir, "journal", journal ?? "", "00000001.jsonl"), "utf8"),
  ).toBe(handedLine(0));
});

test("a wrong configuration: no OK, exit 1, and a line that says what, where and how to mend it", async () => {
  workplace.configure({ batch: "{max_event: 10}" });
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBeUndefined();
  expect(await helper.exited).toBe(1);
  expect(log()).toContain("config.yaml:3: batch.max_event: there is no such key");
});

test("a spool that cannot be used: no OK, exit 1, and its name in the log", async () => {
  rmSync(workplace.spoolDir, { recursive: true });
  writeFileSync(workplace.spoolDir, "a file where a directory should be");
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBeUndefined();
  expect(await helper.exited).toBe(1);
  expect(log()).toContain(workplace.spoolDir);
});

test("nothing but answers reaches stdout, even from code that writes to descriptor 1", async () => {
  const preload = join(workplace.dir, "stray.cjs");
  writeFileSync(
    preload,
    `setInterval(() => {
       console.log("stray console.log");
       process.stdout.write("stray write\\n");
       try { require("node:fs").writeSync(1, "stray writeSync\\n"); } catch {}
     }, 1).unref();`,
  );
  const helper = startHelper(workplace, ["--require", preload]);
  expect(await helper.answer()).toBe("OK");
  for (let n = 0; n < 200; n++) {
    helper.write(handedLine(n));
    expect(await helper.answer()).toBe("OK");
  }
  helper.closeInput();
  expect(await helper.answer()).toBeUndefined();
  expect(await helper.exited).toBe(0);
  expect(log()).toContain("stray console.log");
  expect(log()).toContain("stray writeSync");
});

test("SIGTERM while the input stays open: ships what it has and ends with 0", async () => {
  const helper = startHelper(workplace);
  await helper.answer();
  helper.write(handedLine(0));
  expect(await helper.answer()).toBe("OK");
  helper.signal("SIGTERM");
  expect(await helper.exited).toBe(0);
  expect(account(intake.events(), 1)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test("SIGTERM while the intake is down: leaves the rest in the journal, and the next instance ships it", async () => {
  await intake.fault({ fault: { status: 500 } });
  const first = startHelper(workplace);
  await first.answer();
  first.write(handedLine(0) + handedLine(1));
  expect([await first.answer(), await first.answer()]).toEqual(["OK", "OK"]);
  first.signal("SIGTERM");
  expect(await first.exited).toBe(0);
  expect(journals()).toHaveLength(1);
  await intake.clearFaults();
  const second = startHelper(workplace);
  await second.answer();
  await intake.waitForEvents(2);
  second.closeInput();
  expect(await second.exited).toBe(0);
  expect(account(intake.events(), 2)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(journals()).toEqual([]);
});

test("rsyslog stops reading answers: the program ends, and what it stored is shipped", async () => {
  const helper = startHelper(workplace);
  await helper.answer();
  helper.closeOutput();
  helper.write(handedLine(0));
  expect(await helper.exited).toBe(0);
  expect(account(intake.events(), 1)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test("an uncaught error ends it with one line in the log and a code that is not 0; nothing is lost", async () => {
  const preload = join(workplace.dir, "bug.cjs");
  writeFileSync(preload, `process.on("SIGUSR2", () => { throw new Error("a bug"); });`);
  await intake.fault({ fault: { status: 500 } });
  const first = startHelper(workplace, ["--require", preload]);
  await first.answer();
  first.write(handedLine(0));
  expect(await first.answer()).toBe("OK");
  first.signal("SIGUSR2");
  expect(await first.exited).toBe(1);
  expect(
    log()
      .split("\n")
      .filter((text) => text.includes("a bug")),
  ).toHaveLength(1);
  await intake.clearFaults();
  const second = startHelper(workplace);
  await second.answer();
  await intake.waitForEvents(1);
  expect(account(intake.events(), 1)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test("no thread left: no OK, exit 1, and one line in the log", async () => {
  const preload = join(workplace.dir, "threadless.cjs");
  writeFileSync(
    preload,
    `require("node:worker_threads").Worker = class { constructor() { throw new Error("EAGAIN"); } };`,
  );
  const helper = startHelper(workplace, ["--require", preload]);
  expect(await helper.answer()).toBeUndefined();
  expect(await helper.exited).toBe(1);
  expect(log().trim().split("\n")).toEqual([expect.stringMatching(/"fatal".*thread.*EAGAIN/)]);
});

test("SIGHUP reads the key again and goes on at once; a broken configuration changes nothing", async () => {
  writeFileSync(workplace.keyFile, "wrong-key-wrong-key-wrong-key-00");
  const helper = startHelper(workplace);
  await helper.answer();
  helper.write(handedLine(0));
  expect(await helper.answer()).toBe("OK");
  const trouble = await until(
    "the refused key is in the status",
    () => statuses(workplace)[0]?.troubles[0],
  );
  expect(trouble.reason).toMatch(/^Sekoia refused the intake key.*\(401\)$/);

  workplace.configure({ nonsense: "1" });
  helper.signal("SIGHUP");
  await until("the log says so", () => log().includes("nonsense: there is no such key"));

  workplace.configure({});
  writeFileSync(workplace.keyFile, KEY);
  helper.signal("SIGHUP");
  await intake.waitForEvents(1);
  expect(log()).not.toContain("wrong-key");
  expect(log()).not.toContain(KEY);
});

test("a journal of a process whose number now belongs to another one is taken over", async () => {
  // This very process runs, but it began at another time than the owner named here.
  const [pid, start, boot] = currentOwner().split("-");
  const orphan = join(workplace.spoolDir, "journal", `${pid}-${Number(start) - 1}-${boot}`);
  mkdirSync(orphan, { recursive: true });
  writeFileSync(join(orphan, "00000001.jsonl"), handedLine(0) + handedLine(1).slice(0, 30));
  const alive = join(workplace.spoolDir, "journal", currentOwner());
  mkdirSync(alive);
  writeFileSync(join(alive, "00000001.jsonl"), handedLine(2));

  const helper = startHelper(workplace);
  await helper.answer();
  await intake.waitForEvents(1);
  helper.closeInput();
  expect(await helper.exited).toBe(0);
  expect(account(intake.events(), 1)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(journals()).toEqual([currentOwner()]);
});

test("many instances started at once share out the orphans, each to exactly one", async () => {
  const count = 40;
  for (let n = 0; n < count; n++) {
    const orphan = join(workplace.spoolDir, "journal", `${n + 1}-1-00000000`);
    mkdirSync(orphan, { recursive: true });
    writeFileSync(join(orphan, "00000001.jsonl"), handedLine(n));
  }
  const helpers = Array.from({ length: 4 }, () => startHelper(workplace));
  await intake.waitForEvents(count);
  for (const helper of helpers) helper.closeInput();
  expect(await Promise.all(helpers.map(({ exited }) => exited))).toEqual([0, 0, 0, 0]);
  expect(account(intake.events(), count)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
  expect(journals()).toEqual([]);
});

test("its segment and directory are deleted under its feet: everything arrives all the same", async () => {
  await intake.fault({ fault: { status: 500 } });
  const helper = startHelper(workplace);
  await helper.answer();
  helper.write(handedLine(0));
  expect(await helper.answer()).toBe("OK");
  for (const journal of journals())
    rmSync(join(workplace.spoolDir, "journal", journal), { recursive: true });
  helper.write(handedLine(1));
  expect(await helper.answer()).toBe("OK");
  await until("the program notices", () => log().includes("was deleted while in use"));
  helper.write(handedLine(2));
  expect(await helper.answer()).toBe("OK");
  expect(journals()).toHaveLength(1);
  await intake.clearFaults();
  await intake.waitForEvents(3);
  expect(account(intake.events(), 3)).toEqual({ lost: 0, duplicates: 0, strange: 0 });
});

test("a key file that cannot be read is named", async () => {
  rmSync(workplace.keyFile);
  mkdirSync(workplace.keyFile);
  const helper = startHelper(workplace);
  expect(await helper.exited).toBe(1);
  expect(log()).toContain("intake.key_file: cannot read the intake key");
});

test("a disk whose fsync takes long is asked one thing at a time", async () => {
  workplace.configure({ spool: `{dir: "${workplace.spoolDir}", fsync: 10ms}` });
  const preload = join(workplace.dir, "slow-disk.cjs");
  const asked = join(workplace.dir, "asked");
  writeFileSync(asked, "");
  writeFileSync(
    preload,
    `const files = require("node:fs");
     files.fdatasync = () => files.appendFileSync(${JSON.stringify(asked)}, ".");
     require("node:module").syncBuiltinESMExports();`,
  );
  const helper = startHelper(workplace, ["--require", preload]);
  await helper.answer();
  for (let n = 0; n < 20; n++) {
    helper.write(handedLine(n));
    expect(await helper.answer()).toBe("OK");
    await delay(20);
  }
  await intake.waitForEvents(20);
  expect(readFileSync(asked, "utf8")).toBe(".");
});
