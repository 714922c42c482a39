import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Failure, untilAvailable } from "../../../src/delivery/backoff.js";

// node:timers/promises keeps the real clock where fake timers are.
vi.mock("node:timers/promises", () => ({
  setTimeout: (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms)),
}));

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const DOWN: Failure = { action: "retry", reason: "down", status: 503, excerpt: "" };

/** The waits, in milliseconds, before each of so many attempts that all fail but the last. */
async function waits(attempts: number, failure: Failure = DOWN): Promise<number[]> {
  const at: number[] = [];
  let now = Date.now();
  const ended = untilAvailable(
    async () => {
      at.push(Date.now() - now);
      now = Date.now();
      return at.length < attempts ? failure : undefined;
    },
    failure,
    new AbortController().signal,
  );
  let done = false;
  void ended.then(() => {
    done = true;
  });
  while (!done) await vi.advanceTimersToNextTimerAsync();
  return at;
}

test("waits twice as long each time, from half a second to a minute", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  const least = await waits(12);
  vi.spyOn(Math, "random").mockReturnValue(0.999999);
  const most = await waits(12);
  expect(least.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
  expect(most[0]).toBeGreaterThan(990);
  expect(least.at(-1)).toBe(45_000);
  expect(most.at(-1)).toBeGreaterThan(59_000);
  expect(Math.max(...most)).toBeLessThanOrEqual(60_000);
});

test("machines that failed together do not come back together, at the cap neither", async () => {
  const some = await Promise.all([waits(10)]);
  const others = await Promise.all([waits(10)]);
  expect(some[0]?.[0]).not.toBe(others[0]?.[0]);
  expect(some[0]?.at(-1)).not.toBe(others[0]?.at(-1));
});

test.each([
  { asked: 20_000, least: 20_000, most: 21_000 },
  { asked: 299_000, least: 299_000, most: 300_000 },
  { asked: 86_400_000, least: 300_000, most: 301_000 },
])("Retry-After of $asked ms is kept, up to five minutes", async ({ asked, least, most }) => {
  const [first] = await waits(1, { ...DOWN, retryAfterMs: asked });
  expect(first).toBeGreaterThanOrEqual(least);
  expect(first).toBeLessThanOrEqual(most);
});

test("rejects as soon as it is aborted", async () => {
  const abort = new AbortController();
  const ended = untilAvailable(async () => DOWN, DOWN, abort.signal);
  const rejected = expect(ended).rejects.toThrow();
  abort.abort();
  await rejected;
});
