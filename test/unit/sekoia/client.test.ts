import dns from "node:dns";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { IntakeClient, type IntakeSettings, type Outcome } from "../../../src/sekoia/client.js";
import { intakeEvent } from "../../../src/sekoia/request.js";
import type { Fault } from "../../../src/simulator/faults.js";
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../src/simulator/simulator.js";
import type { TlsFault } from "../../../src/simulator/tls-fault.js";
import { temporaryDir } from "../../support/temporary.js";

const KEY = "key0key0key0key0";
/** Nobody listens there. A port that was free a moment ago may be somebody's by now. */
const NOBODY = "127.0.0.1:9";
const EVENTS = [intakeEvent("one", null), intakeEvent("two", "2026-11-24T10:21:15+01:00")];

let simulator: Simulator | undefined;
const clients: IntakeClient[] = [];

beforeEach(() => {
  // What the machine that runs the tests has set must not count.
  for (const name of ["http_proxy", "https_proxy", "no_proxy"]) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toUpperCase(), undefined);
  }
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
  await simulator?.close();
  simulator = undefined;
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  simulator = await startSimulator({ keys: [KEY], ...options });
  return simulator;
}

function send(url: string, settings: Partial<IntakeSettings> = {}): Promise<Outcome> {
  // Where a time-out is not what is tested, none comes.
  const client = new IntakeClient({
    url,
    key: KEY,
    timeoutMs: 60_000,
    connections: 1,
    ...settings,
  });
  clients.push(client);
  const body = client.newBody();
  for (const event of EVENTS) body.add(event);
  return client.send(body);
}

async function sendWith(fault: Fault, settings?: Partial<IntakeSettings>): Promise<Outcome> {
  const { url } = await start({ faults: [{ fault }] });
  return send(url, settings);
}

/** A failure by which the events wait, for a reason in words. */
function waits(action: "retry" | "operator", reason: RegExp) {
  return { action, reason: expect.stringMatching(reason) };
}

test("accepted events come with the bytes that went out", async () => {
  const { url, stats } = await start();
  expect(await send(url)).toEqual({
    action: "accepted",
    unconfirmed: 0,
    sentBytes: stats().bytesReceived,
  });
  expect(stats()).toMatchObject({ accepted: 2 });
});

describe("a 2xx is a 2xx, and what is odd about it is said", () => {
  test.each<[string, Fault, number, RegExp]>([
    ["fewer ids", { fewerIds: 1 }, 1, /accepted 2 events but gave only 1 event_ids/],
    ["no ids at all", { status: 200, body: "{}" }, 0, /holds no event_ids/],
    ["null", { status: 200, body: "null" }, 0, /holds no event_ids/],
  ])("%s", async (_, fault, unconfirmed, warning) => {
    expect(await sendWith(fault)).toMatchObject({
      action: "accepted",
      unconfirmed,
      warning: expect.stringMatching(warning),
    });
  });
});

describe("a 2xx that is not JSON does not come from Sekoia: the events wait", () => {
  const page = "<html><head><title>Access denied\u001b[2J\nby policy 7</title></head></html>";
  const headers = { Server: "squid/6.1", Via: "1.1 gate" };
  test.each<[string, Fault, RegExp]>([
    ["a broken body", { brokenBody: true }, /in its place/],
    ["no body", { status: 204 }, /in its place.*\(204\)$/],
    [
      "a proxy's page",
      { status: 200, body: page, headers },
      /in its place \(page "Access denied \[2J by policy 7", Server: squid\/6\.1, Via: 1\.1 gate\)/,
    ],
  ])("%s", async (_, fault, reason) => {
    expect(await sendWith(fault)).toMatchObject({
      action: "operator",
      reason: expect.stringMatching(reason),
    });
  });
});

describe("Retry-After", () => {
  const retryWith = (headers: Record<string, string>) => sendWith({ status: 503, headers });
  const DATE = "Tue, 24 Nov 2026 10:00:00 GMT";

  test("in seconds", async () => {
    expect(await retryWith({ "Retry-After": "7" })).toMatchObject({ retryAfterMs: 7000 });
  });

  test("as a date, against the answer's own clock", async () => {
    const headers = { Date: DATE, "Retry-After": "Tue, 24 Nov 2026 10:01:30 GMT" };
    expect(await retryWith(headers)).toMatchObject({ retryAfterMs: 90_000 });
  });

  test("as a date that has passed", async () => {
    const headers = { Date: DATE, "Retry-After": "Tue, 24 Nov 2026 09:00:00 GMT" };
    expect(await retryWith(headers)).toMatchObject({ retryAfterMs: 0 });
  });

  test("that cannot be read counts as none", async () => {
    expect(await retryWith({ "Retry-After": "soon" })).not.toHaveProperty("retryAfterMs");
  });
});

