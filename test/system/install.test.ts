import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../../src/doctor/finding.js";
import type { Report } from "../../src/status/report.js";
import type { Verdict } from "../../src/status/verdict.js";
import { type Host, hostProblem, script, startHost } from "../support/host.js";
import { welf } from "../support/messages.js";
import { reservePort } from "../support/port.js";
import { PROGRAM } from "../support/program.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { temporaryDir } from "../support/temporary.js";
import { until } from "../support/until.js";
import { KEY } from "../support/workplace.js";

const INSTALL = script("install.sh");
const UNINSTALL = script("uninstall.sh");
const SNIPPET = "/etc/rsyslog.d/49-pulse-sekoia.conf";

const problem = hostProblem();
if (problem !== undefined) process.stderr.write(`install tests are left out: ${problem}\n`);

describe.skipIf(problem !== undefined)("on a concentrator with rsyslog", () => {
  let intake: SimulatorProcess;
  let host: Host;
  let keyFile: string;
  let before: string;
  let port: number;

  beforeEach(async () => {
    intake = await startSimulatorProcess(["--key", KEY]);
    host = await startHost();
    // An input of the concentrator's own, for devices.
    port = await reservePort();
    host.sh(`printf 'module(load="imudp")\ninput(type="imudp" address="127.0.0.1" port="${port}")\n' >/etc/rsyslog.d/60-devices.conf
      systemctl restart rsyslog`);
    keyFile = join(temporaryDir(), "key");
    writeFileSync(keyFile, `${KEY}\n`, { mode: 0o600 });
    before = host.files();
  });

  afterEach(async () => {
    host.stop();
    await intake.stop();
  });

  const install = (...more: string[]) =>
    host.run(INSTALL, ["--yes", "--url", intake.url, "--intake-key-file", keyFile, ...more]);
  const status = () =>
    JSON.parse(host.run("pulse-sekoia", ["status", "--json"]).stdout) as Report & Verdict;
  /** A message from the network. */
  const log = (n: number) =>
    host.run("logger", ["-n", "127.0.0.1", "-d", "-P", String(port), "-t", "PulseSecure", welf(n)]);

  test("install, look, upgrade, uninstall: the whole life", async () => {
    const dry = install("--dry-run");
    expect(dry.output).toContain(`create ${SNIPPET}`);
    expect(dry.code).toBe(0);
    expect(host.files()).toBe(before);

    const installed = install();
    expect(installed.output).toContain("the intake has confirmed it");
    expect(installed.code).toBe(0);
    expect(intake.events()[0]?.event).toMatch(/^id=firewall .*pulse-sekoia test event/);
    expect(host.sh("stat -c '%a %U' /etc/pulse-sekoia/intake.key /etc/pulse-sekoia").stdout).toBe(
      "600 pulse-sekoia\n750 root\n",
    );
    expect(
      host.sh(
        "find / -xdev -path /proc -prune -o -perm -o+w -name '*pulse-sekoia*' -not -type l -print 2>/dev/null | grep -v ^/tmp",
      ).stdout,
    ).toBe("");

    // An absolute Node, whatever rsyslogd's PATH is, and the options that the program was built with.
    const [, options = "none"] = /^#!.* node( --.+)\n/.exec(readFileSync(PROGRAM, "utf8")) ?? [];
    const launcher = host.sh('cat "$(readlink -f /usr/local/bin/pulse-sekoia)"').stdout;
    expect(launcher).toMatch(/^node='\/\S+\/node'$/m);
    for (const option of options.trim().split(" ")) expect(launcher).toContain(`'${option}'`);

    expect(host.run("pulse-sekoia", ["status"]).stdout).toMatch(/^Flowing: 1 event shipped/);
    expect(status()).toMatchObject({ flow: "flowing", received: 1, shipped: 1 });
    const doctor = host.run("pulse-sekoia", ["doctor", "--json"]);
    const findings = JSON.parse(doctor.stdout) as Finding[];
    expect(findings.filter(({ level }) => level === "failed")).toEqual([]);
    expect(findings.find(({ check }) => check === "program starts")?.seen).toMatch(/says OK/);
    expect(doctor.code).toBe(0);

    const again = install();
    expect(again.output).toContain("nothing was changed");
    expect(again.code).toBe(0);

    // A snippet changed by hand is kept; the port of the listener is kept by an upgrade.
    host.sh(`echo '# mine' >>${SNIPPET}`);
    const kept = install("--listen-port", "10599");
    expect(kept.output).toContain(`${SNIPPET} was changed by hand and is kept`);
    expect(host.sh(`tail -n1 ${SNIPPET}; ls ${SNIPPET}.new`).stdout).toBe(
      `# mine\n${SNIPPET}.new\n`,
    );
    expect(install().output).toContain("nothing was changed");
    expect(
      host.sh("grep -c 'port=\"10599\"' /etc/rsyslog.d/50-pulse-sekoia-listener.conf").stdout,
    ).toBe("1\n");
    expect(host.run("pulse-sekoia", ["doctor"]).output).toMatch(
      /warn {2}rsyslog snippet: .* differs/,
    );

    // Refused while something waits.
    await intake.fault({ fault: { status: 503 } });
    log(1);
    await until("it waits", () => status().waiting.events === 1);
    const refused = host.run(UNINSTALL);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain("1 events wait");
    expect(status().waiting.events).toBe(1);
    expect(host.run("pulse-sekoia", ["status"]).stdout).toMatch(/^(Flowing|Not flowing): /);

    await intake.clearFaults();
    const removed = host.run(UNINSTALL, ["--ship-first"]);
    expect(removed.output).toContain("Removed.");
    expect(removed.code).toBe(0);
    expect(intake.events().some(({ event }) => event.includes('sessionID="1"'))).toBe(true);
    expect(host.files()).toBe(before);
    expect(host.sh("rsyslogd -N1").code).toBe(0);
  });

  test("what a program of this host logs as PulseSecure is not a device's", async () => {
    expect(install()).toMatchObject({ code: 0 });
    const forged = [
      welf(1),
      // As near to the installer's test event as can be.
      `${intake.events()[0]?.event} `.replace("user=System", "user=admin"),
      `${intake.events()[0]?.event}`.replace(
        / from \S+"$/,
        ' from here" user=admin msg="AUT24414: Login"',
      ),
      `${intake.events()[0]?.event}`.replace("fw=127.0.0.1", "fw=192.0.2.3"),
    ];
    for (const text of forged) host.run("logger", ["-t", "PulseSecure", text]);
    log(2);
    await intake.waitForEvents(2);
    expect(host.run("pulse-sekoia", ["status", "--json"]).stdout).toContain('"received":2,');
    // Other rules keep them: the test event and the four.
    // Other rules keep them: the test event and the four.
    expect(host.sh("grep -c 'PulseSecure: id=' /var/log/syslog").stdout).toBe("5\n");
  });

  test("a key the intake refuses: everything is put back, and the reason is said", () => {
    writeFileSync(keyFile, "wrongwrongwrongwrongwrongwrong00\n");
    const { code, output } = install();
    expect(code).toBe(1);
    expect(output).toContain("Sekoia refused the intake key");
    expect(output).toContain("Everything is as it was.");
    expect(host.files()).toBe(before);
    expect(host.sh("pgrep -x rsyslogd").code).toBe(0);
    expect(host.sh("pgrep -f '[p]ulse-sekoia.js run'").code).toBe(1);
  });

  test("an upgrade that fails leaves the old version running", async () => {
    expect(install().code).toBe(0);
    const settled = host.sh("readlink /usr/local/lib/pulse-sekoia/current").stdout;
    const tree = temporaryDir();
    host.sh(`cp -R ${script("..")}/{rsyslog.d,scripts,dist,package.json} ${tree}`);
    // A program that starts, and then ships nothing.
    host.sh(`printf 'if (process.argv[2] === "run") { process.stdout.write("OK\\\\n"); process.stdin.resume(); }\\nelse ' >${tree}/dist/p.js
      printf '#!x\\n' >${tree}/dist/pulse-sekoia.new; cat ${tree}/dist/p.js >>${tree}/dist/pulse-sekoia.new
      printf 'require("/usr/local/lib/pulse-sekoia/%s/pulse-sekoia.js")\\n' ${settled.trim()} >>${tree}/dist/pulse-sekoia.new
      mv ${tree}/dist/pulse-sekoia.new ${tree}/dist/pulse-sekoia.js`);
    const { code, output } = host.run(`${tree}/scripts/install.sh`, ["--yes"]);
    expect(output).toContain("did not come through rsyslog");
    expect(code).toBe(1);
    expect(host.sh("readlink /usr/local/lib/pulse-sekoia/current").stdout).toBe(settled);
    log(7);
    await intake.waitForEvents(2);
  });

  test("a broken rsyslog configuration is found before anything is changed", () => {
    host.sh("echo 'module(load=\"nonesuch\")' >/etc/rsyslog.d/10-broken.conf");
    const broken = host.files();
    const { code, output } = install();
    expect(output).toContain("refuses its configuration as it is now, before any change");
    expect(code).toBe(1);
    expect(host.files()).toBe(broken);
  });

  test("rsyslog that drops its privileges: the program runs as that user", () => {
    host.sh(`useradd -r -s /usr/sbin/nologin syslog
      chgrp syslog /var/log && chmod 0775 /var/log
      printf '$PrivDropToUser syslog\\n$PrivDropToGroup syslog\\n' >/etc/rsyslog.d/00-user.conf
      chmod 0777 /run; systemctl restart rsyslog`);
    const { code, output } = install();
    expect(output).toContain("the intake has confirmed it");
    expect(code).toBe(0);
    expect(host.sh("stat -c %U /etc/pulse-sekoia/intake.key /var/spool/pulse-sekoia").stdout).toBe(
      "syslog\nsyslog\n",
    );
    expect(host.sh("ps -o user= -p $(pgrep -f '[p]ulse-sekoia.js run')").stdout.trim()).toBe(
      "syslog",
    );
    expect(host.sh("grep NoNewPrivs /proc/$(pgrep -f '[p]ulse-sekoia.js run')/status").stdout).toBe(
      "NoNewPrivs:\t1\n",
    );
    host.sh("chown root /etc/pulse-sekoia/intake.key");
    const doctor = host.run("pulse-sekoia", ["doctor"]);
    expect(doctor.output).toMatch(
      /FAIL {2}permissions of .*intake\.key: syslog, .* cannot read it/,
    );
    expect(doctor.code).toBe(1);
  });

  test("doctor works with nothing there, rsyslog included", () => {
    const { code, output } = host.run("bash", [
      "-c",
      `mount --bind /bin/false /usr/sbin/rsyslogd; pid=$(cat /run/rsyslogd.pid); kill "$pid"
       while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
       node ${script("../dist/pulse-sekoia.js")} doctor`,
    ]);
    expect(output).toMatch(/FAIL {2}configuration: cannot read .*\n +mend: /);
    expect(output).toMatch(/FAIL {2}rsyslog version: /);
    expect(output).toMatch(/FAIL {2}rsyslog running: /);
    expect(code).toBe(1);
  });
});
