import { expect, test } from "vitest";
import { judgePrivileges } from "../../../src/doctor/privileges.js";

const USER = { name: "pulse-sekoia", uid: 998, gid: 998 };
const status = (changed: Record<string, string> = {}) =>
  Object.entries({
    Uid: "998\t998\t998\t998",
    CapPrm: "0000000000000000",
    CapBnd: "0000000000000000",
    NoNewPrivs: "1",
    ...changed,
  })
    .map(([name, value]) => `${name}:\t${value}\n`)
    .join("");

test.each([
  [{}, "ok", /uid 998, capabilities 0, bounding set 0, NoNewPrivs 1$/],
  [{ Uid: "0\t0\t0\t0" }, "failed", /should run as pulse-sekoia \(uid 998\)/],
  [{ Uid: "998\t998\t0\t998" }, "failed", /uid 998\/0/],
  [{ CapPrm: "0000000000000080" }, "failed", /should have no capabilities/],
  [{ NoNewPrivs: "0" }, "warning", /NoNewPrivs should be 1/],
  // Only NoNewPrivs keeps capabilities away where rsyslogd had no right to empty the set.
  [{ CapBnd: "000001ffffffffff" }, "ok", /bounding set 1ffffffffff/],
])("%j is %s", (changed, level, seen) => {
  const finding = judgePrivileges("7", status(changed), USER);
  expect(finding.level).toBe(level);
  expect(finding.seen).toMatch(seen);
});

test("root is never right, even where it was asked for", () => {
  const root = { name: "root", uid: 0, gid: 0 };
  expect(judgePrivileges("7", status({ Uid: "0\t0\t0\t0" }), root).level).toBe("failed");
});
