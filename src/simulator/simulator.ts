import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Connections } from "./connections.js";
import { CONTROL_PREFIX, Control } from "./control.js";
import { type FaultRule, Faults } from "./faults.js";
import { Intake } from "./intake.js";
import { listen } from "./listen.js";
import { type ProxyOptions, type RunningProxy, startProxy } from "./proxy.js";
import { type Goal, Statistics, type Stats } from "./statistics.js";
import { EventStore, type StoreError } from "./store.js";
import type { TlsFault } from "./tls-fault.js";

export interface SimulatorOptions {
  /** TCP port; 0, the default, is any free one. */
  port?: number;
  /** The intake keys it knows; none, the default: it takes every key. */
  keys?: readonly string[];
  /** The file to which accepted events are appended; by default they are not kept. */
  store?: string;
  /** Faults in force from the start. */
  faults?: readonly FaultRule[];
  /** Of the random numbers behind a fault's share. */
  seed?: number;
  /** Serves HTTPS, with certificates made in this directory. */
  tls?: { dir: string; fault?: TlsFault };
  /** Also runs a CONNECT proxy. */
  proxy?: ProxyOptions;
  /** Called when an event could not be stored; by default the error is thrown, uncaught. */
  onStoreFailure?: (error: StoreError) => void;
}

/** A running simulator. */
export interface Simulator {
  /** Its address, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** The proxy's address, if there is one. */
  readonly proxyUrl: string | undefined;
  /** Puts a fault in force, after those that already are. */
  setFault(rule: FaultRule): void;
  clearFaults(): void;
  /** The numbers as they are now. */
  stats(): Stats;
  /** Waits until at least so many events were accepted, or requests seen. */
  waitFor(goal: Goal): Promise<void>;
  /** Closes everything at once, open connections too. */
  close(): Promise<void>;
}

/**
 * Longer than any client keeps an idle connection by default, so that it is never the simulator
 * that closes one just as a request comes.
 */
const KEEP_ALIVE_MS = 75_000;

/**
 * Starts a stand-in for Sekoia's HTTP intake on 127.0.0.1. It is faithful to Sekoia's
 * documentation (https/format, https/compression) and to the limits in its connector SDK; where
 * neither says what happens, the code says so.
 *
 * @throws ListenError, StoreError, or a file error if the certificates cannot be made
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const statistics = new Statistics();
  const connections = new Connections(statistics.stats);
  const faults = new Faults(options.seed ?? 1);
  for (const rule of options.faults ?? []) faults.add(rule);
  const store = options.store === undefined ? undefined : new EventStore(options.store);
  const onStoreFailure = options.onStoreFailure ?? throwUncaught;
  const keys = new Set(options.keys);
  const intake = new Intake({ keys, faults, statistics, connections, store, onStoreFailure });
  const control = new Control(faults, statistics);

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const url = splitUrl(request.url ?? "/");
    if (!url.path.startsWith(CONTROL_PREFIX)) return void intake.handle(request, response, url);
    connections.carriesControlRequest(request.socket);
    void control.handle(request, response, url);
  };
  const server =
    options.tls === undefined
      ? createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, onRequest)
      : createTlsServer(
          { keepAliveTimeout: KEEP_ALIVE_MS, ...(await certificateFor(options.tls)) },
          onRequest,
        );
  server.on("connection", (socket) => connections.opened(socket));
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;

  let proxy: RunningProxy | undefined;
  const closeServer = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      connections.closeAll();
    });
  try {
    if (options.proxy) proxy = await startProxy(options.proxy, statistics.stats);
  } catch (error) {
    await closeServer();
    throw error;
  }

  let closed: Promise<unknown> | undefined;
  return {
    url: `${options.tls ? "https" : "http"}://127.0.0.1:${port}`,
    proxyUrl: proxy?.url,
    setFault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    stats: () => structuredClone(statistics.stats),
    waitFor: (goal) => new Promise((resolve) => void statistics.whenReached(goal, resolve)),
    async close() {
      closed ??= Promise.all([closeServer(), proxy?.close()]).then(() => store?.close());
      await closed;
    },
  };
}

/** Loaded only when needed: the X.509 library is the heaviest part of the simulator. */
async function certificateFor(tls: NonNullable<SimulatorOptions["tls"]>) {
  const { prepareCertificates } = await import("./certificates.js");
  return prepareCertificates(tls.dir, tls.fault);
}

/** Path and query apart. Not with `URL`, which throws at some of what a client may send. */
function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf("?");
  if (mark < 0) return { path: url, query: new URLSearchParams() };
  return { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

function throwUncaught(error: Error): void {
  queueMicrotask(() => {
    throw error;
  });
}
