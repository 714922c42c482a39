import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { loadConfig } from "../../../src/config/config.js";
import { BatchSender } from "../../../src/delivery/batch-sender.js";
import { Pipeline } from "../../../src/delivery/pipeline.js";
import { Instance } from "../../../src/instance/instance.js";
import { loadCursor } from "../../../src/journal/cursor.js";
import { START } from "../../../src/journal/layout.js";
import { JournalWriter } from "../../../src/journal/writer.js";
import { MAX_EVENT_BYTES } from "../../../src/sekoia/limits.js";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import { keptLog } from "../../support/log.js";
import { handedLine, welf } from "../../support/messages.js";
import { KEY } from "../../support/one-intake.js";
import { deadLetters } from "../../support/spool.js";
import { temporaryDir } from "../../support/temporary.js";
import { until } from "../../support/until.js";
import type { Workplace } from "../../support/workplace.js";

const OTHER_KEY = "key1key1key1key1";

let simulator: Simulator;
let dir: string;

beforeEach(async () => {
  dir = temporaryDir();
  simulator = await startSimulator({ keys: [KEY, OTHER_KEY], store: join(dir, "events") });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await simulator.close();
});

const intake = () => `intake: {url: "${simulator.url}", key: ${KEY}}\n`;

/** An instance with this configuration and the writer of its journal; it ends with the test. */
function start(more = intake()) {
  const file = join(dir, "config.yaml");
  const spool = `spool: {dir: "${join(dir, "spool")}"}\nbatch: {max_wait: 0ms}\n`;
  writeFileSync(file, spool + more, { mode: 0o600 });
  const instance = new Instance(file, loadConfig(file), keptLog().log);
  const journal = new JournalWriter(instance.writer, instance.progress);
  instance.start();
  const append = (text: string) => {
    const bytes = Buffer.from(text);
    journal.append(bytes, text.split("\n").length - 1, bytes.length);
    instance.wake();
  };
  let finished: Promise<void> | undefined;
  const finish = () => {
    finished ??= instance.finish(0, false).then(() => journal.close());
    return finished;
  };
  onTestFinished(() => finish());
  return { instance, append, finish, cursor: () => loadCursor(instance.writer.dir).position };
}

const letters = () => deadLetters({ spoolDir: join(dir, "spool") } as Workplace);

function arrived(): string[] {
  const lines = readFileSync(join(dir, "events"), "utf8").split("\n").slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { event: string }).event);
}

test.each(["é", "€", "🔒", '"'])(
  "the size limit counts bytes, of text of %s too",
  async (character) => {
    const { append } = start();
    const room = MAX_EVENT_BYTES - Buffer.byteLength(welf(1, ""));
    const size = Buffer.byteLength(character);
    const fits = character.repeat(Math.floor(room / size)) + "x".repeat(room % size);
    const line = (text: string) =>
      `${JSON.stringify({ raw: `<134>PulseSecure: ${welf(1, text)}` })}\n`;
    append(line(fits) + line(`${fits}x`));
    await until("one has arrived", () => simulator.stats().accepted === 1);
    const tooLarge = () => letters().filter(({ reason }) => reason === "too-large");
    await until("the other is set aside", () => tooLarge().length === 1);
    expect(Buffer.byteLength(arrived()[0] ?? "")).toBe(MAX_EVENT_BYTES);
    expect(tooLarge()[0]).toMatchObject({
      detail: `the event has ${MAX_EVENT_BYTES + 1} bytes; the intake takes ${MAX_EVENT_BYTES}`,
    });
  },
);

test("dead letters that cannot be written are not settled before they are", async () => {
  mkdirSync(join(dir, "spool"));
  writeFileSync(join(dir, "spool/dead-letters"), "in the way");
  const { instance, append, cursor } = start(`${intake()}pulse: {foreign: set-aside}\n`);
  append(`${JSON.stringify({ raw: "no format of Pulse's" })}\n${handedLine(1)}`);
  await until("the other one has arrived", () => simulator.stats().accepted === 1);
  await until("it is told", () => JSON.stringify(statuses()).includes("the dead letters in"));
  // A process that is killed now leaves what is in the files.
  expect(cursor()).toEqual(START);
  const [segment] = readdirSync(instance.writer.dir).filter((name) => name.endsWith(".jsonl"));
  expect(readFileSync(join(instance.writer.dir, segment ?? ""), "utf8")).toContain("no format");
  rmSync(join(dir, "spool/dead-letters"));
  await until("it is settled", () => cursor().offset > 0);
  expect(letters()).toMatchObject([{ reason: "foreign" }]);
});

function statuses(): unknown[] {
  const root = join(dir, "spool/status");
  return readdirSync(root).map((name) => readFileSync(join(root, name), "utf8"));
}

/** What reached process.on("unhandledRejection"), which ends the program. */
function unhandled(): unknown[] {
  const errors: unknown[] = [];
  const before = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (error) => errors.push(error));
  onTestFinished(() => {
    process.removeAllListeners("unhandledRejection");
    for (const listener of before) process.on("unhandledRejection", listener);
  });
  return errors;
}

test("an error while lines are taken ends the process, and the cursor stays before them", async () => {
  const errors = unhandled();
  const { append, cursor, finish } = start();
  append(handedLine(1));
  await until("it is settled", () => cursor().offset > 0);
  const before = cursor();
  vi.spyOn(BatchSender.prototype, "add").mockImplementationOnce(() => {
    throw new Error("a bug");
  });
  append(handedLine(2));
  await until("it would end the process", () => errors.length > 0);
  expect(errors[0]).toMatchObject({ message: "a bug" });
  append(handedLine(3));
  await finish().catch(() => {});
  expect(cursor()).toEqual(before);
});

test("an error while deferred lines are taken again ends the process, too", async () => {
  const errors = unhandled();
  vi.spyOn(Pipeline.prototype, "takeAgain").mockImplementation(() => {
    throw new Error("a bug");
  });
  mkdirSync(join(dir, "spool"));
  writeFileSync(join(dir, "spool/dead-letters"), "in the way");
  const { append, cursor, finish } = start(`${intake()}pulse: {foreign: set-aside}\n`);
  append(`${JSON.stringify({ raw: "no format of Pulse's" })}\n`);
  await until("it would end the process", () => errors.length > 0);
  expect(errors[0]).toMatchObject({ message: "a bug" });
  await finish().catch(() => {});
  expect(cursor()).toEqual(START);
});
