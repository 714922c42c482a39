import { type Answer, ask } from "./ask.js";
import { launcherUser } from "./launcher.js";
import type { Daemon } from "./rsyslogd.js";
import { configuredUser } from "./snippet.js";

/** A user that rsyslogd, or the program it starts, runs as. */
export interface User {
  readonly name: string;
  /** -1: there is no such user. */
  readonly uid: number;
  readonly gid: number;
  /** How to run a program as that user; absent when we are that user, or may not become it. */
  readonly as?: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] };
}

/** Whom rsyslogd starts its helpers as: from the running daemon; else from its configuration; else root. */
export function rsyslogUser(daemon: Daemon | undefined): User {
  const named = daemon === undefined ? configuredUser() : undefined;
  const [, , uid = "0", gid = "0"] = passwd(named ?? String(daemon?.uid ?? 0));
  const ids = { uid: daemon?.uid ?? Number(uid), gid: daemon?.gid ?? Number(gid) };
  return userOf(ids.uid, ids.gid, daemon?.groups);
}

/** Whom `program` runs as when `starter` starts it: its launcher makes a user of its own of root. */
export function helperUser(starter: User, program: string): User {
  const named = starter.uid === 0 ? launcherUser(program) : undefined;
  if (named === undefined) return starter;
  const [, , uid, gid] = passwd(named);
  if (uid === undefined || gid === undefined) return { name: named, uid: -1, gid: -1 };
  return userOf(Number(uid), Number(gid), []);
}

function userOf(uid: number, gid: number, groups: readonly number[] | undefined): User {
  const name = passwd(String(uid))[0] || `uid ${uid}`;
  if (process.getuid?.() !== 0 || uid === 0) return { name, uid, gid };
  return { name, uid, gid, as: { uid, gid, groups: groups ?? groupsOf(name) } };
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
