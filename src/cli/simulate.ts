import { Command, InvalidArgumentError, Option } from "commander";
import type { FaultRule } from "../simulator/faults.js";
import type { Simulator, SimulatorOptions } from "../simulator/simulator.js";
import { TLS_FAULTS, type TlsFault } from "../simulator/tls-fault.js";

interface SimulateFlags {
  port: number;
  key?: string[];
  store?: string;
  fault?: string[];
  seed: number;
  tls?: string;
  tlsFault?: TlsFault;
  proxyPort?: number;
  proxyAuth?: string;
  proxyRefuse?: true;
  stopAtEof?: true;
}

/** `pulse-sekoia simulate`: a stand-in for the Sekoia intake, for trials, demos and tests. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description("Runs a stand-in for the Sekoia intake on 127.0.0.1, which can be told to fail.")
    .option("--port <number>", "port to listen on; 0 is any free one", parsePort, 0)
    .option("--key <key>", "an intake key to accept (repeatable); default: any", append)
    .option("--store <file>", "append every accepted event to this file, as one JSON line")
    .option("--fault <json>", "a fault to begin with (repeatable), see below", append)
    .option("--seed <number>", "seed of the random choice of requests by share", parseSeed, 1)
    .option("--tls <dir>", "serve HTTPS; certificates are made in this directory (trust ca.pem)")
    .addOption(
      new Option(
        "--tls-fault <fault>",
        "serve a certificate that is wrong so (with --tls)",
      ).choices(TLS_FAULTS),
    )
    .option("--proxy-port <number>", "also run a CONNECT proxy; 0 is any free port", parsePort)
    .option("--proxy-auth <user:password>", "what the proxy asks its clients for")
    .option("--proxy-refuse", "the proxy refuses every CONNECT with 403")
    .option("--stop-at-eof", "stop when standard input ends, so as not to outlive a test")
    .addHelpText("after", HELP)
    .action(simulate);
}

const HELP = `
Faults: {"fault": {…}, "requests": 2, "share": 0.1, "match": {"containing": "text", "eventsOver": 100,
"bytesOver": 100000, "key": "KEY"}}, all but "fault" optional. The first that applies is used.
  {"status": 503, "headers": {"Retry-After": "2"}, "body": "…"}   answers so, takes no event
  {"delayMs": 50}            takes the events, answers late
  {"hang": true}             takes no event, never answers
  {"cut": "before"}          resets the connection; also "body" and "after" (events taken)
  {"drip": true}             one byte of the answer a second
  {"fewerIds": 1}            takes all events, leaves out ids
  {"brokenBody": true}       takes the events, answers 200 with something that is not JSON
  {"redirect": "https://…"}  redirects, takes no event

While it runs:
  POST /_simulator/faults    adds a fault; DELETE takes all of them back
  GET /_simulator/stats      counters
  GET /_simulator/wait?events=N (or requests=N) answers once so many were accepted (or seen)`;

async function simulate(flags: SimulateFlags, command: Command): Promise<void> {
  if (flags.tlsFault !== undefined && flags.tls === undefined) {
    command.error("error: --tls-fault needs --tls DIR, the directory of the certificates.");
  }
  if (flags.proxyPort === undefined && (flags.proxyAuth !== undefined || flags.proxyRefuse)) {
    command.error("error: --proxy-auth and --proxy-refuse need --proxy-port N.");
  }
  const { parseFaultRuleJson } = await import("../simulator/faults.js");
  const { startSimulator } = await import("../simulator/simulator.js");

  let simulator: Simulator;
  try {
    simulator = await startSimulator({
      ...optionsFrom(flags, parseFaultRuleJson),
      onStoreFailure: (error) => command.error(`error: ${error.message}`),
    });
  } catch (error) {
    command.error(`error: ${(error as Error).message}`);
  }

  const stop = () => void simulator.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  if (flags.stopAtEof) process.stdin.once("end", stop).once("error", stop).resume();
  process.stdout.write(`intake simulator listening on ${simulator.url}\n`);
  if (simulator.proxyUrl) process.stdout.write(`proxy listening on ${simulator.proxyUrl}\n`);
}

function optionsFrom(
  flags: SimulateFlags,
  parseRule: (json: string) => FaultRule,
): SimulatorOptions {
  const { port, key = [], store, fault = [], seed, tls, tlsFault, proxyPort, proxyAuth } = flags;
  return {
    port,
    keys: key,
    faults: fault.map(parseRule),
    seed,
    ...(store !== undefined && { store }),
    ...(tls !== undefined && {
      tls: { dir: tls, ...(tlsFault !== undefined && { fault: tlsFault }) },
    }),
    ...(proxyPort !== undefined && {
      proxy: {
        port: proxyPort,
        refuse: flags.proxyRefuse ?? false,
        ...(proxyAuth !== undefined && { auth: proxyAuth }),
      },
    }),
  };
}

function append(value: string, values: string[] = []): string[] {
  return [...values, value];
}

function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}

function parseSeed(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("A seed is a whole number of at most ten digits.");
}
