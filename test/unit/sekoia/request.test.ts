import fc from "fast-check";
import { expect, test } from "vitest";
import { classify } from "../../../src/pulse/classify.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { encodeMessage, intakeEvent, RequestBody } from "../../../src/sekoia/request.js";

const KEY = 'key "with" é';
const EVENTS = [
  { message: "one é \u2028", timestamp: null },
  { message: '"two"', timestamp: "2026-11-24T10:21:15Z" },
  { message: "", timestamp: null },
  { message: "four,{", timestamp: "2026-11-24T10:21:15.5+01:00" },
];

/** What an intake reads in a request. */
function said(body: RequestBody) {
  const events = JSON.parse(body.whole().toString("utf8")) as Record<string, string>[];
  return events.map(({ intake_key, json, timestamp = null }) => ({
    key: intake_key,
    message: json,
    timestamp,
  }));
}

test("a request says what its events say, and has the size that was worked out", () => {
  const body = new RequestBody(KEY);
  let size = body.bytes - 1;
  for (const { message, timestamp } of EVENTS) {
    const event = intakeEvent(message, timestamp);
    size += body.cost(event);
    body.add(event);
    expect(body.bytes).toBe(size);
    expect(body.whole().length).toBe(size);
  }
  expect(said(body)).toEqual(EVENTS.map((event) => ({ key: KEY, ...event })));
  expect(EVENTS.map((_, n) => body.read(n))).toEqual(EVENTS);
});

test("a request without events holds no key", () => {
  const body = new RequestBody(KEY);
  expect(body.whole().toString()).toBe("[]");
  expect(body.bytes).toBe(2);
});

test.each([KEY, "another key"])(
  "any part of a request, sent already or not, makes a request of its own with the key %j",
  (key) => {
    const all = new RequestBody(KEY);
    for (const { message, timestamp } of EVENTS) all.add(intakeEvent(message, timestamp));
    for (const sent of [false, true]) {
      if (sent) all.whole();
      for (let from = 0; from <= EVENTS.length; from++) {
        for (let to = from; to <= EVENTS.length; to++) {
          const part = new RequestBody(key);
          part.addFrom(all, from, to);
          part.addFrom(all, 0, 1);
          const expected = [...EVENTS.slice(from, to), ...EVENTS.slice(0, 1)];
          expect(said(part)).toEqual(expected.map((event) => ({ key, ...event })));
          if (key === KEY && from < to) {
            expect(all.bytesOf(from, to)).toBe(part.bytesOf(0, to - from));
            expect(part.bytes).toBe(part.bytesOf(0, to - from + 1));
          }
        }
      }
    }
  },
);

test("memory that is given back holds nothing of the next request", () => {
  for (let round = 0; round < 3; round++) {
    const body = new RequestBody(KEY);
    // Larger than the smallest buffer, so that it moves on the way.
    for (let n = 0; n < 100; n++) body.add(intakeEvent(`${round} ${n} ${"x".repeat(n * 9)}`, null));
    const [first, last] = [said(body)[0], said(body)[99]];
    expect(first?.message).toBe(`${round} 0 `);
    expect(last?.message).toBe(`${round} 99 ${"x".repeat(99 * 9)}`);
    body.free();
  }
});

const piece = fc.oneof(
  fc.constantFrom(
    "<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - ",
    'id=firewall time="2026-11-24 10:21:15" pri=6 fw=192.0.2.3 vpn=PCS user=',
    ' msg="AUT24414: ',
    '"',
    "\\",
    "\ud800",
    "\u2028",
    "#012",
    "\n",
    "2026-11-24 10:21:15 - node - [198.51.100.7] a(b)[c] - Logout",
    "+01:00",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

test("whatever a line holds, the request made of it is strict JSON that says the message", async () => {
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      text,
      fc.uint8Array({ maxLength: 30 }),
      async (raw, reported, ip, bytes) => {
        const line = Buffer.from(JSON.stringify({ raw, msg: raw, ip, reported, received: ip }));
        // Bytes that are no UTF-8 stand in the line as they came.
        const at = line.indexOf('","msg"');
        for (const hostile of [
          line,
          Buffer.concat([line.subarray(0, at), Buffer.from(bytes), line.subarray(at)]),
        ]) {
          const event = classify(hostile, defaultPulseSettings);
          const { message, timestamp } = event;
          const body = new RequestBody("key");
          body.add({ json: event.json ?? encodeMessage(message), timestamp });
          expect(said(body)).toEqual([{ key: "key", message, timestamp }]);
          body.free();
          // Half a surrogate pair is JSON to JavaScript alone.
          expect(event.message.isWellFormed()).toBe(true);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
