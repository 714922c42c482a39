import { type Answer, ask } from "./ask.js";
import type { Daemon } from "./rsyslogd.js";
import { configuredUser } from "./snippet.js";

/** Whom rsyslog runs the program as. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** How to run a program as that user; absent when we are that user, or may not become it. */
  readonly as?: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] };
}

/** From the running daemon; else from its configuration; else root. */
export function helperUser(daemon: Daemon | undefined): User {
  const self = process.getuid?.() ?? 0;
  const named = daemon === undefined ? configuredUser() : undefined;
  const [, , uid = "0", gid = "0"] = passwd(named ?? String(daemon?.uid ?? 0));
  const ids = { uid: daemon?.uid ?? Number(uid), gid: daemon?.gid ?? Number(gid) };
  const name = passwd(String(ids.uid))[0] || `uid ${ids.uid}`;
  if (self !== 0 || ids.uid === 0) return { name, ...ids };
  return { name, ...ids, as: { ...ids, groups: daemon?.groups ?? groupsOf(name) } };
}

/** Runs a program as that user, in all groups that rsyslogd's children are in. See ask. */
export function askAs({ as }: User, program: string, args: readonly string[]): Answer {
  if (as === undefined) return ask(program, args);
  // Node would start it in no group but the first.
  const groups = as.groups.length === 0 ? "--clear-groups" : `--groups=${as.groups.join()}`;
  const ids = [`--reuid=${as.uid}`, `--regid=${as.gid}`, groups];
  return ask("setpriv", [...ids, "--", program, ...args]);
}

/** test(1) as that user: what the kernel says, access control lists and read-only mounts included. */
export function can(user: User, flag: "-r" | "-w" | "-x", path: string): boolean {
  return askAs(user, "/usr/bin/test", [flag, path]).code === 0;
}

function groupsOf(name: string): number[] {
  const { code, stdout } = ask("id", ["-G", "--", name]);
  return code === 0 ? stdout.trim().split(" ").map(Number) : [];
}

/** The fields of a user's line in passwd(5); none when there is no such user. */
function passwd(nameOrUid: string): string[] {
  return ask("getent", ["passwd", nameOrUid]).stdout.trim().split(":");
}
