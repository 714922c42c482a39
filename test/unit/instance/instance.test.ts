import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../../src/config/config.js";
import { Instance } from "../../../src/instance/instance.js";
import { JournalWriter } from "../../../src/journal/writer.js";
import { startSimulator } from "../../../src/simulator/simulator.js";
import { keptLog } from "../../support/log.js";
import { welf } from "../../support/messages.js";
import { temporaryDir } from "../../support/temporary.js";
import { until } from "../../support/until.js";

const KEY = "key0key0key0key0";

/** An instance and the writer of its journal. */
function start(configFile: string) {
  const instance = new Instance(configFile, loadConfig(configFile), keptLog().log);
  const journal = new JournalWriter(instance.writer, instance.progress);
  instance.start();
  return { instance, journal };
}

function configure(dir: string, url: string, spool: string, max = "1GiB"): string {
  const file = join(dir, "config.yaml");
  writeFileSync(
    file,
    `intake: {url: "${url}", key: ${KEY}}\nspool: {dir: "${join(dir, spool)}", max_bytes: ${max}}\nbatch: {max_wait: 0ms}\n`,
    { mode: 0o600 },
  );
  return file;
}

function append(journal: JournalWriter, text: string): void {
  journal.append(Buffer.from(text), 1, text.length);
}

test.each([true, false])(
  "everything was shipped: the journal stays if lines may still come (%s)",
  async (mayGrow) => {
    const simulator = await startSimulator({ keys: [KEY] });
    const dir = temporaryDir();
    const { instance, journal } = start(configure(dir, simulator.url, "spool"));
    append(journal, `${welf(0)}\n`);
    instance.wake();
    await until("it has arrived", () => simulator.stats().accepted === 1);
    await instance.finish(60_000, mayGrow);
    expect(existsSync(instance.writer.dir)).toBe(mayGrow);
    if (mayGrow) {
      append(journal, "late\n");
      const [segment] = readdirSync(instance.writer.dir).filter((name) => name.endsWith(".jsonl"));
      expect(readFileSync(join(instance.writer.dir, segment ?? ""), "utf8")).toContain("late\n");
    }
    journal.close();
    await simulator.close();
  },
);

test("another spool in the configuration: this instance stays in its own with everything", async () => {
  const dir = temporaryDir();
  const url = "http://127.0.0.1:9";
  const { instance, journal } = start(configure(dir, url, "spool"));
  configure(dir, url, "other");
  instance.reload();
  const [status] = readdirSync(join(dir, "spool/status"));
  await instance.finish(0, false);
  expect(readFileSync(join(dir, "spool/status", status ?? ""), "utf8")).toContain('"ended"');
  expect(existsSync(join(dir, "other"))).toBe(false);
  journal.close();
});

test("segments that somebody deletes take no room", async () => {
  const dir = temporaryDir();
  const { instance, journal } = start(configure(dir, "http://127.0.0.1:9", "spool", "1MiB"));
  const { dir: own } = instance.writer;
  for (let n = 0; n < 3; n++) {
    await until("there is room", () => {
      try {
        append(journal, `${"x".repeat(600_000)}\n`);
        return true;
      } catch {
        return false;
      }
    });
    for (const name of readdirSync(own)) if (name.endsWith(".jsonl")) rmSync(join(own, name));
  }
  await instance.finish(0, false);
  journal.close();
});

test("an adopted journal that stays is not called shipped", async () => {
  const dir = temporaryDir();
  const configFile = configure(dir, "http://127.0.0.1:9", "spool");
  const orphan = join(dir, "spool/journal/1-1-00000000");
  mkdirSync(orphan, { recursive: true });
  writeFileSync(join(orphan, "00000001.jsonl"), `${welf(0)}\n`);
  const { log, lines } = keptLog();
  const instance = new Instance(configFile, loadConfig(configFile), log);
  instance.start();
  await until("it is adopted", () => lines.join().includes("taking over the journal"));
  await instance.finish(5000, false);
  expect(lines.at(-1)).toContain("what is not shipped waits in the journal");
  const root = join(dir, "spool/journal");
  expect(readdirSync(root, { recursive: true }).join()).toContain("00000001.jsonl");
});

test("an adopted journal is made durable", async () => {
  const dir = temporaryDir();
  const orphan = join(dir, "spool/journal/1-1-00000000");
  mkdirSync(orphan, { recursive: true });
  // A line that cannot be shipped keeps the segment behind it, too, from being removed.
  writeFileSync(join(orphan, "00000001.jsonl"), `${welf(0)}\n`);
  // The kernel refuses to sync it, so that it shows that it was asked.
  symlinkSync("/dev/null", join(orphan, "00000002.jsonl"));
  const configFile = configure(dir, "http://127.0.0.1:9", "spool");
  const { log, lines } = keptLog();
  const instance = new Instance(configFile, loadConfig(configFile), log);
  instance.start();
  await until("it is synced", () => lines.join().includes("fsync of the journal failed: EINVAL"));
  await instance.finish(0, false);
});
