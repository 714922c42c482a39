// What the intake may answer.
import { writeFileSync } from "node:fs";
import type { FaultRule } from "../../src/simulator/faults.js";
import { until } from "../support/until.js";
import { KEY } from "../support/workplace.js";
import type { FaultRow, Scene } from "./scene.js";

/** A third before, a third during and a third after a fault of the intake by which events wait. */
function outage(rule: FaultRule, trouble: RegExp) {
  return async (scene: Scene) => {
    const third = Math.floor(scene.count / 3);
    await scene.startRsyslogd();
    await scene.send(third);
    await scene.delivered();
    await scene.intake.fault(rule);
    await scene.send(third);
    await scene.troubled(trouble);
    scene.recover();
    await scene.intake.clearFaults();
    await scene.send(scene.count - 2 * third);
  };
}

/** All messages while the intake finds fault with some requests. */
function oddities(rule: FaultRule, log: RegExp, text?: string) {
  return async (scene: Scene) => {
    await scene.startRsyslogd();
    await scene.intake.fault(rule);
    scene.recover();
    await scene.send(scene.count, text);
    await scene.logged(log);
  };
}

export const ANSWERS: readonly FaultRow[] = [
  {
    name: "500",
    fault: "500",
    play: outage({ fault: { status: 500 } }, /the intake is in trouble \(500\)/),
  },
  {
    name: "503",
    fault: "503 with Retry-After: 2",
    play: outage(
      { fault: { status: 503, headers: { "Retry-After": "2" } } },
      /the intake is in trouble \(503\)/,
    ),
  },
  {
    name: "429",
    fault: "429",
    play: outage({ fault: { status: 429 } }, /the intake asks to slow down \(429\)/),
  },
  {
    name: "401",
    fault: "401, then the key corrected and HUP",
    async play(scene) {
      writeFileSync(scene.workplace.keyFile, "revokedrevokedrevokedrevoked1234");
      await scene.startRsyslogd();
      await scene.send(Math.floor(scene.count / 2));
      await scene.troubled(/Sekoia refused the intake key.* \(401\)/);
      writeFileSync(scene.workplace.keyFile, KEY);
      scene.recover();
      scene.hangUp();
      await scene.logged(/configuration read again/);
      await scene.send(scene.count - scene.sent);
    },
  },
  {
    name: "400",
    fault: "400 for one event in a thousand",
    play: oddities(
      { fault: { status: 400, body: "not understood" }, match: { containing: '500" proto=' } },
      /did not understand the event \(400\): an event from .* is set aside/,
    ),
  },
  {
    name: "400-all",
    fault: "400 for everything",
    play: outage({ fault: { status: 400 } }, /the intake takes no event at all.*\(400\)/),
  },
  {
    name: "413",
    fault: "413 for one event",
    play: oddities(
      { fault: { status: 413 }, match: { containing: 'sessionID="77"' } },
      /too large \(413\): an event from .* is set aside/,
    ),
  },
  {
    name: "413-batches",
    fault: "413 for batches over 1 MiB",
    // With more requests at once none would be so large.
    config: () => ({ batch: "{concurrency: 1}" }),
    async play(scene) {
      const rule = { fault: { status: 413 }, match: { bytesOver: 2 ** 20 } };
      await scene.intake.fault(rule);
      await scene.startRsyslogd();
      scene.recover();
      await scene.send(scene.count, "long ".repeat(600));
      await until(
        "a batch was too large",
        async () => ((await scene.intake.stats()).byStatus[413] ?? 0) > 0,
      );
    },
  },
  {
    name: "fewer-ids",
    fault: "200 with fewer ids",
    play: oddities({ fault: { fewerIds: 1 } }, /accepted \d+ events but gave only \d+ event_ids/),
  },
  {
    name: "broken-body",
    fault: "200 with a broken body",
    play: outage({ fault: { brokenBody: true } }, /answers in its place.*\(200\)/),
  },
  {
    name: "reset",
    fault: "connection reset at once",
    play: outage({ fault: { cut: "before" } }, /cut the connection/),
  },
  {
    name: "reset-body",
    fault: "reset in mid-request",
    play: outage({ fault: { cut: "body" } }, /cut the connection/),
  },
  {
    name: "reset-after",
    fault: "reset after the request was taken, before the answer",
    play: outage({ fault: { cut: "after" } }, /cut the connection/),
  },
  {
    name: "no-answer",
    fault: "the answer never comes",
    config: () => ({ http: "{timeout: 1s}" }),
    play: outage({ fault: { hang: true } }, /did not answer within http\.timeout/),
  },
  {
    name: "drip",
    fault: "the answer drips, one byte a second",
    config: () => ({ http: "{timeout: 1s}" }),
    play: outage({ fault: { drip: true } }, /did not answer within http\.timeout/),
  },
];
