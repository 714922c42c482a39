import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Host, hostProblem, script, startHost } from "../support/host.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { temporaryDir } from "../support/temporary.js";
import { KEY } from "../support/workplace.js";

const INSTALL = script("install.sh");
const UNINSTALL = script("uninstall.sh");
const INTERRUPT = resolve(import.meta.dirname, "../support/host/interrupt.sh");

/** The steps at which a script is interrupted: about this many, spread over all of them. */
const SAMPLES = 16;

describe.skipIf(hostProblem() !== undefined)("interrupted", () => {
  let intake: SimulatorProcess;
  let host: Host;
  let keyFile: string;
  let countFile: string;

  beforeEach(async () => {
    intake = await startSimulatorProcess(["--key", KEY]);
    host = await startHost();
    const dir = temporaryDir();
    keyFile = join(dir, "key");
    countFile = join(dir, "count");
    writeFileSync(keyFile, `${KEY}\n`, { mode: 0o600 });
  });

  afterEach(async () => {
    host.stop();
    await intake.stop();
  });

  const installFlags = () => [
    ...["--yes", "--no-test-event", "--url", intake.url, "--intake-key-file", keyFile],
  ];
  const interrupted = (program: string, args: string[], at: number, signal: string) =>
    host.run(program, args, {
      BASH_ENV: INTERRUPT,
      INTERRUPT_AT: String(at),
      INTERRUPT_SIGNAL: signal,
      INTERRUPT_COUNT: countFile,
    });
  const steps = () => {
    const count = Number(host.sh(`cat ${countFile}`).stdout);
    expect(count).toBeGreaterThan(10);
    return Array.from({ length: SAMPLES }, (_, n) => Math.ceil(((n + 1) * count) / SAMPLES));
  };
  /** rsyslog could be started at this moment, and would find a program that runs. */
  const isConsistent = () =>
    host.sh(`rsyslogd -N1 || exit 1
      [ ! -e /etc/rsyslog.d/49-pulse-sekoia.conf ] && exit 0
      answer=$(/usr/local/bin/pulse-sekoia run </dev/null 2>/dev/null); [ "$answer" = OK ]`);

  test("install.sh killed: rsyslog is not harmed, and the next run begins anew", () => {
    const before = host.files();
    expect(interrupted(INSTALL, installFlags(), 0, "KILL").code).toBe(0);
    expect(host.run(UNINSTALL, ["--purge"]).code).toBe(0);
    expect(host.files()).toBe(before);
    for (const [index, at] of steps().entries()) {
      expect(interrupted(INSTALL, installFlags(), at, "KILL")).toMatchObject({ signal: "SIGKILL" });
      expect({ at, ...isConsistent() }).toMatchObject({ at, code: 0 });
      if (index % 2 === 0) {
        expect({ at, ...host.run(INSTALL, installFlags()) }).toMatchObject({ at, code: 0 });
        expect(isConsistent().code).toBe(0);
      }
      const removed = host.run(UNINSTALL, ["--purge"]);
      expect({ at, ...removed }).toMatchObject({ at, code: 0 });
      expect({ at, files: host.files() }).toEqual({ at, files: before });
    }
  });

  test("install.sh ended by SIGTERM: it puts everything back itself", () => {
    const before = host.files();
    expect(interrupted(INSTALL, installFlags(), 0, "TERM").code).toBe(0);
    expect(host.run(UNINSTALL, ["--purge"]).code).toBe(0);
    for (const at of steps().slice(0, -1)) {
      const { code } = interrupted(INSTALL, installFlags(), at, "TERM");
      if (code === 0) host.run(UNINSTALL, ["--purge"]);
      expect({ at, files: host.files() }).toEqual({ at, files: before });
    }
  });

  test("uninstall.sh killed: the next run removes the rest", () => {
    const before = host.files();
    expect(host.run(INSTALL, installFlags()).code).toBe(0);
    expect(interrupted(UNINSTALL, [], 0, "KILL").code).toBe(0);
    for (const at of steps()) {
      expect(host.run(INSTALL, installFlags()).code).toBe(0);
      expect(interrupted(UNINSTALL, [], at, "KILL")).toMatchObject({ signal: "SIGKILL" });
      expect({ at, ...isConsistent() }).toMatchObject({ at, code: 0 });
      expect({ at, ...host.run(UNINSTALL) }).toMatchObject({ at, code: 0 });
      expect({ at, files: host.files() }).toEqual({ at, files: before });
    }
  });
});
