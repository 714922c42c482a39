import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProxyAgent } from "undici";
import { afterEach, expect, test } from "vitest";
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../src/simulator/simulator.js";
import { type PostAnswer, post } from "../../support/post.js";

let simulator: Simulator;
let agent: ProxyAgent | undefined;

afterEach(async () => {
  await agent?.destroy();
  await simulator.close();
});

async function start(options: SimulatorOptions): Promise<string> {
  simulator = await startSimulator(options);
  if (simulator.proxyUrl === undefined) throw new Error("There is no proxy.");
  return simulator.proxyUrl;
}

function sendThrough(options: ProxyAgent.Options, url = simulator.url): Promise<PostAnswer> {
  agent = new ProxyAgent(options);
  return post(url, { intake_key: "key", json: "one" }, { dispatcher: agent });
}

test("opens tunnels and counts them", async () => {
  const uri = await start({ proxy: {} });
  expect(uri).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await sendThrough({ uri })).status).toBe(200);
  expect(simulator.stats()).toMatchObject({ accepted: 1, connects: 1, tunnels: 1 });
});

test("TLS goes through it from end to end", async () => {
  const dir = await mkdtemp(join(tmpdir(), "simulator-test-"));
  try {
    const uri = await start({ proxy: {}, tls: { dir } });
    const requestTls = { ca: await readFile(join(dir, "ca.pem"), "utf8") };
    const url = simulator.url.replace("127.0.0.1", "localhost");
    expect((await sendThrough({ uri, requestTls }, url)).status).toBe(200);
  } finally {
    await rm(dir, { recursive: true });
  }
});

test("asks for user and password", async () => {
  const uri = await start({ proxy: { auth: "user:pass:word" } });
  const tokenOf = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;
  await expect(sendThrough({ uri })).rejects.toThrow(/407/);
  await expect(sendThrough({ uri, token: tokenOf("user:other") })).rejects.toThrow(/407/);
  expect((await sendThrough({ uri, token: tokenOf("user:pass:word") })).status).toBe(200);
  expect(simulator.stats()).toMatchObject({ connects: 3, tunnels: 1 });
});

test("refuses everything when told so", async () => {
  const uri = await start({ proxy: { refuse: true } });
  await expect(sendThrough({ uri })).rejects.toThrow(/403/);
  expect(simulator.stats()).toMatchObject({ requests: 0, connects: 1, tunnels: 0 });
});

test("refuses to reach beyond this machine", async () => {
  const uri = await start({ proxy: {} });
  await expect(sendThrough({ uri }, "http://intake.example:80")).rejects.toThrow(/403/);
  expect(simulator.stats().tunnels).toBe(0);
});

test("answers 502 if nobody listens there", async () => {
  const uri = await start({ proxy: {} });
  // A port that was free a moment ago may be somebody's by now; this one is nobody's.
  await expect(sendThrough({ uri }, "http://127.0.0.1:9")).rejects.toThrow(/502/);
});

test("is no ordinary web server", async () => {
  expect((await fetch(await start({ proxy: {} }))).status).toBe(405);
});
