import fc from "fast-check";
import { expect, test } from "vitest";
import { type AckRange, AckTracker } from "../../../src/delivery/ack-tracker.js";
import type { Position } from "../../../src/journal/layout.js";

const KEPT = { name: "kept" };

const ONE = { name: "one" };
const OTHER = { name: "other" };

function tracker() {
  const reached: Position[] = [];
  const acks = new AckTracker((position) => reached.push(position));
  let at = 0;
  /** The next range of ten bytes. */
  const begin = () => {
    const start = at;
    at += 10;
    return acks.begin({ segment: 1, offset: start }, { segment: 1, offset: at });
  };
  return { acks, reached, begin };
}

test("the cursor goes over leading ranges that are done, in whatever order they are settled", () => {
  const { acks, reached, begin } = tracker();
  const [first, second, third] = [begin(), begin(), begin()];
  for (const range of [first, second, third]) range.complete(2, 2);
  second.settle(2);
  expect(acks.hasGap).toBe(true);
  first.settle();
  expect(reached).toEqual([]);
  first.settle();
  expect(reached).toEqual([{ segment: 1, offset: 20 }]);
  expect(acks.hasGap).toBe(false);
  third.settle(2);
  expect(reached.at(-1)).toEqual({ segment: 1, offset: 30 });
  expect(acks.isEmpty).toBe(true);
  expect(acks.settledLines).toBe(6);
});

test("a range whose lines were not all taken holds the cursor, whatever is settled behind it", () => {
  const { acks, reached, begin } = tracker();
  // An error came before `complete`.
  begin();
  const next = begin();
  next.complete(1, 1);
  next.settle();
  expect(reached).toEqual([]);
  expect(acks.isEmpty).toBe(false);
});

test("a range of nothing but dropped lines is done at once", () => {
  const { acks, reached, begin } = tracker();
  begin().complete(3, 0);
  expect(reached).toEqual([{ segment: 1, offset: 10 }]);
  expect(acks.settledLines).toBe(3);
});

test("deferred lines hold the cursor until they are taken and settled", () => {
  const { acks, reached, begin } = tracker();
  const range = begin();
  range.defer(ONE, [0, 3]);
  range.complete(2, 2);
  range.redirect(OTHER, KEPT);
  expect(range.take(ONE)).toEqual([]);
  expect(acks.deferredLines).toBe(2);
  expect([...acks.withDeferred]).toEqual([range]);
  expect(range.take(OTHER)).toEqual([0, 3]);
  expect([...acks.withDeferred]).toEqual([]);
  expect(reached).toEqual([]);
  range.settle(2);
  expect(reached).toHaveLength(1);
});

test("whatever happens to lines, the cursor never passes one that is not settled", () => {
  const action = fc.record({
    what: fc.constantFrom("begin", "settle", "defer", "take", "redirect"),
    pick: fc.nat(),
    lines: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      let cursor = 0;
      const acks = new AckTracker(({ offset }) => {
        cursor = offset;
      });
      // Offsets of lines in somebody's hands, and of lines that wait.
      const open: { range: AckRange; held: Set<number>; waiting: Set<number> }[] = [];
      let at = 0;
      let settled = 0;
      for (const { what, pick, lines } of actions) {
        const one = open[pick % Math.max(1, open.length)];
        if (what === "begin") {
          const offsets = Array.from({ length: lines }, (_, n) => at + n);
          const range = acks.begin({ segment: 1, offset: at }, { segment: 1, offset: at + lines });
          range.complete(lines, lines);
          open.push({ range, held: new Set(offsets), waiting: new Set() });
          at += lines;
        } else if (what === "settle") {
          const [line] = one?.held ?? [];
          if (!one || line === undefined) continue;
          one.held.delete(line);
          one.range.settle();
          settled++;
        } else if (what === "defer") {
          const [line] = one?.held ?? [];
          if (!one || line === undefined) continue;
          one.held.delete(line);
          one.waiting.add(line);
          one.range.defer(pick % 2 ? ONE : OTHER, [line]);
        } else if (what === "take") {
          for (const line of one?.range.take(pick % 2 ? ONE : OTHER) ?? []) {
            expect(one?.waiting.delete(line)).toBe(true);
            one?.held.add(line);
          }
        } else {
          one?.range.redirect(ONE, KEPT);
        }
        const unsettled = open.flatMap(({ held, waiting }) => [...held, ...waiting]);
        expect(cursor).toBeLessThanOrEqual(Math.min(at, ...unsettled));
        const waiting = open.flatMap((range) => [...range.waiting]).length;
        expect(acks).toMatchObject({ deferredLines: waiting, settledLines: settled });
        expect(acks.isEmpty).toBe(unsettled.length === 0);
        if (unsettled.length === 0) expect(cursor).toBe(at);
      }
    }),
  );
});
