import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { currentOwner, isAlive } from "../../../src/journal/owner.js";
import { until } from "../../support/until.js";

/** State and start time in /proc/PID/stat: fields 3 and 22. */
function statOf(pid: number): { state: string | undefined; start: string | undefined } {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0], start: fields[19] };
}

test("a child that nobody reaps is dead, its parent is not", async () => {
  const parent = spawn("sh", ["-c", "exec 3<&0; cat <&3 & echo $!; exec sleep 1000"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [line] = (await once(createInterface(parent.stdout), "line")) as [string];
  const zombie = Number(line);
  // A shell would reap it.
  const comm = `/proc/${parent.pid}/comm`;
  await until("the shell has become sleep", () => readFileSync(comm, "latin1") === "sleep\n");
  parent.stdin.end();
  await until("it is a zombie", () => statOf(zombie).state === "Z");
  const boot = currentOwner().split("-")[2];
  const owner = (pid: number) => `${pid}-${statOf(pid).start}-${boot}`;
  expect(isAlive(owner(zombie))).toBe(false);
  expect(isAlive(owner(parent.pid ?? 0))).toBe(true);
});

test("a process of the same number from another time or boot is somebody else", () => {
  const [pid, start, boot] = currentOwner().split("-");
  expect(isAlive(`${pid}-${start}-${boot}`)).toBe(true);
  expect(isAlive(`${pid}-${Number(start) + 1}-${boot}`)).toBe(false);
  expect(isAlive(`${pid}-${start}-00000000`)).toBe(false);
});
