import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { script } from "../support/host.js";
import { temporaryDir } from "../support/temporary.js";
import { KEY } from "../support/workplace.js";

let root: string;

beforeEach(() => {
  root = temporaryDir();
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function run(name: string, ...args: string[]) {
  return spawnSync(script(name), ["--root", root, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, PULSE_SEKOIA_INTAKE_KEY: KEY },
  });
}

const files = () =>
  spawnSync("find", [root, "-printf", "%P %m %y %l\n"], { encoding: "utf8" })
    .stdout.split("\n")
    .sort()
    .filter((line) => !/^(var|usr|etc)(\/(lib|local|spool|log|logrotate\.d|bin))* /.test(line))
    .join("\n");

const owner = (path: string) => {
  const { uid, gid, mode } = statSync(join(root, path));
  return `${uid}:${gid} ${(mode & 0o777).toString(8)}`;
};

const layouts = {
  "RHEL 9": () => {
    put("etc/passwd", "root:x:0:0::/root:/bin/bash\n");
    put("etc/rsyslog.conf", 'include(file="/etc/rsyslog.d/*.conf" mode="optional")\n');
    mkdirSync(join(root, "etc/rsyslog.d"));
    // Without the program's own user in it, which its packager has to make.
    return { uid: 0, gid: 0, queue: "0:0 750" };
  },
  "Ubuntu 24.04": () => {
    put("etc/passwd", "root:x:0:0::/root:/bin/bash\nsyslog:x:104:110::/nonexistent:/bin/false\n");
    put(
      "etc/rsyslog.conf",
      "$PrivDropToUser syslog\n$PrivDropToGroup syslog\n$IncludeConfig /etc/rsyslog.d/*.conf\n",
    );
    put("etc/rsyslog.d/50-default.conf", "*.* /var/log/syslog\n");
    mkdirSync(join(root, "etc/apparmor.d/rsyslog.d"), { recursive: true });
    return { uid: 104, gid: 110, queue: "104:110 700" };
  },
};

const AS_ROOT = process.getuid?.() === 0;

describe.each(Object.entries(layouts))("--root with the layout of %s", (_, layout) => {
  test("installs with the owners it needs, and removes all of it", () => {
    const { uid, gid, queue } = layout();
    const before = files();
    const flags = ["--region", "fra2", "--listen-port", "10514", "--proxy", "http://proxy:3128"];
    expect(run("install.sh", "--dry-run", ...flags).status).toBe(0);
    expect(files()).toBe(before);
    const installed = run("install.sh", ...flags);
    expect(installed.stderr).toBe("");
    expect(installed.status).toBe(0);
    expect(readFileSync(join(root, "etc/pulse-sekoia/intake.key"), "utf8")).toBe(`${KEY}\n`);
    const config = readFileSync(join(root, "etc/pulse-sekoia/config.yaml"), "utf8");
    expect(config).toMatch(/region: fra2\n {2}key_file: \/etc\/pulse-sekoia\/intake\.key\n/);
    expect(config).toContain('proxy: "http://proxy:3128"');
    if (AS_ROOT) {
      expect(owner("etc/pulse-sekoia")).toBe(`0:${gid} 750`);
      expect(owner("etc/pulse-sekoia/intake.key")).toBe(`${uid}:${gid} 600`);
      expect(owner("var/spool/pulse-sekoia/rsyslog")).toBe(queue);
    }
    expect(readlinkSync(join(root, "usr/local/bin/pulse-sekoia"))).toBe(
      "/usr/local/lib/pulse-sekoia/current/pulse-sekoia",
    );
    expect(existsSync(join(root, "etc/rsyslog.d/49-pulse-sekoia.conf"))).toBe(true);
    expect(existsSync(join(root, "etc/rsyslog.d/50-pulse-sekoia-listener.conf"))).toBe(true);
    const rules = join(root, "etc/apparmor.d/rsyslog.d/pulse-sekoia");
    expect(existsSync(rules)).toBe(existsSync(dirname(rules)));

    const settled = files();
    expect(run("install.sh", ...flags).stdout).toContain("nothing was changed");
    expect(files()).toBe(settled);

    put("var/spool/pulse-sekoia/journal/1-1-00000000/00000001.jsonl", "{}\n{}\n");
    const refused = run("uninstall.sh");
    expect(refused.stderr).toContain("2 events wait");
    expect(refused.status).toBe(1);
    expect(run("uninstall.sh", "--purge").status).toBe(0);
    expect(files()).toBe(before);
  });
});

test.each([
  [["--region", "mars1"], /--region mars1 is not known/],
  [["--region", "fra1", "--url", "https://x"], /exclude each other/],
  [["--listen-port", "70000"], /is not a port/],
  [["--proxy", "proxy"], /is not a URL/],
  [["--proxy", "http://me:secret@proxy:3128"], /every user of this machine sees it/],
  [["--intake-key", "secret"], /is not an option/],
  [["--intake-key-file", "/nowhere"], /cannot be read/],
  [["--ca-file", "/etc/hostname"], /holds no certificate/],
  [[], /nobody is there to ask/],
])("install.sh %j is refused with a reason, and changes nothing", (flags, reason) => {
  const before = files();
  const { status, stderr } = run("install.sh", ...flags);
  expect(stderr).toMatch(reason);
  expect(stderr).not.toContain(KEY);
  expect(status).toBe(1);
  expect(files()).toBe(before);
});
