import { existsSync } from "node:fs";
import type { Answer } from "./ask.js";
import { type Finding, failed, ok } from "./finding.js";
import { interpreterOf } from "./launcher.js";
import type { Node } from "./node.js";
import { askAs, type User } from "./user.js";

/**
 * Starts the program once as rsyslog does, with its input closed at once: as `starter`, rsyslogd's user. It runs as
 * `user`.
 */
export function checkHelper(
  program: string,
  config: string,
  starter: User,
  user: User,
  node: Node,
): Finding[] {
  const check = "program starts";
  if (node.foreign !== undefined) return [];
  if (!existsSync(program)) {
    return [failed(check, `${program} is not there`, "run install.sh again")];
  }
  const answer = askAs(starter, program, ["run", "--config", config]);
  if (answer.code === 0 && answer.stdout === "OK\n") {
    return [ok(check, `as ${user.name}, and says OK`)];
  }
  return [failed(check, ...explain(answer, program, user))];
}

function explain(answer: Answer, program: string, user: User): [seen: string, mend: string] {
  const said = lastWords(answer.stderr);
  // 126 and 127: what setpriv(1) and env(1) end with when they may not execute it, or it is not there.
  if (answer.error === "EACCES" || answer.code === 126) {
    return [
      `${user.name} may not execute ${program} or the Node it names (${interpreterOf(program)})`,
      "every directory on the way must let that user in; a Node below /root does not do: install one for the whole machine, or use the bundle that carries its own",
    ];
  }
  if (answer.error === "ENOENT" || answer.code === 127) {
    return [
      `the Node that ${program} names is missing: ${interpreterOf(program)}`,
      "install Node 20.18.1 or later and run install.sh again, or use the bundle that carries its own",
    ];
  }
  if (answer.signal === "SIGSYS") {
    return ["it was killed by a system call filter (SIGSYS)", "see the line about system calls"];
  }
  if (answer.error === "ETIMEDOUT") return ["it did not end within 10 s", `it said: ${said}`];
  return [
    said || `it ended with ${answer.signal ?? `code ${answer.code}`}`,
    "correct what it says",
  ];
}

/** The `msg` of the last line of the log, or what else was said. */
function lastWords(stderr: string): string {
  const lines = stderr.trim().split("\n");
  for (const line of lines.reverse()) {
    try {
      const { level, msg } = JSON.parse(line) as { level: string; msg: string };
      if (level === "fatal" || level === "error") return msg;
    } catch {
      return stderr.trim().split("\n").slice(0, 5).join(" / ");
    }
  }
  return "";
}
