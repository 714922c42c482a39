import { existsSync, openSync, readSync } from "node:fs";
import { expect, test } from "vitest";
import { IntakeClient } from "../../src/sekoia/client.js";
import { MAX_EVENT_BYTES, MAX_REQUEST_BYTES } from "../../src/sekoia/limits.js";
import { intakeEvent } from "../../src/sekoia/request.js";
import { startSimulatorProcess } from "../support/simulator.js";

const KEY = "key0key0key0key0key0key0key0key0";

const SCHEDULING = "/proc/thread-self/schedstat";
const scheduling = existsSync(SCHEDULING) ? openSync(SCHEDULING, "r") : undefined;
const text = Buffer.alloc(100);

/** Milliseconds for which this thread could have run and had no processor, where the kernel tells. */
function deprived(): number {
  if (scheduling === undefined) return 0;
  const length = readSync(scheduling, text, 0, text.length, 0);
  return Number(text.toString("latin1", 0, length).split(" ")[1]) / 1e6;
}

/** Milliseconds that this thread has had to itself or spent waiting for something other than a processor. */
function ownTime(): number {
  for (;;) {
    const before = deprived();
    const now = performance.now();
    // Else it was held up between the two looks, and nobody knows on which side of the time.
    if (deprived() === before) return now - before;
  }
}

/**
 * Runs `work` and returns for how long the event loop stood still at the most, in milliseconds, without the
 * time that other processes on this machine took away from it.
 */
async function longestStandstill(work: () => Promise<unknown>): Promise<number> {
  let last = ownTime();
  let longest = 0;
  let over = false;
  const look = () => {
    const now = ownTime();
    longest = Math.max(longest, now - last);
    last = now;
    if (!over) setImmediate(look);
  };
  setImmediate(look);
  await work();
  over = true;
  return longest;
}

test.each([
  ["the default number of events", 1000],
  ["as many events as can be configured", 100_000],
  ["events of the largest size", Math.floor(MAX_REQUEST_BYTES / (MAX_EVENT_BYTES + 100))],
])("a request of the largest size, %s, holds up nothing for 50 ms", async (_, count) => {
  const intake = await startSimulatorProcess(["--store", "/dev/null"]);
  const client = new IntakeClient({ url: intake.url, key: KEY, timeoutMs: 30_000, connections: 1 });
  const share = Math.floor(MAX_REQUEST_BYTES / count) - KEY.length - 35;
  const length = Math.min(share, MAX_EVENT_BYTES);
  const event = intakeEvent("x".repeat(length), null);
  const events = client.newBody();
  for (let n = 0; n < count; n++) events.add(event);
  const rounds: number[] = [];
  for (let round = 0; round < 4; round++) {
    rounds.push(
      await longestStandstill(async () => {
        expect(await client.send(events)).toMatchObject({ action: "accepted" });
      }),
    );
  }
  await client.destroy();
  await intake.stop();
  // The machine below this one, of which the kernel knows nothing, may stand in the way of a round, but not of all.
  expect(Math.min(...rounds), rounds.map(Math.round).join(", ")).toBeLessThan(50);
});
