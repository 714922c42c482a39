import { X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import type { LookupFunction } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent } from "undici";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.js";
import type { TlsFault } from "../../../src/simulator/tls-fault.js";
import { post } from "../../support/post.js";

let dir: string;
let simulator: Simulator | undefined;
let agent: Agent | undefined;

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), "simulator-test-")), "tls");
});

afterEach(async () => {
  await agent?.destroy();
  await simulator?.close();
  await rm(join(dir, ".."), { recursive: true });
});

/** Every name is this machine's: a bare one has no /etc/hosts to say so. */
const lookup: LookupFunction = (_, { all }, done) =>
  all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);

/** Starts it, and trusts the authority in the directory. All goes over one connection at a time. */
async function start(fault?: TlsFault): Promise<string> {
  simulator = await startSimulator({ tls: { dir, ...(fault && { fault }) } });
  const ca = await readFile(join(dir, "ca.pem"), "utf8");
  agent = new Agent({ connections: 1, connect: { ca, lookup } });
  return simulator.url;
}

function sendEvent(url: string) {
  const body = { intake_key: "key", json: "one" };
  return post(url, body, agent && { dispatcher: agent });
}

test("serves HTTPS to those who trust ca.pem, by both names", async () => {
  const url = await start();
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect((await sendEvent(url)).status).toBe(200);
  expect((await sendEvent(url.replace("127.0.0.1", "localhost"))).status).toBe(200);
});

test("is not trusted by anyone else", async () => {
  const url = await start();
  agent = undefined;
  await expect(sendEvent(url)).rejects.toMatchObject({
    code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  });
});

test("keys are for their owner only, certificates valid as signed", async () => {
  await start();
  for (const key of ["ca.key", "server.key"]) {
    expect((await stat(join(dir, key))).mode & 0o777).toBe(0o600);
  }
  const ca = new X509Certificate(await readFile(join(dir, "ca.pem")));
  const server = new X509Certificate(await readFile(join(dir, "server.pem")));
  expect(ca.ca).toBe(true);
  expect(server.ca).toBe(false);
  expect(server.checkIssued(ca)).toBe(true);
  expect(server.verify(ca.publicKey)).toBe(true);
});

test("what is in the directory stays as it is", async () => {
  await start();
  const names = ["ca.pem", "ca.key", "server.pem", "server.key"];
  const contents = () => Promise.all(names.map((name) => readFile(join(dir, name), "utf8")));
  const before = await contents();
  await simulator?.close();
  expect((await sendEvent(await start())).status).toBe(200);
  expect(await contents()).toEqual(before);
});

test.each<[TlsFault, string]>([
  ["wrong-name", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["expired", "CERT_HAS_EXPIRED"],
  ["unknown-ca", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
])("%s: the client refuses with %s", async (fault, code) => {
  const url = await start(fault);
  await expect(sendEvent(url)).rejects.toMatchObject({ code });
  expect(simulator?.stats()).toMatchObject({ requests: 0, connectionsTotal: 1 });
  await simulator?.close();
  expect((await sendEvent(await start())).status, "the same directory without fault").toBe(200);
});

test.each(["before", "body", "after"] as const)("cut %s resets TLS connections", async (cut) => {
  const url = await start();
  // On a fresh connection, what TLS 1.3 sends after the handshake may reach the client together
  // with the reset, which Node then reports as an orderly end.
  await sendEvent(url);
  simulator?.setFault({ fault: { cut } });
  await expect(sendEvent(url)).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(simulator?.stats().connectionsTotal).toBe(1);
});
