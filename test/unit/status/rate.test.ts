import { expect, test } from "vitest";
import { Rate } from "../../../src/status/rate.js";

test("events per second over one and fifteen minutes", () => {
  const rate = new Rate();
  expect(rate.perSecond(0, 0, 1)).toBe(0);
  let count = 0;
  // Twenty minutes at 10 a second, then one at 100 a second.
  for (let second = 0; second <= 1260; second++) {
    rate.note(count, second * 1000);
    count += second < 1200 ? 10 : 100;
  }
  expect(rate.perSecond(count - 100, 1_260_000, 1)).toBeCloseTo(100, 0);
  expect(rate.perSecond(count - 100, 1_260_000, 15)).toBeCloseTo((14 * 10 + 100) / 15, 0);
});

test("a young instance is measured since its start", () => {
  const rate = new Rate();
  rate.note(0, 5000);
  expect(rate.perSecond(50, 10_000, 15)).toBe(10);
});
