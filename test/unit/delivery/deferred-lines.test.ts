import { expect, test } from "vitest";
import { AckTracker } from "../../../src/delivery/ack-tracker.js";
import type { Backlog } from "../../../src/delivery/backlog.js";
import { DeferredLines, type OpenJournal } from "../../../src/delivery/deferred-lines.js";
import { Destination } from "../../../src/delivery/destination.js";
import type { Destinations } from "../../../src/delivery/destinations.js";
import type { JournalConsumer } from "../../../src/delivery/journal-consumer.js";
import type { Pipeline } from "../../../src/delivery/pipeline.js";

const LINE = "a line\n";

/** A journal of one line that waits for `destination`, read by `again`. */
function journal(destination: Destination, again: () => Promise<Buffer>) {
  let cursor = 0;
  const tracker = new AckTracker(({ offset }) => {
    cursor = offset;
  });
  const range = tracker.begin({ segment: 1, offset: 0 }, { segment: 1, offset: LINE.length });
  range.defer(destination, [0]);
  range.complete(1, 1);
  const consumer = { tracker, again } as unknown as JournalConsumer;
  return { tracker, open: { consumer, home: undefined } as OpenJournal, cursor: () => cursor };
}

function setUp(append: (lines: readonly Buffer[]) => Promise<void>) {
  const backlog = { append, bytes: 0, isRead: true } as unknown as Backlog;
  const destination = new Destination("paris", false, backlog);
  const destinations = { isAlone: false, isFormer: () => false } as unknown as Destinations;
  const told: (Error | undefined)[] = [];
  const deferred = new DeferredLines(
    destinations,
    {} as Pipeline,
    { shareBytes: 1e9, overShare: "wait" },
    (failure) => told.push(failure),
  );
  return { destination, deferred, told };
}

const readable = async () => Buffer.from(LINE);

test("lines are settled once they are in the backlog, not before", async () => {
  let appended = () => {};
  const { destination, deferred } = setUp(
    () =>
      new Promise((resolve) => {
        appended = resolve;
      }),
  );
  const one = journal(destination, readable);
  const look = deferred.look([one.open], true);
  while (one.tracker.deferredLines > 0) await Promise.resolve();
  await new Promise(setImmediate);
  expect(one.cursor()).toBe(0);
  appended();
  await look;
  expect(one.cursor()).toBe(LINE.length);
});

test("where the backlog cannot be written, lines wait where they are", async () => {
  const full = new Error("ENOSPC");
  const { destination, deferred, told } = setUp(() => Promise.reject(full));
  const one = journal(destination, readable);
  await deferred.look([one.open], true);
  expect(one.tracker.deferredLines).toBe(1);
  expect(one.cursor()).toBe(0);
  expect(told).toEqual([full]);
});

test("a journal that cannot be read keeps no line of another from moving", async () => {
  const moved: string[] = [];
  const { destination, deferred } = setUp(async (lines) => {
    moved.push(...lines.map(String));
  });
  const one = journal(destination, readable);
  const eio = Object.assign(new Error("EIO"), { syscall: "read" });
  const broken = journal(destination, () => Promise.reject(eio));
  const other = journal(destination, readable);
  const journals = [one.open, broken.open, other.open];
  await expect(deferred.look(journals, true)).rejects.toThrow("EIO");
  expect(broken.tracker.deferredLines).toBe(1);
  expect(moved).toEqual([LINE, LINE]);
  expect([one.cursor(), other.cursor()]).toEqual([LINE.length, LINE.length]);
});
