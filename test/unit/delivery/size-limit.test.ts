import { expect, test } from "vitest";
import { SizeLimit } from "../../../src/delivery/size-limit.js";

test("begins at what is configured, is lowered, and comes back slowly with full requests", () => {
  const ceiling = new SizeLimit(8000);
  expect(ceiling.bytes).toBe(8000);
  ceiling.lower(1000);
  expect(ceiling.bytes).toBe(1000);
  ceiling.lower(2000);
  expect(ceiling.bytes).toBe(1000);
  // Small requests say nothing about what large ones would meet.
  for (let n = 0; n < 1000; n++) ceiling.accepted(100);
  expect(ceiling.bytes).toBe(1000);
  let requests = 0;
  for (; ceiling.bytes < 2000; requests++) ceiling.accepted(ceiling.bytes);
  expect(requests).toBeGreaterThan(50);
  for (let n = 0; n < 1000; n++) ceiling.accepted(ceiling.bytes);
  expect(ceiling.bytes).toBe(8000);
});
