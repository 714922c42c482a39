import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../../src/doctor/finding.js";
import { type Host, hostProblem, script, startHost } from "../support/host.js";
import { handedLine, numbersOf, pulseMessage } from "../support/messages.js";
import { reservePort } from "../support/port.js";
import { sendSyslog } from "../support/sender.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { temporaryDir } from "../support/temporary.js";
import { until } from "../support/until.js";
import { KEY } from "../support/workplace.js";

const INSTALL = script("install.sh");
const UNINSTALL = script("uninstall.sh");

describe.skipIf(hostProblem() !== undefined)("where rsyslogd runs as root", () => {
  let intake: SimulatorProcess;
  let host: Host;
  let keyFile: string;
  let port: number;

  beforeEach(async () => {
    intake = await startSimulatorProcess(["--key", KEY]);
    host = await startHost();
    keyFile = join(temporaryDir(), "key");
    writeFileSync(keyFile, `${KEY}\n`, { mode: 0o600 });
    port = await reservePort();
  });

  afterEach(async () => {
    host.stop();
    await intake.stop();
  });

  const install = (...more: string[]) =>
    host.run(INSTALL, [
      ...["--yes", "--url", intake.url, "--intake-key-file", keyFile],
      ...["--listen-port", String(port), ...more],
    ]);
  /** The running program's pid. */
  const pid = () => host.sh("pgrep -P $(cat /run/rsyslogd.pid) | head -n 1").stdout.trim();
  const statusOf = (process: string) =>
    Object.fromEntries(
      host
        .sh(`cat /proc/${process}/status`)
        .stdout.split("\n")
        .map((line) => line.split(/:\s*/) as [string, string]),
    );
  const id = (what: "-u" | "-g") => host.sh(`id ${what} pulse-sekoia`).stdout.trim();

  test("the program is a user without rights, and does its work all the same", async () => {
    // What rsyslogd's own environment holds reaches no Node.
    host.sh("export NODE_OPTIONS=--inspect=127.0.0.1:0 EVIL=1 TZ=UTC; systemctl restart rsyslog");
    host.sh(
      `sed -i '2i export NODE_OPTIONS=--inspect=127.0.0.1:0 EVIL=1 TZ=UTC' $(command -v systemctl)`,
    );
    const installed = install();
    expect(installed.output).toContain("the intake has confirmed it");
    expect(installed.code).toBe(0);

    const process = pid();
    const status = statusOf(process);
    const none = "0000000000000000";
    expect(status).toMatchObject({
      ...{ CapInh: none, CapPrm: none, CapEff: none, CapBnd: none, CapAmb: none },
      NoNewPrivs: "1",
      Groups: "",
      Uid: Array<string>(4).fill(id("-u")).join("\t"),
      Gid: Array<string>(4).fill(id("-g")).join("\t"),
    });
    const environment = host.sh(`tr '\\0' '\\n' </proc/${process}/environ | cut -d= -f1 | sort`);
    expect(environment.stdout).toBe("PATH\nTZ\n");
    expect(host.sh("ps -o user= -C node").stdout).not.toContain("root");

    // rsyslogd's debug signal, as `systemctl kill -s USR1 rsyslog` sends it to the whole group.
    const ports = () => host.sh(`ls -l /proc/${process}/fd | grep -c socket`).stdout;
    const before = ports();
    host.sh(`for n in 1 2 3; do kill -USR1 ${process}; sleep 0.1; done`);
    expect(ports()).toBe(before);
    expect(host.sh("cat /var/log/pulse-sekoia.log").stdout).not.toMatch(/inspector|Debugger/i);
    await sendSyslog(port, [pulseMessage(1)]);
    await intake.waitForEvents(2);
    expect(pid()).toBe(process);

    // Its signals still arrive, and the blocked read is woken.
    host.sh(`kill -HUP ${process}`);
    await until("it has read its configuration", () =>
      /configuration/.test(host.sh("cat /var/log/pulse-sekoia.log").stdout),
    );
    host.sh(`kill -TERM ${process}`);
    await until("it has ended by itself", () => host.sh(`kill -0 ${process}`).code !== 0);
    expect(host.sh("cat /var/log/pulse-sekoia.log").stdout).toContain("asked to stop");

    // rsyslog's queue is root's, and the program cannot put anything in its place.
    expect(
      host.sh("cd /var/spool/pulse-sekoia; stat -c '%n %U:%G %a' . rsyslog journal").stdout,
    ).toBe(
      ". root:pulse-sekoia 1770\nrsyslog root:pulse-sekoia 750\njournal pulse-sekoia:pulse-sekoia 700\n",
    );
    const asProgram = "setpriv --reuid=pulse-sekoia --regid=pulse-sekoia --clear-groups";
    for (const attempt of ["mv rsyslog away", "rmdir rsyslog", "touch rsyslog/x"])
      expect({
        attempt,
        ...host.sh(`cd /var/spool/pulse-sekoia; ${asProgram} ${attempt}`),
      }).toMatchObject({ code: 1 });

    await sendSyslog(port, [pulseMessage(2)]);
    await intake.waitForEvents(3);
    const findings = JSON.parse(host.run("pulse-sekoia", ["doctor", "--json"]).stdout) as Finding[];
    expect(findings.filter(({ level }) => level === "failed")).toEqual([]);
    expect(findings.find(({ check }) => /rights of/.test(check))?.seen).toMatch(
      new RegExp(`uid ${id("-u")}, capabilities 0, bounding set 0, NoNewPrivs 1$`),
    );
    expect(host.run(UNINSTALL).code).toBe(0);
    expect(host.sh("getent passwd pulse-sekoia; getent group pulse-sekoia").output).toBe("");
  });

  test("a hardened unit: what it lacks is added, or said, and never is the program root", () => {
    const dropIn = "/etc/systemd/system/rsyslog.service.d/pulse-sekoia-user.conf";
    host.sh("echo 'CapabilityBoundingSet=cap_chown cap_net_admin' >/run/unit-properties");
    expect(install("--no-test-event")).toMatchObject({ code: 0 });
    expect(
      host.sh(`grep -v '^#' ${dropIn}; tail -n 20 /run/calls | grep -c daemon-reload`).stdout,
    ).toBe("[Service]\nCapabilityBoundingSet=CAP_SETUID CAP_SETGID CAP_SETPCAP CAP_CHOWN\n1\n");
    const without = (capabilities: string) =>
      host.sh(`capsh --drop=${capabilities} -- -c '/usr/local/bin/pulse-sekoia run </dev/null'`);
    // Without the right to empty the bounding set, NoNewPrivs does it.
    expect(without("cap_setpcap")).toMatchObject({ code: 0, stdout: "OK\n" });
    const refused = without("cap_setuid");
    expect(refused.output).toMatch(/"level":"fatal".*may not become another user.*CAP_SETUID/);
    expect(refused.stdout).toBe("");
    expect(refused.code).toBe(1);
    expect(host.run(UNINSTALL)).toMatchObject({ code: 0 });
    expect(host.sh(`ls ${dropIn}`).code).not.toBe(0);
  });

  /** What 0.1.0 leaves: everything is root's, and events wait. */
  const leaveOldInstallation = () => {
    host.sh(`install -d -m 0750 /etc/pulse-sekoia
      install -m 0600 ${keyFile} /etc/pulse-sekoia/intake.key
      install -d -m 0700 /var/spool/pulse-sekoia/{rsyslog,journal/1-1-00000000,dead-letters,status}
      cd /etc/pulse-sekoia; umask 027
      printf 'intake:\\n  url: "${intake.url}"\\n  key_file: /etc/pulse-sekoia/intake.key\\nspool:\\n  dir: /var/spool/pulse-sekoia\\n' >config.yaml`);
    host.run("sh", ["-c", 'umask 077; printf "%s" "$1" >"$2"', "sh", handedLine(5), SEGMENT]);
  };
  const SEGMENT = "/var/spool/pulse-sekoia/journal/1-1-00000000/00000001.jsonl";
  const owners = () =>
    host.sh(
      "cd /; stat -c '%n %U:%G %a' etc/pulse-sekoia etc/pulse-sekoia/* $(find var/spool/pulse-sekoia) | sort",
    ).stdout;

  test("an installation of 0.1.0 is taken over, and nothing of it is lost", async () => {
    leaveOldInstallation();
    host.sh("ln -s /etc/shadow /var/spool/pulse-sekoia/status/trap");
    const shadow = host.sh("stat -c '%U:%G %a' /etc/shadow").stdout;
    const installed = install();
    expect(installed.output).toContain("give what lies in /var/spool/pulse-sekoia");
    expect(installed.output).toContain("the intake has confirmed it");
    await intake.waitForEvents(2);
    expect(numbersOf(intake.events())).toContain(5);
    expect(
      host.sh("find /var/spool/pulse-sekoia/{journal,dead-letters,status} ! -user pulse-sekoia")
        .stdout,
    ).toBe("");
    expect(host.sh("stat -c '%U:%G %a' /etc/shadow").stdout).toBe(shadow);
    expect(install().output).toContain("nothing was changed");
  });

  test("an upgrade that fails gives everything back", () => {
    leaveOldInstallation();
    // Unusual, and the administrator's choice.
    host.sh(
      "chmod 0711 /etc/pulse-sekoia; chmod 0750 /var/spool/pulse-sekoia; chgrp adm /var/spool/pulse-sekoia",
    );
    const before = owners();
    host.sh("echo broken: yes >>/etc/pulse-sekoia/config.yaml");
    const { code, output } = install();
    expect(output).toContain("Everything is as it was.");
    expect(code).toBe(1);
    expect(owners()).toBe(before);
    expect(host.sh("getent passwd pulse-sekoia").output).toBe("");
  });
});
