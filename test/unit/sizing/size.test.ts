import { expect, test } from "vitest";
import { describe } from "../../../src/sizing/describe.js";
import { estimate } from "../../../src/sizing/estimate.js";
import {
  LINE_OVERHEAD_BYTES,
  ONE_WORKER_RATE,
  TWO_WORKERS_RATE,
} from "../../../src/sizing/measured.js";

const load = { rate: 2000, outageSeconds: 72 * 3600, messageBytes: 500 };

test("the spool holds the outage and a quarter more, line by line", () => {
  const events = load.rate * load.outageSeconds;
  expect(estimate(load).spoolBytes).toBe(events * (2 * 500 + LINE_OVERHEAD_BYTES) * 1.25);
});

test("workers: half of what was measured is what is planned with", () => {
  expect(estimate({ ...load, rate: ONE_WORKER_RATE / 2 }).workers).toBe(1);
  expect(estimate({ ...load, rate: ONE_WORKER_RATE / 2 + 1 }).workers).toBe(2);
  expect(estimate({ ...load, rate: TWO_WORKERS_RATE / 2 + 1 }).workers).toBeUndefined();
});

test("requests: full batches under load, one a second below", () => {
  expect(estimate({ ...load, rate: 5000 }).requestsPerSecond).toBe(5);
  expect(estimate({ ...load, rate: 100 }).requestsPerSecond).toBe(1);
  expect(estimate({ ...load, rate: 0.1 }).requestsPerSecond).toBe(0.1);
});

test("a rate that leaves nothing to catch up with says so", () => {
  const hopeless = { ...load, rate: 1e6 };
  expect(estimate(hopeless).catchUpSeconds).toBeUndefined();
  expect(describe(hopeless, estimate(hopeless))).toMatch(
    /catching up +not while events keep coming/,
  );
});

test("what people read", () => {
  expect(describe(load, estimate(load))).toMatch(
    /^load +2,000 events\/s of 500 bytes, outage of 3 days\n/,
  );
  expect(describe(load, estimate(load))).toMatch(/spool\.max_bytes +\d+(\.\d)?GiB; /);
});
