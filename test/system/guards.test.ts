import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { judgeUnit, parseProperties } from "../../src/doctor/guards.js";
import { hasProgram } from "../support/has-program.js";
import { script } from "../support/host.js";
import { temporaryDir } from "../support/temporary.js";
import { createWorkplace } from "../support/workplace.js";

const ROOT = resolve(import.meta.dirname, "../..");
const PROGRAM = join(ROOT, "dist/pulse-sekoia.js");
const GUARDS = script("guards");

describe("AppArmor and SELinux", () => {
  test.skipIf(!hasProgram("apparmor_parser"))(
    "the rules are good inside a profile of rsyslogd",
    () => {
      const dir = temporaryDir();
      const rules = readFileSync(join(GUARDS, "apparmor/pulse-sekoia"), "utf8");
      writeFileSync(join(dir, "rules"), rules.replace("@NODE@", "/usr/bin/node"));
      // The head of Ubuntu's profile: usr.sbin.rsyslogd of rsyslog 8.2312.
      writeFileSync(
        join(dir, "profile"),
        `abi <abi/3.0>,
include <tunables/global>
profile rsyslogd /usr/sbin/rsyslogd {
  include <abstractions/base>
  include <abstractions/nameservice>
  include "${dir}/rules"
}
`,
      );
      const { status, stderr } = spawnSync("apparmor_parser", ["-Q", "-K", join(dir, "profile")], {
        encoding: "utf8",
      });
      expect({ status, stderr }).toMatchObject({ status: 0 });
    },
  );

  test.skipIf(!hasProgram("checkmodule") || !hasProgram("semodule_package"))(
    "the module compiles",
    () => {
      const dir = temporaryDir();
      const source = join(GUARDS, "selinux/pulse_sekoia");
      const compiled = join(dir, "pulse_sekoia.mod");
      const check = spawnSync("checkmodule", ["-M", "-m", "-o", compiled, `${source}.te`]);
      expect({ status: check.status, stderr: String(check.stderr) }).toMatchObject({ status: 0 });
      const packed = join(dir, "pulse_sekoia.pp");
      const pack = spawnSync("semodule_package", [
        "-o",
        packed,
        "-m",
        compiled,
        "-f",
        `${source}.fc`,
      ]);
      expect(pack.status).toBe(0);
      expect(existsSync(packed)).toBe(true);
    },
  );
});

/** Every Node at hand: the one that runs this, and those below .tools. */
function nodes(): { path: string; major: number; version: string }[] {
  const tools = join(ROOT, ".tools");
  const fetched = existsSync(tools)
    ? readdirSync(tools).map((name) => join(tools, name, "bin/node"))
    : [];
  return [process.execPath, ...fetched.filter((path) => existsSync(path))].map((path) => {
    const version = String(spawnSync(path, ["--version"]).stdout)
      .trim()
      .slice(1);
    return { path, version, major: Number(version.split(".")[0]) };
  });
}

const canFilter =
  hasProgram("cc") && existsSync("/usr/include/seccomp.h") && hasProgram("systemd-analyze");

describe.skipIf(!canFilter)("under systemd's @system-service", () => {
  let dir: string;

  beforeAll(() => {
    dir = join(ROOT, ".tools/seccomp");
    mkdirSync(dir, { recursive: true });
    const source = resolve(import.meta.dirname, "../support/host/under-filter.c");
    const { status, stderr } = spawnSync("cc", [
      ...["-o", join(dir, "under-filter"), source, "-lseccomp"],
    ]);
    if (status !== 0) throw new Error(String(stderr));
    writeFileSync(join(dir, "system-service"), callsOf("@system-service").join("\n"));
    const more = [...callsOf("@system-service"), ...callsOf("@pkey")];
    writeFileSync(join(dir, "with-pkey"), more.join("\n"));
  });

  const start = (node: string, list: string) => {
    const workplace = createWorkplace("http://127.0.0.1:9");
    const { status, signal, stdout } = spawnSync(
      join(dir, "under-filter"),
      [join(dir, list), node, PROGRAM, "run", "--config", workplace.configFile],
      { input: "", encoding: "utf8" },
    );
    workplace.remove();
    return { status, signal, stdout };
  };
  const runs = { status: 0, signal: null, stdout: "OK\n" };

  test.each(nodes())(
    "Node $version: what happens is what doctor says",
    ({ path, major, version }) => {
      const outcome = start(path, "system-service");
      const unit = new Map([["SystemCallFilter", callsOf("@system-service").join(" ")]]);
      const [finding] = judgeUnit(unit, { path, version });
      if (major >= 22) {
        expect(outcome).toEqual(runs);
        expect(finding?.level).toBe("ok");
      } else {
        expect(outcome).toMatchObject({ status: null, signal: "SIGSYS" });
        expect(finding).toMatchObject({
          level: "failed",
          seen: expect.stringContaining("pkey_alloc"),
        });
      }
      // The drop-in that install.sh adds.
      expect(start(path, "with-pkey")).toEqual(runs);
    },
  );
});

test("the drop-in allows @pkey and nothing else", () => {
  const dropIn = readFileSync(join(GUARDS, "systemd/pulse-sekoia.conf"), "utf8");
  const settings = parseProperties(dropIn.replace(/^#.*$/gm, ""));
  expect([...settings]).toEqual([["SystemCallFilter", "@pkey"]]);
});

test("the drop-in for the program's user adds what the launcher needs and nothing else", () => {
  const dropIn = readFileSync(join(GUARDS, "systemd/pulse-sekoia-user.conf"), "utf8");
  const settings = parseProperties(dropIn.replace(/^#.*$/gm, ""));
  expect([...settings]).toEqual([
    ["CapabilityBoundingSet", "CAP_SETUID CAP_SETGID CAP_SETPCAP CAP_CHOWN"],
  ]);
});

/** The system calls of a set, the sets it names included. */
function callsOf(set: string): string[] {
  const { stdout } = spawnSync("systemd-analyze", ["syscall-filter", set], { encoding: "utf8" });
  const names = stdout
    .split("\n")
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  return names.flatMap((name) => (name.startsWith("@") ? callsOf(name) : [name]));
}
