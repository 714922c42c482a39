import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkTextfile } from "../../../src/doctor/metrics.js";
import { temporaryDir } from "../../support/temporary.js";

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = { name: "nobody", uid: 65_534, gid: 65_534 };
const GROUP = 54_321;
const user = IS_ROOT ? { ...NOBODY, as: { ...NOBODY, groups: [GROUP] } } : NOBODY;

test("a directory that the program may write to", () => {
  const dir = temporaryDir();
  chmodSync(dir, 0o777);
  expect(checkTextfile(join(dir, "a.prom"), user)).toMatchObject({ level: "ok" });
});

test.runIf(IS_ROOT)("a directory that one of its groups may write to", () => {
  const dir = temporaryDir();
  chownSync(dir, 0, GROUP);
  chmodSync(dir, 0o770);
  expect(checkTextfile(join(dir, "a.prom"), user)).toMatchObject({ level: "ok" });
  expect(
    checkTextfile(join(dir, "a.prom"), { ...user, as: { ...NOBODY, groups: [] } }),
  ).toMatchObject({
    level: "warning",
  });
});

test.runIf(IS_ROOT)("a directory in which no file can be reached", () => {
  const dir = temporaryDir();
  chmodSync(dir, 0o666);
  expect(checkTextfile(join(dir, "a.prom"), user)).toMatchObject({ level: "warning" });
});

test.each([
  ["no directory", "none"],
  ["a file in its place", "file"],
  ["a file on the way", "file/below"],
])("%s", (_, name) => {
  const parent = temporaryDir();
  writeFileSync(join(parent, "file"), "");
  const dir = join(parent, name);
  expect(checkTextfile(join(dir, "a.prom"), user)).toMatchObject({
    level: "warning",
    seen: `${dir} is not there, so Prometheus sees no numbers`,
  });
});

test("a directory of somebody else's", () => {
  const dir = temporaryDir();
  chmodSync(dir, 0o555);
  expect(checkTextfile(join(dir, "a.prom"), user)).toMatchObject({
    level: "warning",
    seen: expect.stringContaining(
      `nobody, whom rsyslog runs the program as, cannot write to ${dir}`,
    ),
    mend: expect.stringContaining(`setfacl -m u:nobody:rwx ${dir}`),
  });
});
