import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findingsText } from "../../src/doctor/text.js";
import { checkTraffic } from "../../src/doctor/traffic.js";
import { noCounts } from "../../src/status/counters.js";
import { lookAtSpool, type Report } from "../../src/status/report.js";
import { reportText } from "../../src/status/text.js";
import { programCommand } from "../support/program.js";
import { createWorkplace, type Workplace } from "../support/workplace.js";

const NAMES = 10_000;

/** Names as nobody has them: bytes at random, characters of all planes, controls. The same in every run. */
function names(): Buffer[] {
  let state = 20261125;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const special = "\x1b\u009b\u009d\u0007\u202e\u2066\u200b\ufeff\u2028\u{e0041}\u061c\x7f";
  return Array.from({ length: NAMES }, (_, n) => {
    const length = 1 + random(12);
    if (n % 3 === 0) {
      return Buffer.from(
        Array.from({ length }, () => random(256)).filter((b) => b !== 10 && b > 0),
      );
    }
    const pick = () =>
      random(3) === 0
        ? (Array.from(special)[random(Array.from(special).length)] ?? "")
        : String.fromCodePoint(random(0x110000)).toWellFormed();
    return Buffer.from(
      Array.from({ length }, pick)
        .join("")
        .replace(/[\n\0]/g, ""),
    );
  });
}

/** What a terminal obeys or hides, and bytes that are no text. Line feeds are ours. */
const RAW = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

function expectClean(output: Buffer): void {
  // Throws at invalid UTF-8.
  const text = new TextDecoder("utf8", { fatal: true, ignoreBOM: true }).decode(output);
  expect(RAW.exec(text)?.[0].codePointAt(0)?.toString(16)).toBeUndefined();
}

let workplace: Workplace;

beforeEach(() => {
  workplace = createWorkplace("http://127.0.0.1:9");
});

afterEach(() => workplace.remove());

const run = (args: string[], input?: Buffer) => {
  const [node, ...program] = programCommand();
  return spawnSync(node, [...program, ...args], {
    input: input ?? "",
    maxBuffer: 256 * 1024 * 1024,
  });
};

test.each([[[]], [["--explain"]]])("parse %j shows no name as it came", (flags) => {
  const line = (name: Buffer) =>
    Buffer.concat([
      Buffer.from(
        `<134>PulseSecure: id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.3 vpn=PCS-1 user=`,
      ),
      name,
      Buffer.from(` msg="AUT24414: Login"\n`),
    ]);
  const { stdout, stderr, status } = run(["parse", ...flags], Buffer.concat(names().map(line)));
  expect(status).toBe(0);
  expect(stdout.length).toBeGreaterThan(NAMES * 100);
  expectClean(stdout);
  expectClean(stderr);
});

test("status and doctor show no device's name as it came", async () => {
  const report = await lookAtSpool(workplace.spoolDir);
  for (const name of names().map((bytes) => bytes.toString("latin1").concat(bytes.toString()))) {
    const counters = noCounts();
    counters.foreign[name] = 1;
    counters.standard[name] = 1;
    const trouble = { reason: name, since: new Date(0).toISOString() };
    const seen = {
      ...report,
      counters,
      parkedBytes: { [name]: 1 },
      troubles: [trouble],
    } as unknown as Report;
    expectClean(Buffer.from(reportText(seen, 0)));
    expectClean(Buffer.from(findingsText(checkTraffic(seen, 0))));
  }
});

const EVIL = "\u009b31m\u202e\x1b]0;x\x07";

test("what is wrong with a configuration or an argument is said without obeying it", () => {
  writeFileSync(workplace.configFile, `intake: {region: fra1}\n"${EVIL}": 1\n`);
  for (const args of [
    ["status", "--config", workplace.configFile],
    ["doctor", "--config", workplace.configFile],
    ["doctor", "--json", "--config", workplace.configFile],
    ["replay", "--config", workplace.configFile],
    ["parse", "--config", workplace.configFile],
    ["run", "--config", workplace.configFile],
    ["parse", join(workplace.dir, EVIL)],
    ["simulate", "--fault", EVIL],
    ["size", "--rate", EVIL, "--outage", "1h"],
    ["replay", "--reason", EVIL],
    [EVIL],
    [`--${EVIL}`],
  ]) {
    const { stdout, stderr } = run(args);
    expect(stdout.length + stderr.length).toBeGreaterThan(0);
    expectClean(stdout);
    expectClean(stderr);
  }
});
