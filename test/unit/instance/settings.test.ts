import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { loadConfig } from "../../../src/config/config.js";
import { Instance } from "../../../src/instance/instance.js";
import { currentOwner } from "../../../src/journal/owner.js";
import { JournalFull, JournalWriter } from "../../../src/journal/writer.js";
import { startSimulator } from "../../../src/simulator/simulator.js";
import { keptLog } from "../../support/log.js";
import { handedLine, welf } from "../../support/messages.js";
import { KEY } from "../../support/one-intake.js";
import { temporaryDir } from "../../support/temporary.js";
import { until } from "../../support/until.js";

const MIB = 2 ** 20;

/** An instance with this configuration; it ends with the test. */
function start(dir: string, text: string) {
  const file = join(dir, "config.yaml");
  const configure = (more: string) => {
    writeFileSync(file, more.replaceAll("DIR", dir), { mode: 0o600 });
  };
  configure(text);
  const { log, lines } = keptLog();
  log.level = "info";
  const instance = new Instance(file, loadConfig(file), log);
  const journal = new JournalWriter(instance.writer, instance.progress);
  instance.start();
  onTestFinished(async () => {
    await instance.finish(0, false);
    journal.close();
  });
  const append = (line: string) => {
    journal.append(Buffer.from(line), 1, Buffer.byteLength(line));
    instance.wake();
  };
  return { instance, append, configure, log, lines };
}

test("a HUP counts for the rules of pulse and drop, and for the log's level", async () => {
  const dir = temporaryDir();
  const store = join(dir, "events");
  const simulator = await startSimulator({ keys: [KEY], store });
  onTestFinished(() => simulator.close());
  const base = `intake: {url: "${simulator.url}", key: ${KEY}}\nspool: {dir: "DIR/spool"}\nbatch: {max_wait: 0ms}\n`;
  const { instance, append, configure, log, lines } = start(dir, base);
  const foreign = `${JSON.stringify({ raw: "nobody we know" })}\n`;
  append(handedLine(1));
  await until("it has arrived", () => simulator.stats().accepted === 1);
  configure(`${base}pulse: {foreign: ship}\ndrop: [{ code: AUT99999 }]\nlog: {level: debug}\n`);
  instance.reload();
  expect(lines.at(-1)).toBe("info: configuration read again");
  expect(log.level).toBe("debug");
  append(handedLine(7).replace("AUT24414", "AUT99999"));
  append(foreign);
  append(handedLine(8));
  await until("the others have arrived", () => simulator.stats().accepted === 3);
  const events = readFileSync(store, "utf8");
  expect(events).not.toContain("user7");
  expect(events).toContain("nobody we know");
});

test("events wait for batch.max_wait", async () => {
  const dir = temporaryDir();
  const timers = vi.spyOn(globalThis, "setTimeout");
  onTestFinished(() => void timers.mockRestore());
  const { append } = start(
    dir,
    `intake: {url: "http://127.0.0.1:9", key: ${KEY}}\nspool: {dir: "DIR/spool"}\nbatch: {max_wait: 7777ms}\n`,
  );
  append(handedLine(1));
  await until("the timer is set", () => timers.mock.calls.some(([, ms]) => ms === 7777));
});

test("journals of the dead, of others and backlogs count in spool.max_bytes", async () => {
  const dir = temporaryDir();
  const root = join(dir, "spool/journal");
  const other = spawn("sleep", ["1000"], { stdio: "ignore" });
  onTestFinished(() => void other.kill("SIGKILL"));
  const stat = readFileSync(`/proc/${other.pid}/stat`, "latin1");
  const start22 = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  const running = `${other.pid}-${start22}-${currentOwner().split("-")[2]}`;
  for (const owner of ["1-1-00000000", running, `${running}~1`]) {
    mkdirSync(join(root, owner), { recursive: true });
    const line = `${JSON.stringify({ raw: welf(0, "x".repeat(200_000)) })}\n`;
    writeFileSync(join(root, owner, "00000001.jsonl"), line);
  }
  const { append } = start(
    dir,
    `intake: {url: "http://127.0.0.1:9", key: ${KEY}}\nspool: {dir: "DIR/spool", max_bytes: 1MiB}\n`,
  );
  const piece = `${JSON.stringify({ raw: "x".repeat(5000) })}\n`;
  expect(() => {
    for (let n = 0; n < 1000; n++) append(piece);
  }).toThrow(JournalFull);
  const names = readdirSync(root, { recursive: true }) as string[];
  const bytes = names
    .filter((name) => name.endsWith(".jsonl"))
    .reduce((sum, name) => sum + statSync(join(root, name)).size, 0);
  expect(bytes).toBeLessThanOrEqual(MIB);
  expect(bytes).toBeGreaterThan(MIB - 16 * 1024);
});
