import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Host, hostProblem, script, startHost } from "../support/host.js";
import { temporaryDir } from "../support/temporary.js";
import { KEY } from "../support/workplace.js";

const INSTALL = script("install.sh");
const PROGRAM = script("../dist/pulse-sekoia.js");

/** What another user of the machine, or rsyslogd's own user, can do to the installer and to doctor. */
describe.skipIf(hostProblem() !== undefined)("another user of the host", () => {
  let host: Host;
  let flags: string[];

  beforeEach(async () => {
    host = await startHost();
    const keyFile = join(temporaryDir(), "key");
    writeFileSync(keyFile, `${KEY}\n`, { mode: 0o600 });
    flags = ["--yes", "--no-test-event", "--url", "http://127.0.0.1:9"];
    flags.push("--intake-key-file", keyFile);
    host.sh("useradd -r -s /bin/sh mallory; useradd -r -s /usr/sbin/nologin syslog");
  });

  afterEach(() => host.stop());

  const install = (env: Record<string, string> = {}, more: string[] = []) =>
    host.run(INSTALL, [...flags, ...more], env);
  const asMallory = "setpriv --reuid=mallory --regid=mallory --clear-groups";
  const owners = () =>
    host.sh("stat -c '%n %U' /etc/pulse-sekoia/intake.key /var/spool/pulse-sekoia/journal").stdout;
  const OURS =
    "/etc/pulse-sekoia/intake.key pulse-sekoia\n/var/spool/pulse-sekoia/journal pulse-sekoia\n";

  /** rsyslog as Ubuntu runs it. */
  const dropPrivileges = () =>
    host.sh(`chgrp syslog /var/log; chmod 0775 /var/log; chmod 0777 /run
      printf '$PrivDropToUser syslog\\n$PrivDropToGroup syslog\\n' >/etc/rsyslog.d/00-user.conf
      systemctl restart rsyslog`);

  test.each([
    ["systemd knows rsyslogd", "true"],
    ["root's pid file names it", "touch /run/no-systemd"],
    [
      "nobody names it",
      "touch /run/no-systemd; kill $(cat /run/rsyslogd.pid); rm -f /run/rsyslogd.pid",
    ],
    [
      "its pid file is another user's",
      "touch /run/no-systemd; pgrep -u mallory >/run/rsyslogd.pid; chown mallory /run/rsyslogd.pid",
    ],
  ])("who runs a process named rsyslogd gets nothing: %s", (_, before) => {
    host.sh(`mkdir -p /var/tmp/m; cp /bin/sleep /var/tmp/m/rsyslogd
      ${asMallory} /var/tmp/m/rsyslogd 600 >/dev/null 2>&1 & sleep 0.2; ${before}`);
    expect(host.sh("ps -o comm= -u mallory").stdout).toBe("rsyslogd\n");
    expect(install()).toMatchObject({ code: 0 });
    expect(owners()).toBe(OURS);
    expect(host.run("pulse-sekoia", ["doctor"]).output).not.toContain("mallory");
  });

  test("links that rsyslogd's user plants lead the installer nowhere", () => {
    dropPrivileges();
    host.sh(`echo victim >/etc/victim; chmod 0600 /etc/victim; mkdir -m 0700 /etc/victim2
      ln -s /etc/victim /var/log/pulse-sekoia.log.pulse-new
      ln -s /etc/victim /var/log/pulse-sekoia.log
      chown -h syslog /var/log/pulse-sekoia.log*`);
    const victims = () => host.sh("stat -c '%n %U:%G %a %s' /etc/victim /etc/victim2").stdout;
    const before = victims();
    expect(install()).toMatchObject({ code: 0 });
    expect(victims()).toBe(before);
    host.sh(`cd /var/spool/pulse-sekoia && rm -rf rsyslog && ln -s /etc/victim2 rsyslog && chown -h syslog rsyslog
      rm -rf status && ln -s /etc/victim2 status && chown -h syslog status`);
    const refused = install();
    expect(refused.output).toMatch(/\/rsyslog is a link, where rsyslog's queue has to be/);
    expect(refused.code).toBe(1);
    expect(victims()).toBe(before);
  });

  test("a spool that changes hands is followed through no link and no second name", () => {
    expect(install()).toMatchObject({ code: 0 });
    // rsyslog drops its privileges from now on, and the program's former user has left traps.
    host.sh(`cd /var/spool/pulse-sekoia; echo victim >/etc/victim; mkdir /etc/victim2; echo v >/etc/victim2/f
      echo 0 >/proc/sys/fs/protected_hardlinks; ln /etc/victim journal/second; echo 1 >/proc/sys/fs/protected_hardlinks
      ln -s /etc/victim2 journal/link; ln -s /etc/victim status/link`);
    dropPrivileges();
    const victims = () => host.sh("stat -c '%n %U' /etc/victim /etc/victim2 /etc/victim2/f").stdout;
    const before = victims();
    install();
    expect(victims()).toBe(before);
  });

  test("links in the queue of a rsyslogd that has become root are not written through", () => {
    dropPrivileges();
    expect(install()).toMatchObject({ code: 0 });
    const queue = "/var/spool/pulse-sekoia/rsyslog";
    host.sh(`rm /etc/rsyslog.d/00-user.conf; systemctl restart rsyslog
      ln -s /etc/victim ${queue}/pulse_sekoia.00000001; chown -h syslog ${queue}/pulse_sekoia.00000001`);
    const refused = install();
    expect(refused.output).toMatch(/holds more than rsyslog's queue files/);
    expect(refused.code).toBe(1);
    host.sh(`rm ${queue}/pulse_sekoia.00000001`);
    expect(install()).toMatchObject({ code: 0 });
    expect(owners()).toBe(OURS);
    expect(host.sh("ls /etc/victim").code).not.toBe(0);
  });

  test("a named pipe that root hands to a command stays whose it is", () => {
    expect(install()).toMatchObject({ code: 0 });
    host.sh(
      "mkfifo -m 0600 /run/fifo; pulse-sekoia run <>/run/fifo >/dev/null 2>&1 & sleep 1; kill $!",
    );
    expect(host.sh("stat -c %U /run/fifo").stdout).toBe("root\n");
  });

  test("a Node that others may change is neither started nor named", () => {
    host.sh(`mkdir -p /var/tmp/m; chown mallory /var/tmp/m
      printf '#!/bin/sh\\ntouch /etc/owned\\necho v24.0.0\\n' >/var/tmp/m/node; chmod 755 /var/tmp/m/node`);
    const PATH = "/var/tmp/m:/usr/sbin:/usr/bin:/sbin:/bin";
    expect(install({ PATH })).toMatchObject({ code: 0 });
    expect(host.sh("cat /usr/local/bin/pulse-sekoia").stdout).toMatch(/^node='\/usr\/bin\/node'$/m);
    // Where there is no other.
    host.sh("/usr/local/lib/pulse-sekoia/current/scripts/uninstall.sh --purge");
    host.sh("mount --bind /etc/hostname /usr/bin/node");
    const refused = install({ PATH });
    expect(refused.output).toMatch(/other users than root could change these Nodes.*\/var\/tmp\/m/);
    expect(refused.code).toBe(1);
    expect(host.sh("ls /etc/owned").code).not.toBe(0);
  });

  test("programs of the current folder are not started, whatever PATH says", () => {
    host.sh(`mkdir -p /var/tmp/m; cd /var/tmp/m
      for name in getent systemctl rsyslogd setpriv stat id; do
        printf '#!/bin/sh\\ntouch /etc/owned\\n' >$name; chmod 755 $name; done`);
    for (const PATH of ["", ":", ".", "/var/tmp/m"]) {
      host.run("/bin/bash", [
        "-c",
        `cd /var/tmp/m; PATH='${PATH}' /usr/bin/node ${PROGRAM} doctor`,
      ]);
      host.run("/bin/bash", ["-c", `cd /var/tmp/m; PATH='${PATH}' ${INSTALL} --dry-run`]);
      host.run("/bin/bash", [
        "-c",
        `cd /var/tmp/m; PATH='${PATH}' ${script("uninstall.sh")} --dry-run`,
      ]);
    }
    expect(host.sh("ls /etc/owned").code).not.toBe(0);
  });

  test("doctor starts nothing that others may change", () => {
    expect(install()).toMatchObject({ code: 0 });
    host.sh("chown mallory /usr/local/lib/pulse-sekoia/current/pulse-sekoia");
    const { output } = host.run("/usr/bin/node", [PROGRAM, "doctor"]);
    expect(output).toMatch(/FAIL {2}Node: other users than root may change \/usr\/local\/lib/);
    expect(output).not.toMatch(/program starts:/);
  });

  test("doctor finds a queue of rsyslog's that another user owns, or a link in its place", () => {
    expect(install()).toMatchObject({ code: 0 });
    const queue = "/var/spool/pulse-sekoia/rsyslog";
    const doctor = () => host.run("pulse-sekoia", ["doctor"]).output;
    expect(doctor()).toMatch(/ok {4}rsyslog's queue: .*root's alone/);
    host.sh(`chown pulse-sekoia ${queue}`);
    expect(doctor()).toMatch(/FAIL {2}rsyslog's queue: .* may be changed by uid \d+/);
    host.sh(`rmdir ${queue}; ln -s /etc ${queue}`);
    expect(doctor()).toMatch(/FAIL {2}rsyslog's queue: .* is not a directory/);
  });

  test("a copy of rsyslog.conf is root's alone while it is tried", () => {
    host.sh(`echo '# secret' >>/etc/rsyslog.conf; chmod 0600 /etc/rsyslog.conf
      mv /usr/local/sbin/systemctl /usr/local/sbin/systemctl.real
      printf '#!/bin/sh\\nfind /tmp/tmp.* -name "*.conf" -path "*/rsyslog/*" -perm /077 >>/run/open 2>/dev/null\\nexec /usr/local/sbin/systemctl.real "$@"\\n' >/usr/local/sbin/systemctl
      chmod 755 /usr/local/sbin/systemctl`);
    expect(install()).toMatchObject({ code: 0 });
    expect(host.sh("cat /run/open").stdout).toBe("");
  });

  test("a tree of --root is not left by its links", () => {
    host.sh("mkdir -p /var/tree/etc/rsyslog.d /etc/victim2; ln -s /etc/victim2 /var/tree/var");
    host.sh(
      "printf 'root:x:0:0::/:/bin/sh\\n' >/var/tree/etc/passwd; touch /var/tree/etc/rsyslog.conf",
    );
    const { code, output } = install({}, ["--root", "/var/tree"]);
    expect(output).toMatch(/\/var leads out of the tree \/var\/tree/);
    expect(code).toBe(1);
    host.sh("mkdir -p /etc/victim2/spool/pulse-sekoia; touch /etc/victim2/spool/pulse-sekoia/mine");
    expect(host.run(script("uninstall.sh"), ["--root", "/var/tree", "--purge"]).code).toBe(1);
    expect(host.sh("cd /etc/victim2; find . -type f").stdout).toBe("./spool/pulse-sekoia/mine\n");
    expect(host.sh("ls -A /etc/victim2").stdout).toBe("spool\n");
  });
});
