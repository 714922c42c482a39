import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { understand } from "../../../src/pulse/understand.js";
import {
  decodeEvent,
  EventEncoder,
  encodeEvent,
  encodeMessage,
  encodeRequest,
  overheadPerEvent,
} from "../../../src/sekoia/request.js";

const KEY = 'key "with" é';

test("a request says what its events say, and has the size that was worked out", async () => {
  const events = [encodeEvent("one é \u2028", null), encodeEvent('"two"', "2026-11-24T10:21:15Z")];
  const body = await encodeRequest(events, KEY);
  expect(JSON.parse(body.toString())).toEqual([
    { intake_key: KEY, json: "one é \u2028" },
    { intake_key: KEY, json: '"two"', timestamp: "2026-11-24T10:21:15Z" },
  ]);
  const texts = events.reduce((sum, { start, end }) => sum + end - start, 0);
  expect(body.length).toBe(texts + events.length * overheadPerEvent(KEY) + 1);
  expect(events.map(decodeEvent)).toEqual([
    { message: "one é \u2028", timestamp: null },
    { message: '"two"', timestamp: "2026-11-24T10:21:15Z" },
  ]);
  expect((await encodeRequest([], KEY)).toString()).toBe("[]");
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
  const encoder = new EventEncoder();
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
          const event = understand(hostile, defaultPulseSettings);
          const encoded = encoder.encode(
            event.json ?? encodeMessage(event.message),
            event.timestamp,
          );
          const body = (await encodeRequest([encoded], "key")).toString("utf8");
          expect(JSON.parse(body)).toEqual([
            {
              intake_key: "key",
              json: event.message,
              ...(event.timestamp === null ? {} : { timestamp: event.timestamp }),
            },
          ]);
          // Half a surrogate pair is JSON to JavaScript alone.
          expect(event.message.isWellFormed()).toBe(true);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