test("an answer that quotes the key does not bring it into reason or excerpt, which is cut", async () => {
  const body = `bad key ${KEY} ${"x".repeat(1000)}`;
  const outcome = await sendWith({ status: 400, body });
  expect(outcome).toMatchObject({ action: "split", status: 400 });
  expect(JSON.stringify(outcome)).not.toContain(KEY);
  expect("excerpt" in outcome && outcome.excerpt.length).toBe(500);
});

describe("without an answer, events wait and the reason is in words", () => {
  test.each<[string, Fault, RegExp]>([
    ["reset at once", { cut: "before" }, /127\.0\.0\.1:\d+ cut the connection/],
    ["reset in mid-request", { cut: "body" }, /cut the connection/],
    ["reset instead of the answer", { cut: "after" }, /cut the connection/],
  ])("%s", async (_, fault, reason) => {
    expect(await sendWith(fault)).toMatchObject(waits("retry", reason));
  });

  test.each<[string, Fault]>([
    ["no answer", { hang: true }],
    ["an answer that drips", { drip: true }],
  ])("%s", async (_, fault) => {
    expect(await sendWith(fault, { timeoutMs: 300 })).toMatchObject(
      waits("retry", /did not answer within http\.timeout/),
    );
  });

  test("a redirect is not followed with the key in hand", async () => {
    const other = await startSimulator();
    expect(await sendWith({ redirect: other.url })).toMatchObject(
      waits("operator", /redirects elsewhere.*\(307\)/),
    );
    expect(other.stats().requests).toBe(0);
    await other.close();
  });

  test("connection refused", async () => {
    expect(await send(`http://${NOBODY}`)).toMatchObject(
      waits("retry", /127\.0\.0\.1:9 refuses the connection/),
    );
  });

  test.each([
    ["ENOTFOUND", "operator", /the name intake\.invalid does not resolve/],
    ["EAI_AGAIN", "retry", /DNS servers of this machine do not answer for intake\.invalid/],
  ] as const)("a name that does not resolve: %s", async (code, action, reason) => {
    // What this machine's DNS servers would say, and how soon, is not for a test to rely on.
    vi.spyOn(dns, "lookup").mockImplementation(((hostname: string, ...more: unknown[]) => {
      const error = Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), {
        ...{ code, syscall: "getaddrinfo", hostname },
      });
      process.nextTick(more.at(-1) as (error: Error) => void, error);
    }) as typeof dns.lookup);
    expect(await send("https://intake.invalid")).toMatchObject(waits(action, reason));
  });

  test("HTTPS to a port that speaks HTTP", async () => {
    const { url } = await start();
    expect(await send(url.replace("http:", "https:"))).toMatchObject(
      waits("operator", /does not speak TLS/),
    );
  });
});

describe("TLS", () => {
  const dir = () => join(temporaryDir(), "tls");

  test("an authority named in ca_file is trusted", async () => {
    const tls = { dir: dir() };
    const { url } = await start({ tls });
    expect(await send(url, { caFile: join(tls.dir, "ca.pem") })).toMatchObject({
      action: "accepted",
    });
  });

  test("any other is not, and no variable switches the check off", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    const { url, stats } = await start({ tls: { dir: dir() } });
    expect(await send(url)).toMatchObject(
      waits("operator", /signed by an authority this machine does not know.*http\.ca_file/),
    );
    expect(stats().requests).toBe(0);
  });

  test.each<[TlsFault, RegExp]>([
    ["wrong-name", /made for another name/],
    ["expired", /has expired/],
    ["unknown-ca", /authority this machine does not know/],
  ])("%s", async (fault, reason) => {
    const tls = { dir: dir(), fault };
    const { url } = await start({ tls });
    expect(await send(url, { caFile: join(tls.dir, "ca.pem") })).toMatchObject(
      waits("operator", reason),
    );
  });

  test("a ca_file that is not there is told at once", () => {
    expect(() => send("https://127.0.0.1:1", { caFile: "/nowhere/ca.pem" })).toThrow(
      /\/nowhere\/ca\.pem/,
    );
  });
});

