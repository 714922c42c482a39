import { ask } from "./ask.js";
import type { Daemon } from "./rsyslogd.js";
import { configuredUser } from "./snippet.js";

/** Whom rsyslog runs the program as. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** How to run a program as that user; absent when we are that user, or may not become it. */
  readonly as?: { readonly uid: number; readonly gid: number };
}

/** From the running daemon; else from its configuration; else root. */
export function helperUser(daemon: Daemon | undefined): User {
  const self = process.getuid?.() ?? 0;
  const named = daemon === undefined ? configuredUser() : undefined;
  const [, , uid = "0", gid = "0"] = passwd(named ?? String(daemon?.uid ?? 0));
  const ids = { uid: daemon?.uid ?? Number(uid), gid: daemon?.gid ?? Number(gid) };
  const name = passwd(String(ids.uid))[0] || `uid ${ids.uid}`;
  return { name, ...ids, ...(self === 0 && ids.uid !== 0 ? { as: ids } : {}) };
}

/** test(1) as that user: what the kernel says, access control lists and read-only mounts included. */
export function can(user: User, flag: "-r" | "-w", path: string): boolean {
  return ask("/usr/bin/test", [flag, path], user.as).code === 0;
}

/** The fields of a user's line in passwd(5); none when there is no such user. */
function passwd(nameOrUid: string): string[] {
  return ask("getent", ["passwd", nameOrUid]).stdout.trim().split(":");
}
