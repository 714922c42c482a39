import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { version } from "../../package.json";
import { hasProgram } from "../support/has-program.js";
import { type Host, hostProblem, script, startHost } from "../support/host.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { KEY } from "../support/workplace.js";

const ROOT = resolve(import.meta.dirname, "../..");
/** A bare Debian 12 with rsyslog, made once: it takes a minute. */
const SYSTEM = join(ROOT, ".tools/bookworm");
const ARCH = process.arch === "arm64" ? "arm64" : "x64";
const NAME = `pulse-sekoia-${version}-linux-${ARCH}`;
const BUNDLE = join(ROOT, "dist", `${NAME}.tar.gz`);

const problem =
  hostProblem() ?? (hasProgram("debootstrap") ? undefined : "debootstrap is not installed");
if (problem !== undefined) process.stderr.write(`bundle tests are left out: ${problem}\n`);

function say(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

describe.skipIf(problem !== undefined)("the release bundle", () => {
  let intake: SimulatorProcess;
  let host: Host;
  let dir: string;
  let firstSum: string;

  beforeAll(async () => {
    say(script("package.sh"), ARCH);
    firstSum = say("sha256sum", BUNDLE);
    if (!existsSync(SYSTEM)) {
      const making = `${SYSTEM}.new`;
      rmSync(making, { recursive: true, force: true });
      say("debootstrap", "--variant=minbase", "--include=rsyslog", "bookworm", making);
      say("mv", making, SYSTEM);
    }
    dir = mkdtempSync(join(tmpdir(), "pulse-sekoia-test-"));
    intake = await startSimulatorProcess(["--key", KEY]);
    host = await startHost(SYSTEM);
  }, 600_000);

  afterAll(async () => {
    host?.stop();
    await intake?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  test("is the same, byte for byte, when it is made again", () => {
    say(script("package.sh"), ARCH);
    expect(say("sha256sum", BUNDLE)).toBe(firstSum);
  });

  test("one that is not what was packed is refused, whoever changed what", () => {
    say("tar", "-xzf", BUNDLE, "-C", dir);
    const tree = join(dir, NAME);
    const install = (...flags: string[]) =>
      host.run(`${tree}/scripts/install.sh`, ["--dry-run", "--region", "fra1", ...flags]);
    const sums = readFileSync(join(tree, "SHA256SUMS"), "utf8");
    expect(install().output).not.toContain("SHA256SUMS");

    writeFileSync(join(tree, "dist/pulse-sekoia.js"), "// evil", { flag: "a" });
    expect(install()).toMatchObject({ code: 1, output: expect.stringContaining("was changed") });
    say("tar", "-xzf", BUNDLE, "-C", dir);
    writeFileSync(join(tree, "rsyslog.d/99-evil.conf"), "");
    expect(install().output).toMatch(/not in SHA256SUMS: \.\/rsyslog\.d\/99-evil\.conf/);
    rmSync(join(tree, "rsyslog.d/99-evil.conf"));

    // Signed with gpg, which is also on the bare host's side of this test.
    const home = join(dir, "gnupg");
    mkdirSync(home, { mode: 0o700 });
    const gpg = (...args: string[]) => say("gpg", "--homedir", home, "--batch", "--yes", ...args);
    for (const name of ["us", "them"]) {
      gpg("--passphrase", "", "--quick-gen-key", name, "ed25519", "sign");
      gpg("--armor", "--output", join(dir, `${name}.asc`), "--export", name);
    }
    expect(install("--verify-key", join(dir, "us.asc")).output).toContain("is not signed");
    gpg(
      ...["--local-user", "us", "--armor", "--detach-sign"],
      ...["--output", join(tree, "SHA256SUMS.asc"), join(tree, "SHA256SUMS")],
    );
    const here = (key: string) =>
      spawnSync(
        `${tree}/scripts/install.sh`,
        ["--dry-run", "--region", "fra1", "--verify-key", key],
        {
          encoding: "utf8",
          stdio: ["ignore", "pipe", "pipe"],
        },
      );
    expect(here(join(dir, "us.asc")).stderr).toBe("");
    expect(here(join(dir, "them.asc")).stderr).toMatch(/not signed by the key/);
    writeFileSync(join(tree, "SHA256SUMS"), sums.replace(/^./, "0"));
    expect(here(join(dir, "us.asc")).stderr).toMatch(/not signed by the key/);
    rmSync(tree, { recursive: true });
  });

  test("installs on a bare Debian 12 without Node or npm", () => {
    say("tar", "-xzf", BUNDLE, "-C", dir);
    expect(host.sh(`cd ${dir}/${NAME} && sha256sum -c --quiet SHA256SUMS`).output).toBe("");
    expect(host.sh("command -v node npm").code).not.toBe(0);
    writeFileSync(join(dir, "key"), `${KEY}\n`, { mode: 0o600 });
    const flags = ["--url", intake.url, "--intake-key-file", join(dir, "key")];
    const installed = host.run(`${dir}/${NAME}/scripts/install.sh`, flags);
    expect(installed.output).toContain("the intake has confirmed it");
    expect(installed.code).toBe(0);
    expect(intake.events()).toHaveLength(1);
    expect(host.run("pulse-sekoia", ["status"]).stdout).toMatch(/^Flowing: 1 event shipped/);
    const doctor = host.run("pulse-sekoia", ["doctor"]);
    expect(doctor.output).toMatch(/ok {4}Node: 24\.21\.0 \(\/usr\/local\/lib\/pulse-sekoia\//);
    expect(doctor.output).not.toContain("FAIL");
    const uninstall = "/usr/local/lib/pulse-sekoia/current/scripts/uninstall.sh";
    expect(host.run(uninstall)).toMatchObject({ code: 0 });
    expect(host.sh("find / -xdev -name '*pulse*sekoia*' 2>/dev/null | grep -v ^/tmp").stdout).toBe(
      "",
    );
  });
});