describe("proxy", () => {
  test("is used for HTTPS by CONNECT, with the certificate checked behind it", async () => {
    const tls = { dir: join(temporaryDir(), "tls") };
    const { url, proxyUrl = "", stats } = await start({ proxy: {}, tls });
    const caFile = join(tls.dir, "ca.pem");
    expect(await send(url, { proxy: proxyUrl, caFile })).toMatchObject({ action: "accepted" });
    expect(stats()).toMatchObject({ accepted: 2, tunnels: 1 });
    expect(await send(url, { proxy: proxyUrl })).toMatchObject(
      waits("operator", /authority this machine does not know/),
    );
  });

  test("user and password may hold characters that a URL cannot", async () => {
    const { url, proxyUrl = "", stats } = await start({ proxy: { auth: "us@er:pa:ss/word" } });
    const proxy = proxyUrl.replace("//", "//us%40er:pa%3Ass%2Fword@");
    expect(await send(url, { proxy })).toMatchObject({ action: "accepted" });
    expect(stats().tunnels).toBe(1);
  });

  test("wrong credentials are told without being shown", async () => {
    const { url, proxyUrl = "" } = await start({ proxy: { auth: "user:right" } });
    const outcome = await send(url, { proxy: proxyUrl.replace("//", "//user:wrongsecret@") });
    expect(outcome).toMatchObject(waits("operator", /the proxy refused.*407.*credentials/));
    expect(JSON.stringify(outcome)).not.toContain("wrongsecret");
  });

  test("a refusal is told", async () => {
    const { url, proxyUrl = "" } = await start({ proxy: { refuse: true } });
    expect(await send(url, { proxy: proxyUrl })).toMatchObject(
      waits("operator", /the proxy refused to connect to 127\.0\.0\.1:\d+ \(403\)/),
    );
  });

  test("one that is down is named, not the intake, and not with its credentials", async () => {
    const { url } = await start();
    const outcome = await send(url, { proxy: `http://user:secret@${NOBODY}` });
    expect(outcome).toMatchObject({
      action: "retry",
      reason: expect.stringContaining(`the proxy ${NOBODY} refuses the connection`),
    });
    expect(JSON.stringify(outcome)).not.toContain("secret");
  });

  test.each(["https_proxy", "HTTPS_PROXY", "http_proxy"])("%s counts", async (name) => {
    const tls = { dir: join(temporaryDir(), "tls") };
    const { url, proxyUrl, stats } = await start({ proxy: {}, tls });
    vi.stubEnv(name, proxyUrl);
    await send(url, { caFile: join(tls.dir, "ca.pem") });
    expect(stats()).toMatchObject({ accepted: 2, tunnels: 1 });
  });

  test.each(["proxy.example:3128", "127.0.0.1:3128"])(
    "%s in the environment is no URL: that is told, and the client can be ended all the same",
    async (address) => {
      vi.stubEnv("https_proxy", address);
      const outcome = await send("https://127.0.0.1:1");
      expect(outcome).toMatchObject(waits("operator", /proxy's address is no URL.*_PROXY/));
      await clients[0]?.finish();
      await clients[0]?.destroy();
    },
  );

  test("user and password reach the proxy for an intake with TLS as well", async () => {
    const tls = { dir: join(temporaryDir(), "tls") };
    const { url, proxyUrl = "", stats } = await start({ proxy: { auth: "user:pass" }, tls });
    const caFile = join(tls.dir, "ca.pem");
    const proxy = proxyUrl.replace("//", "//user:pass@");
    expect(await send(url, { proxy, caFile })).toMatchObject({ action: "accepted" });
    expect(stats().tunnels).toBe(1);
  });

  test("a proxy with TLS has to prove who it is before it is told anything", async () => {
    const { url, stats } = await start({ tls: { dir: join(temporaryDir(), "tls") } });
    const proxy = url.replace("//", "//user:pass@");
    expect(await send("https://intake.example", { proxy })).toMatchObject({
      action: expect.not.stringMatching("accepted"),
      reason: expect.stringMatching(/certificate/),
    });
    expect(stats()).toMatchObject({ requests: 0, connects: 0 });
  });

  test("NO_PROXY takes the intake out, of http.proxy too", async () => {
    const { url, proxyUrl = "", stats } = await start({ proxy: {} });
    vi.stubEnv("NO_PROXY", "example.org,127.0.0.1");
    expect(await send(url, { proxy: proxyUrl })).toMatchObject({ action: "accepted" });
    expect(stats()).toMatchObject({ accepted: 2, connects: 0 });
  });
});
