import { readFileSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent } from "undici";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import type { StoreError } from "../../../src/simulator/store.js";
import { post } from "../../support/post.js";

let dir: string;
let simulator: Simulator | undefined;
let agent: Agent;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "simulator-test-"));
  agent = new Agent();
});

afterEach(async () => {
  await agent.destroy();
  await simulator?.close();
  await rm(dir, { recursive: true });
});

test("events are appended, and there when the answer is", async () => {
  const file = join(dir, "store");
  await writeFile(file, "before\n");
  simulator = await startSimulator({ store: file });
  const { url } = simulator;
  await post(url, { intake_key: "key", json: "one" }, { dispatcher: agent });
  const lines = readFileSync(file, "utf8").split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe("before");
  expect(JSON.parse(lines[1] ?? "")).toEqual({
    n: 1,
    at: expect.any(String),
    endpoint: "/",
    key: "key",
    timestamp: null,
    event: "one",
    request: 1,
  });
});

test("only its owner may read it, whatever the umask: it holds keys", async () => {
  const file = join(dir, "store");
  const umask = process.umask(0);
  try {
    simulator = await startSimulator({ store: file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  } finally {
    process.umask(umask);
  }
});

test("events of concurrent requests stay together, numbered in the file's order", async () => {
  const file = join(dir, "store");
  simulator = await startSimulator({ store: file });
  const { url } = simulator;
  const requests = Array.from({ length: 20 }, (_, request) => {
    const jsons = Array.from({ length: 50 }, (_, event) => `${request}/${event}`);
    return post(`${url}/batch`, { intake_key: "key", jsons }, { gzip: request % 2 === 0 });
  });
  await Promise.all(requests);
  const lines = (await readFile(file, "utf8"))
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  for (let i = 0; i < lines.length; i++) {
    expect(lines[i].event).toMatch(new RegExp(`/${i % 50}$`));
    expect(lines[i].request).toBe(lines[i - (i % 50)].request);
  }
});

test("a file that cannot be opened is told of at once", async () => {
  await expect(startSimulator({ store: join(dir, "none", "store") })).rejects.toThrow(
    /The store file .*none\/store cannot be opened: ENOENT/,
  );
});

test("a file that cannot be written is told of, and the client gets no answer", async () => {
  const failure = new Promise<StoreError>((resolve) => {
    // Linux's device that is always full.
    const options = { store: "/dev/full", onStoreFailure: resolve };
    void startSimulator(options).then(async (started) => {
      simulator = started;
      const body = { intake_key: "key", json: "one" };
      const sent = post(started.url, body, { dispatcher: agent });
      await expect(sent).rejects.toMatchObject({ code: "ECONNRESET" });
    });
  });
  expect((await failure).message).toMatch(/The store file \/dev\/full cannot be written: ENOSPC/);
  expect(simulator?.stats().accepted).toBe(0);
});
