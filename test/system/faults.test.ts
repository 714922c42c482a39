import { describe, expect, test } from "vitest";
import { play } from "../faults/scene.js";
import { ROWS } from "../faults/table.js";

// The short form of "npm run faults": few messages, several rows at a time, for most of a row is waiting.
describe.concurrent.each([
  ["nothing is lost", false],
  ["nothing is lost beside a route that is down", true],
] as const)("%s", (_, beside) => {
  for (const row of ROWS) {
    test.skipIf(row.unable?.() !== undefined)(`${row.name}: ${row.fault}`, async () => {
      expect(await play(row, 1500, beside)).toMatchObject({ lost: 0 });
    });
  }
});
