import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkTextfile } from "../../../src/doctor/metrics.js";
import { temporaryDir } from "../../support/temporary.js";

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = { name: "nobody", uid: 65_534, gid: 65_534 };
const user = IS_ROOT ? { ...NOBODY, as: NOBODY } : NOBODY;

test("a directory that the program may write to", () => {
  const dir = temporaryDir();
  chmodSync(dir, 0o777);
  expect(checkTextfile(join(dir, "a.prom"), user)).toMatchObject({ level: "ok" });
});

test("no directory", () => {
  const dir = join(temporaryDir(), "none");
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
