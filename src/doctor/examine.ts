import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { type Config, loadConfig } from "../config/config.js";
import { ConfigError } from "../config/error.js";
import { lookAtSpool } from "../status/report.js";
import { textOf } from "./ask.js";
import { type Finding, failed, ok, warning } from "./finding.js";
import { checkGuards } from "./guards.js";
import { checkHelper } from "./helper.js";
import { checkIntakes } from "./intake.js";
import { resolved } from "./launcher.js";
import { checkTextfile } from "./metrics.js";
import { checkNode, findNode } from "./node.js";
import { checkPrivileges } from "./privileges.js";
import { checkRoutes } from "./routes.js";
import { checkDaemon, checkVersion, findDaemon } from "./rsyslogd.js";
import {
  checkMessageSize,
  checkSnippet,
  checkSyntax,
  INSTALLED_PROGRAM,
  readSnippet,
} from "./snippet.js";
import { checkQueue, checkReadable, checkSpool } from "./storage.js";
import { checkTraffic } from "./traffic.js";
import { helperUser, rsyslogUser } from "./user.js";

/**
 * Examines the whole installation. Each check works when everything else is broken, rsyslog missing
 * included; one that breaks itself becomes a finding.
 */
export async function examine(configFile: string, sendTestEvent: boolean): Promise<Finding[]> {
  const findings: Finding[] = [];
  const look = async (what: string, check: () => Finding[] | Promise<Finding[]>) => {
    try {
      findings.push(...(await check()));
    } catch (error) {
      findings.push(
        failed(what, `cannot be checked: ${(error as Error).message}`, "run doctor as root"),
      );
    }
  };
  if (process.getuid?.() !== 0) {
    findings.push(
      warning(
        "rights",
        "doctor does not run as root, and cannot see everything",
        "run it with sudo",
      ),
    );
  }
  const snippet = readSnippet();
  const program = snippet.program ?? INSTALLED_PROGRAM;
  const daemon = findDaemon();
  const starter = rsyslogUser(daemon);
  const user = helperUser(starter, program);
  const node = findNode(program);
  const { config, finding } = readConfiguration(configFile);
  findings.push(finding);
  for (const text of config?.warnings ?? []) {
    findings.push(warning("configuration", text, "as it says"));
  }
  findings.push(...checkRoutes(config?.routes ?? []));
  await look("Node", () => (existsSync(program) ? [checkNode(node)] : []));
  await look("permissions", () => checkReadable([configFile, ...keyFilesOf(configFile)], user));
  if (config) await look("spool", () => checkSpool(config.spool, user));
  await look("rsyslog's queue", () => checkQueue(snippet.queueDir, starter));
  const textfile = config?.metrics.textfile;
  if (textfile !== undefined) await look("metrics", () => [checkTextfile(textfile, user)]);
  await look("rsyslog version", () => [checkVersion()]);
  await look("rsyslog running", () => checkDaemon(daemon, snippet));
  await look("rsyslog snippet", () =>
    checkSnippet(snippet, dirname(resolved(program)), configFile),
  );
  await look("rsyslog configuration", () => [checkSyntax()]);
  await look("maxMessageSize", () => [checkMessageSize()]);
  if (config)
    await look("program starts", () => checkHelper(program, configFile, starter, user, node));
  await look("rights of the running program", () => checkPrivileges(daemon, user));
  const spool = config?.spool.dir ?? "/var/spool/pulse-sekoia";
  await look("guards", () => checkGuards(daemon, node, program, configFile, spool, user));
  if (config) {
    await look("intake", () => checkIntakes(config, sendTestEvent));
    await look("events", async () => checkTraffic(await lookAtSpool(spool), Date.now()));
  }
  return findings;
}

function readConfiguration(file: string): { config?: Config; finding: Finding } {
  const check = "configuration";
  try {
    return { config: loadConfig(file), finding: ok(check, file) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const missing = /ENOENT/.test(error.message);
    const mend = missing ? "write one with: pulse-sekoia configure" : "correct what it names";
    return { finding: failed(check, error.message, mend) };
  }
}

/** The key files that a configuration names, even one with mistakes. */
function keyFilesOf(configFile: string): string[] {
  const named = (textOf(configFile) ?? "").matchAll(/\bkey_file:\s*["']?([^"'\s#,}]+)/g);
  return [...new Set([...named].map((match) => match[1] ?? ""))];
}
