import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { handedLine } from "../support/messages.js";
import { endHelpers, startHelper } from "../support/omprog.js";
import { programCommand } from "../support/program.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";

let intake: SimulatorProcess;
let workplace: Workplace;
let umask: number;

beforeEach(async () => {
  intake = await startSimulatorProcess(["--key", KEY]);
  workplace = createWorkplace(intake.url);
  umask = process.umask(0);
});

afterEach(async () => {
  process.umask(umask);
  await endHelpers();
  await intake.stop();
  workplace.remove();
});

/** What others than its owner may read, write or enter, of all that lies below the spool. */
const open = () =>
  execFileSync(
    "find",
    [workplace.spoolDir, "-mindepth", "1", "-perm", "/077", "-printf", "%P %m\n"],
    {
      encoding: "utf8",
    },
  );
const names = (dir: string) => {
  try {
    return readdirSync(join(workplace.spoolDir, dir), { recursive: true }).map(String);
  } catch {
    return [];
  }
};

test("under umask 000 nothing in the spool is anybody else's business", async () => {
  const helper = startHelper(workplace);
  expect(await helper.answer()).toBe("OK");
  helper.write(handedLine(1));
  await intake.waitForEvents(1);
  await until("the cursor is kept", () => names("journal").some((name) => name.endsWith("cursor")));
  await intake.fault({ fault: { status: 400 } });
  helper.write(handedLine(2));
  await until("a dead letter lies there", () => names("dead-letters").length > 0);
  expect(open()).toBe("");
  const [node, ...program] = programCommand();
  spawnSync(node, [...program, "replay", "--config", workplace.configFile]);
  expect(open()).toBe("");
  helper.closeInput();
  expect(await helper.exited).toBe(0);
  expect(open()).toBe("");
  const kinds = new Set(names(".").map((name) => name.replace(/\d+/g, "N").split("/")[0]));
  expect([...kinds].sort()).toEqual(expect.arrayContaining(["dead-letters", "journal", "status"]));
});
