import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ask, textOf } from "./ask.js";
import { type Finding, failed, ok, warning } from "./finding.js";

const MAIN = "/etc/rsyslog.conf";
const DIR = "/etc/rsyslog.d";
/** What the shipped snippet starts. */
export const INSTALLED_PROGRAM = "/usr/local/bin/pulse-sekoia";
const SNIPPET = join(DIR, "49-pulse-sekoia.conf");

export interface SnippetFacts {
  readonly text: string | undefined;
  /** Milliseconds since 1970; absent without a snippet. */
  readonly changed?: number;
  /** What the snippet starts: the program's path. */
  readonly program: string | undefined;
  /** Where rsyslog's own queue goes. */
  readonly queueDir: string | undefined;
}

export function readSnippet(): SnippetFacts {
  const text = textOf(SNIPPET);
  const changed = statSync(SNIPPET, { throwIfNoEntry: false })?.mtimeMs;
  return {
    text,
    queueDir: /^\s*queue\.spoolDirectory="([^"]+)"/m.exec(text ?? "")?.[1],
    program: /^\s*binary="([^\s"]+)/m.exec(text ?? "")?.[1],
    ...(changed === undefined ? {} : { changed }),
  };
}

/** `programDir`: where the installed program lies, with the snippet as it was shipped. */
export function checkSnippet(snippet: SnippetFacts, programDir: string, config: string): Finding[] {
  const check = "rsyslog snippet";
  if (snippet.text === undefined) {
    return [
      failed(
        check,
        existsSync(SNIPPET) ? `${SNIPPET} cannot be read` : `${SNIPPET} is not there`,
        "run install.sh again (or copy it from rsyslog.d/ and restart rsyslog)",
      ),
    ];
  }
  const shipped = textOf(join(programDir, "rsyslog.d/49-pulse-sekoia.conf"));
  const findings: Finding[] = [];
  if (shipped === undefined || shipped === snippet.text) {
    findings.push(ok(check, SNIPPET));
  } else {
    const beside = existsSync(`${SNIPPET}.new`) ? ` (the shipped one lies in ${SNIPPET}.new)` : "";
    findings.push(
      warning(
        check,
        `${SNIPPET} differs from the one this version ships${beside}`,
        `fine if you meant it; compare: diff ${SNIPPET} ${programDir}/rsyslog.d/49-pulse-sekoia.conf`,
      ),
    );
  }
  if (/useTransactions\s*=\s*"on"/i.test(withoutComments(snippet.text))) {
    findings.push(
      failed(
        check,
        "useTransactions is on: rsyslog loses messages when a transaction is cut short",
        `take useTransactions out of ${SNIPPET} and restart rsyslog`,
      ),
    );
  }
  if (!/confirmMessages\s*=\s*"on"/i.test(withoutComments(snippet.text))) {
    findings.push(
      failed(
        check,
        "confirmMessages is not on: rsyslog does not wait for an acknowledgement, and loses messages",
        `set confirmMessages="on" in ${SNIPPET} and restart rsyslog`,
      ),
    );
  }
  if (!snippet.text.includes(config)) {
    findings.push(
      warning(
        check,
        `it does not name ${config}, which is being examined here`,
        "give doctor the configuration that the snippet names: --config FILE",
      ),
    );
  }
  return findings;
}

/** rsyslogd's own check of the whole configuration. */
export function checkSyntax(): Finding {
  const check = "rsyslog configuration";
  const { code, stderr, error } = ask("rsyslogd", ["-N1"]);
  if (error === "ENOENT") return failed(check, "rsyslogd is not installed", "install rsyslog");
  if (code === 0) return ok(check, "rsyslogd -N1 accepts it");
  const [complaint] = stderr.split("\n").filter((line) => /error|could not|failed/i.test(line));
  const omprog = /omprog/.test(complaint ?? "") && /could not load module/i.test(complaint ?? "");
  return failed(
    check,
    `rsyslogd -N1 refuses it: ${complaint ?? stderr.trim()}`,
    omprog
      ? "this rsyslog lacks omprog; install the distribution's own rsyslog package"
      : "correct the file that is named; every other rule of this rsyslog is at risk too",
  );
}

/** Below this, ordinary records with long role lists are cut. */
const ENOUGH_BYTES = 16 * 1024;

/** `maxMessageSize` of the whole rsyslog, from its files. */
export function checkMessageSize(): Finding {
  const check = "maxMessageSize";
  const set = allConfiguration()
    .map(withoutComments)
    .flatMap((text) => [
      ...text.matchAll(/\$MaxMessageSize\s+(\w+)|maxMessageSize\s*=\s*"(\w+)"/gi),
    ])
    .map((match) => match[1] ?? match[2] ?? "")
    .at(-1);
  const bytes = set === undefined ? 8192 : parseSize(set);
  const seen = `${set ?? "8k (not set)"}: longer messages are cut`;
  if (bytes >= ENOUGH_BYTES) return ok(check, seen);
  return warning(
    check,
    seen,
    `put global(maxMessageSize="64k") at the top of ${MAIN}, before any input, and restart rsyslog`,
  );
}

/** The user that rsyslog drops its privileges to, as its files say; undefined: none, it stays root. */
export function configuredUser(): string | undefined {
  return allConfiguration()
    .map(withoutComments)
    .flatMap((text) => [
      ...text.matchAll(/\$PrivDropToUser\s+(\S+)|privdrop\.user\.name\s*=\s*"([^"]+)"/gi),
    ])
    .map((match) => match[1] ?? match[2])
    .at(-1);
}

function allConfiguration(): string[] {
  const names = existsSync(DIR) ? readdirSync(DIR).filter((name) => name.endsWith(".conf")) : [];
  return [MAIN, ...names.sort().map((name) => join(DIR, name))]
    .map(textOf)
    .filter((text) => text !== undefined);
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, "");
}

/** rsyslog's sizes: k, m, g are 1024-based, K, M, G 1000-based. */
function parseSize(text: string): number {
  const match = /^(\d+)([kKmMgG]?)/.exec(text);
  const units: Record<string, number> = {
    k: 1024,
    m: 1024 ** 2,
    g: 1024 ** 3,
    K: 1e3,
    M: 1e6,
    G: 1e9,
  };
  return Number(match?.[1] ?? 0) * (units[match?.[2] ?? ""] ?? 1);
}
