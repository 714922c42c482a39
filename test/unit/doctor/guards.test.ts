import { describe, expect, test } from "vitest";
import {
  confinedBy,
  judgeAppArmor,
  judgeMounts,
  judgeSelinux,
  judgeUnit,
  parseProperties,
} from "../../../src/doctor/guards.js";

const NODE_20 = { path: "/usr/bin/node", version: "20.20.2" };
const NODE_24 = { path: "/usr/bin/node", version: "24.21.0" };

describe("the unit of rsyslog", () => {
  test.each([
    ["no filter", "", NODE_20, []],
    ["a list without pkey_alloc, Node 20", "read write", NODE_20, ["failed"]],
    ["a list without pkey_alloc, Node 24", "read write", NODE_24, ["ok"]],
    ["a list with pkey_alloc", "read pkey_alloc write", NODE_20, ["ok"]],
    ["a list with pkey_alloc and an error number", "read pkey_alloc:EPERM", NODE_20, ["ok"]],
    ["a list of what is forbidden", "~reboot swapon", NODE_20, ["ok"]],
    ["a list of what is forbidden that names it", "~reboot pkey_alloc", NODE_20, ["failed"]],
  ])("SystemCallFilter: %s", (_, filter, node, levels) => {
    const unit = parseProperties(`SystemCallFilter=${filter}\nMemoryDenyWriteExecute=no\n`);
    expect(judgeUnit(unit, node).map(({ level }) => level)).toEqual(levels);
  });

  test("MemoryDenyWriteExecute and missing address families are named", () => {
    const unit = parseProperties(
      "MemoryDenyWriteExecute=yes\nRestrictAddressFamilies=AF_UNIX AF_NETLINK\n",
    );
    const findings = judgeUnit(unit, NODE_24);
    expect(findings.map(({ level }) => level)).toEqual(["failed", "failed"]);
    expect(findings[0]?.seen).toContain("MemoryDenyWriteExecute=yes");
    expect(findings[1]?.seen).toContain("RestrictAddressFamilies=AF_UNIX");
  });
});

test("a spool that rsyslogd sees read-only is found by its mounts", () => {
  const root = "1 0 8:1 / / rw,relatime - ext4 /dev/sda1 rw";
  const ro = "2 1 8:1 /var /var ro,relatime - ext4 /dev/sda1 rw";
  const rw = "3 2 8:1 /var/spool /var/spool rw - ext4 /dev/sda1 rw";
  const spool = "/var/spool/pulse-sekoia";
  expect(judgeMounts(root, spool)).toEqual([]);
  expect(judgeMounts(`${root}\n${ro}`, spool)).toMatchObject([
    { level: "failed", seen: expect.stringContaining("/var is read-only") },
  ]);
  expect(judgeMounts(`${root}\n${ro}\n${rw}`, spool)).toEqual([]);
  expect(judgeMounts(`${root}\n${ro.replaceAll("/var", "/var/spool/pulse")}`, spool)).toEqual([]);
});

test("AppArmor", () => {
  expect(confinedBy("unconfined\n")).toBeUndefined();
  expect(confinedBy("rsyslogd (complain)\n")).toBeUndefined();
  expect(confinedBy("rsyslogd (enforce)\n")).toBe("rsyslogd");
  const answer = { code: 0, signal: null, stdout: "OK\n", stderr: "" };
  expect(judgeAppArmor("rsyslogd", false, answer)).toMatchObject({ level: "failed" });
  expect(judgeAppArmor("rsyslogd", true, answer)).toMatchObject({ level: "ok" });
  expect(judgeAppArmor("rsyslogd", true, { ...answer, code: null, error: "EACCES" })).toMatchObject(
    {
      level: "failed",
    },
  );
});

test("SELinux", () => {
  expect(judgeSelinux(true, "syslogd_t", false)).toMatchObject({ level: "failed" });
  expect(judgeSelinux(true, "syslogd_t", true)).toMatchObject({ level: "ok" });
  expect(judgeSelinux(false, "syslogd_t", false)).toMatchObject({ level: "warning" });
  expect(judgeSelinux(true, "unconfined_service_t", false)).toMatchObject({ level: "ok" });
});
