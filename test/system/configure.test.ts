import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadConfig } from "../../src/config/config.js";
import { PROGRAM } from "../support/program.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { temporaryDir } from "../support/temporary.js";
import { KEY } from "../support/workplace.js";

let intake: SimulatorProcess;
let dir: string;
let configFile: string;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  dir = temporaryDir();
  configFile = join(dir, "config.yaml");
});

afterEach(async () => {
  await intake.stop();
});

/** A step: what the terminal has to show before something is typed, and what is typed then. */
type Step = readonly [shown: RegExp, typed: string];

/** Holds the dialogue on a pseudo-terminal, made by script(1). */
function converse(steps: readonly Step[]): Promise<{ code: number | null; screen: string }> {
  const command = `'${process.execPath}' '${PROGRAM}' configure --config '${configFile}'`;
  const child = spawn("script", ["-qefc", command, "/dev/null"], { stdio: "pipe" });
  let screen = "";
  let unseen = "";
  const remaining = [...steps];
  child.stdout.on("data", (chunk: Buffer) => {
    screen += chunk.toString();
    unseen += chunk.toString();
    for (let step = remaining[0]; step?.[0].test(unseen); step = remaining[0]) {
      unseen = "";
      child.stdin.write(step[1]);
      remaining.shift();
    }
  });
  // "close" comes when all that was shown has been read; "exit" may come before.
  return new Promise((done) => child.once("close", (code) => done({ code, screen })));
}

test("asks, lets a refused key be corrected, and writes files that only their owner reads", async () => {
  const { code, screen } = await converse([
    [/Number, name or URL: $/, "nowhere\r"],
    [/Please give a number[\s\S]*URL: $/, `${intake.url}\r`],
    [/Intake key: $/, "wrong\r"],
    [/Proxy URL.*: $/, "\r"],
    [/proves the key.*: $/, "\r"],
    [/refused the intake key[\s\S]*Ctrl-C leaves: $/, "2\r"],
    [/Intake key \[as it is\]: $/, `${KEY}\r`],
    [/proves the key.*: $/, "\r"],
    [/the key is right[\s\S]*as it was: $/, "\r"],
  ]);
  expect(screen).toContain("Written: ");
  expect(code).toBe(0);
  const config = loadConfig(configFile);
  expect(config.intake).toEqual({ url: intake.url, key: KEY });
  for (const file of [configFile, join(dir, "intake.key")])
    expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(intake.events()).toMatchObject([{ key: KEY }]);
});

test("a password of the proxy does not stay on the screen", async () => {
  const proxy = "http://me:pa@ss@127.0.0.1:9";
  const { screen } = await converse([
    [/Number, name or URL: $/, `${intake.url}\r`],
    [/Intake key: $/, `${KEY}\r`],
    [/Proxy URL.*: $/, `${proxy}\r`],
    [/Ctrl-C leaves: $/, "3\r"],
    [/Proxy URL, or none \[http:\/\/…@127.0.0.1:9\]: $/, "\r"],
    [/Ctrl-C leaves: $/, "w\r"],
  ]);
  expect(screen).toContain("\x1b[1A\x1b[2KProxy URL: http://…@127.0.0.1:9");
  // Once, where the terminal itself shows what is typed; the next line takes it away.
  expect(screen.split("pa@ss")).toHaveLength(2);
  expect(loadConfig(configFile).http.proxy).toBe(proxy);
});

test("Enter keeps what is configured, and everything else in the file stays", async () => {
  const keyFile = join(dir, "intake.key");
  writeFileSync(keyFile, `${KEY}\n`);
  writeFileSync(
    configFile,
    `# mine\nintake:\n  url: ${intake.url}\n  key_file: ${keyFile}\nspool:\n  dir: ${dir} # there\n`,
  );
  const { code } = await converse([
    [/Number, name or URL \[.*\]: $/, "\r"],
    [/Intake key \[as it is\]: $/, "\r"],
    [/Proxy URL, or none \[none\]: $/, "\r"],
    [/proves the key.*: $/, "n\r"],
    [/as it was: $/, "\r"],
  ]);
  expect(code).toBe(0);
  expect(readFileSync(configFile, "utf8")).toMatch(/^# mine\n[\s\S]*dir: .* # there\n$/);
  expect(loadConfig(configFile).intake).toEqual({ url: intake.url, key: KEY });
  expect(intake.events()).toEqual([]);
});

test.each([
  ["Ctrl-C", "\x03"],
  ["Ctrl-D", "\x04"],
])("%s leaves everything as it was", async (_, typed) => {
  for (const steps of [
    [[/Number, name or URL: $/, typed]],
    [
      [/Number, name or URL: $/, "1\r"],
      [/Intake key: $/, typed],
    ],
  ] as Step[][]) {
    const { code, screen } = await converse(steps);
    expect(screen).toContain("nothing was changed");
    expect(code).toBe(1);
    expect(existsSync(configFile)).toBe(false);
  }
});

test("several lines pasted at once answer one question after the other", async () => {
  const { code, screen } = await converse([
    [/Number, name or URL: $/, `${intake.url}\r${KEY}\rnone\rn\r\r`],
  ]);
  expect(screen).toContain("Written: ");
  expect(code).toBe(0);
});

test("without a terminal it refuses, and says what to do instead", () => {
  const child = spawn(process.execPath, [PROGRAM, "configure", "--config", configFile], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise<void>((done) =>
    child.once("close", (code) => {
      expect(said).toMatch(
        /needs a terminal[\s\S]*install\.sh --region NAME --intake-key-file FILE/,
      );
      expect(code).toBe(1);
      done();
    }),
  );
});
