import { afterEach, expect, test } from "vitest";
import { post } from "../support/post.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";

let simulator: SimulatorProcess | undefined;

afterEach(async () => {
  await simulator?.stop("SIGKILL");
});

const body = { intake_key: "key", json: "one" };

test("takes events, fails when told to, and tells what it saw", async () => {
  simulator = await startSimulatorProcess([
    "--key",
    "key",
    "--fault",
    '{"fault":{"status":500},"requests":1}',
  ]);
  expect((await post(simulator.url, body)).status).toBe(500);
  await simulator.fault({ fault: { status: 503 } });
  expect((await post(simulator.url, body)).status).toBe(503);
  await simulator.clearFaults();
  const waiting = simulator.waitForEvents(1);
  expect((await post(simulator.url, body)).status).toBe(200);
  expect((await waiting).accepted).toBe(1);
  expect((await simulator.waitForRequests(3)).byStatus).toEqual({ 200: 1, 500: 1, 503: 1 });
  expect((await simulator.stats()).accepted).toBe(1);
  expect(simulator.events()).toMatchObject([{ n: 1, event: "one", request: 3 }]);
  await simulator.stop();
  expect(simulator.events()).toMatchObject([{ n: 1, event: "one" }]);
});

test.each(["SIGTERM", "SIGINT"] as const)("%s ends it with 0, whatever is open", async (signal) => {
  simulator = await startSimulatorProcess(["--fault", '{"fault":{"hang":true}}']);
  const hanging = post(simulator.url, body).catch((error: Error) => error);
  await simulator.waitForRequests(1);
  expect(await simulator.stop(signal)).toBe(0);
  expect(await hanging).toBeInstanceOf(Error);
});

test("waiting in vain ends with the numbers", async () => {
  simulator = await startSimulatorProcess();
  await expect(simulator.waitForEvents(1, 20)).rejects.toThrow(
    /Not reached in 20 ms: events=1.*"accepted":0/,
  );
});

test("a store that cannot be written ends it with an error", async () => {
  await expect(startSimulatorProcess(["--store", "/nowhere/store"])).rejects.toThrow(
    /exit code 1\): error: The store file \/nowhere\/store cannot be opened/,
  );
});

test.each([
  [["--fault", "{"], /fault rule is not valid JSON/],
  [["--port", "99999"], /A port is a number/],
  [["--tls-fault", "expired"], /--tls-fault needs --tls DIR/],
  [["--proxy-auth", "a:b"], /need --proxy-port N/],
])("%j is refused with a reason", async (args, message) => {
  await expect(startSimulatorProcess(args)).rejects.toThrow(message);
});

test("also prints the proxy's address", async () => {
  simulator = await startSimulatorProcess(["--proxy-port", "0"]);
  expect(simulator.proxyUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(simulator.proxyUrl).not.toBe(simulator.url);
});
