import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readIfThere, spawnRsyslogd } from "./rsyslogd-process.js";
import { placedSnippet } from "./snippet.js";
import type { Workplace } from "./workplace.js";

/** A private rsyslogd with the shipped snippets, on loopback ports of its own. */
export interface Rsyslogd {
  /** TCP port of an ordinary input, as an existing concentrator has. */
  readonly port: number;
  /** TCP port of the optional listener snippet. */
  readonly listenerPort: number;
  readonly pid: number;
  /** Everything that other rules of this rsyslogd wrote to their file. */
  otherRules(): string;
  /** What rsyslogd says about itself. */
  messages(): string;
  /** Process ids of the program's running instances. */
  helpers(): number[];
  /** SIGTERM (or another signal), and waits for the end. Returns the exit code, null when killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * The shipped snippets with this workplace's paths in place of the system's, and nothing else changed.
 * `edit` changes a snippet further where a test needs it.
 */
export function installSnippets(
  workplace: Workplace,
  edit: (snippet: string) => string = (snippet) => snippet,
): string {
  const target = join(workplace.dir, "rsyslog.d");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const snippets = {
    "49-pulse-sekoia.conf": {},
    "50-pulse-sekoia-listener.conf": {
      'port="10514"': `port="0" address="127.0.0.1" listenPortFileName="${workplace.dir}/listener.port"`,
    },
  };
  for (const [name, changes] of Object.entries(snippets)) {
    writeFileSync(join(target, name), edit(placedSnippet(name, workplace, changes)));
  }
  return target;
}

/** Starts rsyslogd on a workplace; the same one may be started again after it has stopped. */
export async function startRsyslogd(
  workplace: Workplace,
  edit?: (snippet: string) => string,
): Promise<Rsyslogd> {
  const snippets = installSnippets(workplace, edit);
  const at = (name: string) => join(workplace.dir, name);
  for (const name of ["main.port", "listener.port", "rsyslogd.pid"])
    rmSync(at(name), { force: true });
  mkdirSync(at("rsyslog"), { recursive: true });
  // The rule that stands for "what the concentrator does already" comes after the snippets, as in
  // Debian's rsyslog.conf.
  writeFileSync(
    at("rsyslog.conf"),
    `global(workDirectory="${at("rsyslog")}" maxMessageSize="1m")
include(file="${snippets}/*.conf")
input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="${at("main.port")}")
if $inputname == "imtcp" or $syslogtag startswith "rsyslogd" then {
    action(type="omfile" file="${at("other-rules.log")}")
}
`,
  );
  const rsyslogd = spawnRsyslogd(workplace.dir);
  const { pid, stderr, helpers, stop } = rsyslogd;
  const port = await rsyslogd.readPort("main.port");
  const listenerPort = await rsyslogd.readPort("listener.port");
  const otherRules = () => readIfThere(at("other-rules.log"));
  return {
    port,
    listenerPort,
    pid,
    otherRules,
    messages: () => stderr() + otherRules(),
    helpers,
    stop,
  };
}

/** Whether this rsyslogd accepts the snippets; its own words. */
export function checkSnippets(workplace: Workplace): { ok: boolean; output: string } {
  const snippets = installSnippets(workplace);
  const file = join(workplace.dir, "check.conf");
  writeFileSync(file, `module(load="imuxsock")\ninclude(file="${snippets}/*.conf")\n`);
  const { status, stderr } = spawnSync("rsyslogd", ["-N1", "-f", file], { encoding: "utf8" });
  return { ok: status === 0, output: stderr };
}
