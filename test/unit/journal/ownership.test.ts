import { chmodSync, chownSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { refuseForeignSpool } from "../../../src/journal/ownership.js";
import { temporaryDir } from "../../support/temporary.js";

let dir: string;
const US = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

beforeEach(() => {
  dir = temporaryDir();
  chmodSync(dir, 0o700);
  mkdirSync(join(dir, "journal"), { mode: 0o700 });
});

test("our own spool is taken, and so is one that is not there yet", () => {
  refuseForeignSpool(dir, US);
  refuseForeignSpool(join(dir, "later"), US);
});

test.each([0o702, 0o770, 0o707, 0o777])("one of mode %o is refused", (mode) => {
  chmodSync(dir, mode);
  expect(() => refuseForeignSpool(dir, US)).toThrow(/may be written by other users .*chmod go-w/);
});

test("one that belongs to somebody else is refused, with both uids", () => {
  const other = { uid: US.uid + 4711, gid: US.gid };
  expect(() => refuseForeignSpool(dir, other)).toThrow(
    new RegExp(`belongs to uid ${US.uid}, and this program runs as uid ${other.uid}: run install`),
  );
});

test("a link in it is refused, rsyslog's directory aside", () => {
  symlinkSync("/etc", join(dir, "rsyslog"));
  refuseForeignSpool(dir, US);
  symlinkSync("/etc", join(dir, "status"));
  expect(() => refuseForeignSpool(dir, US)).toThrow(/status is a link/);
});

describe.skipIf(US.uid !== 0)("as install.sh makes it: root's, with the program's group", () => {
  const program = { uid: 4711, gid: 4712 };

  beforeEach(() => {
    chownSync(dir, 0, program.gid);
    chmodSync(dir, 0o1770);
    chownSync(join(dir, "journal"), program.uid, program.gid);
    mkdirSync(join(dir, "rsyslog"), { mode: 0o700 });
  });

  test("is taken by the program", () => refuseForeignSpool(dir, program));

  test("is refused with the group of somebody else, or a part that root left", () => {
    chownSync(dir, 0, 4713);
    expect(() => refuseForeignSpool(dir, program)).toThrow(/may be written by other users/);
    chownSync(dir, 0, program.gid);
    chownSync(join(dir, "journal"), 0, 0);
    expect(() => refuseForeignSpool(dir, program)).toThrow(/journal belongs to uid 0/);
  });
});
