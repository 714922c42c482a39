import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readIfThere, spawnRsyslogd } from "./rsyslogd-process.js";
import type { Workplace } from "./workplace.js";

/** A private rsyslogd that plays one machine of several: with one snippet, and a port for devices. */
export interface Machine {
  /** TCP port for devices. */
  readonly port: number;
  readonly pid: number;
  /** What rsyslogd says about itself. */
  messages(): string;
  /** Process ids of the program's running instances. */
  helpers(): number[];
  /** SIGTERM (or another signal), and waits for the end. Returns the exit code, null when killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts rsyslogd in a workplace; the same one may be started again after it has stopped. */
export async function startMachine(workplace: Workplace, snippet: string): Promise<Machine> {
  const at = (name: string) => join(workplace.dir, name);
  for (const name of ["machine.port", "rsyslogd.pid"]) rmSync(at(name), { force: true });
  mkdirSync(at("rsyslog"), { recursive: true });
  writeFileSync(at("snippet.conf"), snippet);
  writeFileSync(
    at("rsyslog.conf"),
    `global(workDirectory="${at("rsyslog")}" maxMessageSize="1m")
module(load="imtcp")
include(file="${at("snippet.conf")}")
input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="${at("machine.port")}")
if $syslogtag startswith "rsyslogd" then action(type="omfile" file="${at("rsyslogd.log")}")
`,
  );
  const rsyslogd = spawnRsyslogd(workplace.dir);
  const { pid, stderr, helpers, stop } = rsyslogd;
  const port = await rsyslogd.readPort("machine.port");
  const messages = () => stderr() + readIfThere(at("rsyslogd.log"));
  return { port, pid, messages, helpers, stop };
}

/** Whether rsyslogd accepts a configuration; its own words. */
export function checkConfiguration(
  workplace: Workplace,
  text: string,
): { ok: boolean; output: string } {
  const file = join(workplace.dir, "check.conf");
  writeFileSync(file, `module(load="imuxsock")\n${text}`);
  const { status, stderr } = spawnSync("rsyslogd", ["-N1", "-f", file], { encoding: "utf8" });
  return { ok: status === 0, output: stderr };
}
