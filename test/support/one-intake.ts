import { AckTracker } from "../../src/delivery/ack-tracker.js";
import type { Failure } from "../../src/delivery/backoff.js";
import type { OutgoingEvent } from "../../src/delivery/batch.js";
import {
  BatchSender,
  type BatchSenderSettings,
  type IntakeState,
  requestBytes,
} from "../../src/delivery/batch-sender.js";
import { Evidence } from "../../src/delivery/evidence.js";
import type { Parcel } from "../../src/delivery/parcel.js";
import { Receipts } from "../../src/delivery/receipts.js";
import type { Sender } from "../../src/delivery/sender.js";
import { Signal } from "../../src/delivery/signal.js";
import { SizeLimit } from "../../src/delivery/size-limit.js";
import { SuspectSender } from "../../src/delivery/suspect-sender.js";
import { IntakeClient } from "../../src/sekoia/client.js";
import { intakeEvent } from "../../src/sekoia/request.js";
import { noCounts } from "../../src/status/counters.js";
import { Outage } from "../../src/status/outage.js";
import { keptLog } from "./log.js";
import { until } from "./until.js";

export const KEY = "key0key0key0key0";
const MIB = 2 ** 20;

/** An event that was given up. */
export interface GivenUp {
  readonly reason: string;
  readonly message: string;
  readonly failure: Failure;
}

export interface OneIntakeSettings extends Partial<BatchSenderSettings> {
  readonly giveUpMs?: number;
  readonly key?: string;
  /** What event number `n` says. */
  readonly text?: (n: number) => string;
  /** Lines of the events lie in a journal that others use, too. */
  readonly movable?: boolean;
}

/** Both senders of one intake. Events that they give back wait in a list, where a program has its disk. */
export class OneIntake {
  readonly counters = noCounts();
  readonly log = keptLog();
  readonly state: IntakeState;
  readonly main: BatchSender;
  readonly slow: SuspectSender;
  readonly givenUp: GivenUp[] = [];
  /** Numbers of events that wait for the stream, and for the suspects' turn. */
  readonly returned: number[] = [];
  readonly suspected: number[] = [];
  /** When each event was first held to fail alone, by number. */
  readonly heldSince = new Map<number, number>();
  /** False: events cannot be given up now. */
  lettersCanBeWritten = true;
  /** Every event before this number is settled. */
  settled = 0;
  readonly #tracker = new AckTracker(({ offset }) => {
    this.settled = offset;
  });
  readonly #ranges: ReturnType<AckTracker["begin"]>[] = [];
  readonly #text: (n: number) => string;
  readonly #movable: boolean;

  constructor(url: string, settings: OneIntakeSettings = {}) {
    const { giveUpMs = Number.POSITIVE_INFINITY, key = KEY, text, movable, ...rest } = settings;
    const all = {
      maxEvents: 1000,
      maxBytes: 8 * MIB,
      maxWaitMs: 3_600_000,
      concurrency: 4,
      ...rest,
    };
    this.#text = text ?? ((n) => `event ${n};`);
    this.#movable = movable ?? false;
    this.state = {
      // No request of its takes too long: whatever waits for that waits longer than a test may.
      client: new IntakeClient({ url, key, timeoutMs: 300_000, connections: all.concurrency + 1 }),
      outage: new Outage(this.log.log, "Events wait on disk", "shipping again"),
      evidence: new Evidence(),
      sizeLimit: new SizeLimit(requestBytes(all)),
      receipts: new Receipts(this.counters, undefined),
      log: this.log.log,
      signal: new Signal(),
    };
    this.main = new BatchSender(this.state, all, {
      onSuspect: ({ batch }: Parcel) => {
        batch.body.free();
        this.#noteWaiting(batch.events, this.suspected);
        return [];
      },
      onGiveBack: (events) => this.#noteWaiting(events, this.returned),
    });
    this.slow = new SuspectSender(this.state, all, giveUpMs, {
      onGiveUp: async (reason, { event, message, failure }) => {
        if (!this.lettersCanBeWritten) return false;
        this.givenUp.push({ reason, message, failure });
        event.range.settle();
        return true;
      },
      onGiveBack: (events) => this.#noteWaiting(events, this.suspected),
    });
  }

  /** Events added so far. */
  get added(): number {
    return this.#ranges.length;
  }

  /** Adds `count` events, numbered on from the last one. */
  add(count: number): void {
    for (const n of this.#begin(count)) this.#give(n, this.main);
  }

  /** The same, but they are suspects from the start. */
  addSuspects(count: number): void {
    this.suspected.push(...this.#begin(count));
    this.addSuspected();
  }

  /** Adds the events that wait for the suspects' turn. */
  addSuspected(): void {
    for (const n of this.suspected.splice(0)) this.#give(n, this.slow);
    this.slow.flush();
  }

  /** Takes up what waits, as long as there is room, and waits until every event before `count` is settled. */
  async allSettled(count: number): Promise<void> {
    await until(
      `${count} events are settled`,
      () => {
        this.takeUp();
        return this.settled === count && this.main.isIdle && this.slow.isIdle;
      },
      100_000,
    );
  }

  /** Takes up what waits, as far as there is room. */
  takeUp(): void {
    while (this.returned.length > 0 && this.main.hasRoomForReturned) {
      this.#give(this.returned.shift() ?? 0, this.main);
    }
    this.main.flush();
    if (this.suspected.length > 0 && this.slow.hasRoomForReturned) this.addSuspected();
  }

  async close(): Promise<void> {
    await this.main.close();
    await this.slow.close();
  }

  /** Accounts for `count` more events, and returns their numbers. */
  #begin(count: number): number[] {
    const first = this.#ranges.length;
    for (let n = first; n < first + count; n++) {
      const range = this.#tracker.begin({ segment: 1, offset: n }, { segment: 1, offset: n + 1 });
      range.complete(1, 1);
      this.#ranges.push(range);
    }
    return Array.from({ length: count }, (_, n) => first + n);
  }

  #give(n: number, sender: Sender): void {
    const range = this.#ranges[n];
    if (!range) throw new Error(`there is no event ${n}`);
    const heldSince = this.heldSince.get(n);
    sender.add(intakeEvent(this.#text(n), null), {
      source: "device",
      range,
      offset: n,
      movable: this.#movable,
      ...(heldSince === undefined ? {} : { heldSince }),
    });
  }

  #noteWaiting(events: readonly OutgoingEvent[], list: number[]): void {
    for (const { offset } of events) list.push(offset);
  }
}
