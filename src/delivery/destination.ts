import type { Config, IntakeAddress } from "../config/config.js";
import type { Log } from "../logging/log.js";
import type { IntakeClient } from "../sekoia/client.js";
import type { Counters } from "../status/counters.js";
import { Outage } from "../status/outage.js";
import type { Waiter } from "./ack-tracker.js";
import type { Backlog } from "./backlog.js";
import { byRange, type OutgoingEvent } from "./batch.js";
import { BatchSender, type IntakeState, requestBytes } from "./batch-sender.js";
import { Evidence } from "./evidence.js";
import { Receipts } from "./receipts.js";
import type { Sender } from "./sender.js";
import type { Signal } from "./signal.js";
import { SizeLimit } from "./size-limit.js";
import { type Culprit, SuspectSender } from "./suspect-sender.js";

/** Lines that are to be looked at again: they were given back, and the rules may be others by now. */
export const DECISION: Waiter = { name: "a decision" };
/** Lines whose dead letters could not be written. */
export const DEAD_LETTERS: Waiter = { name: "the dead letters" };

/** A destination that is full for so long does not keep up: its lines wait on disk, and the others' go on. */
const MOST_FULL_MS = 500;

/** Where lines go: an intake, its suspects, or what no route takes. Every destination is on its own. */
export class Destination implements Waiter {
  readonly name: string;
  /** True where lines go that fail while others of the same intake get through. */
  readonly isSuspects: boolean;
  readonly backlog: Backlog;
  /** Undefined: nothing is sent from here. */
  sender: Sender | undefined;
  /** Where its lines go that fail while others get through. */
  suspects: Destination | undefined;
  /** Pieces of journals whose lines are on their way to its backlog. */
  moves = 0;
  /** The rules are others than when lines came into its backlog: what no route took may have one by now. */
  rulesChanged = false;
  #lagging = false;
  #fullSince: number | undefined;

  constructor(name: string, isSuspects: boolean, backlog: Backlog) {
    this.name = name;
    this.isSuspects = isSuspects;
    this.backlog = backlog;
  }

  /** True when its lines wait on disk, so that what comes now has to wait behind them. */
  get isLagging(): boolean {
    return this.#lagging || this.sender === undefined || this.sender.isDown;
  }

  /**
   * For how long the next event has to be held up for its sake, in milliseconds at the most; 0: not at all. It is full
   * when its sender has no room, or holds more than `mostBytes`.
   */
  patience(now: number, mostBytes: number): number {
    const { sender } = this;
    if (this.isLagging || (sender?.hasRoom && sender.heldBytes <= mostBytes)) {
      this.#fullSince = undefined;
      return 0;
    }
    this.#fullSince ??= now;
    const left = this.#fullSince + MOST_FULL_MS - now;
    if (left > 0) return left;
    this.#lagging = true;
    this.#fullSince = undefined;
    // It would only take the others' room in memory.
    this.sender?.giveBack();
    return 0;
  }

  /** Its lines wait on disk from now on, until all of them were taken up again. */
  lag(): void {
    this.#lagging = true;
  }

  /** To be called when no line of its waits anywhere. */
  caughtUp(): void {
    if (this.sender && !this.sender.isDown) this.#lagging = false;
  }

  /** Lets events that have left a sender wait for `waiter`. */
  defer(events: readonly OutgoingEvent[], waiter: Waiter): void {
    for (const [range, offsets] of byRange(events)) range.defer(waiter, offsets);
  }
}

/** As SuspectSenderEvents.onGiveUp; `route`: where there are routes. */
export type OnGiveUp = (
  reason: "refused" | "too-large" | "undeliverable",
  culprit: Culprit,
  route: string | undefined,
) => Promise<boolean>;

/** Gives a destination its senders, and others when the intake has another address or key. */
export class IntakeLink {
  readonly destination: Destination;
  /** The destination's sender. */
  readonly main: BatchSender;
  readonly #address: string;
  readonly #state: IntakeState;
  readonly #senders: readonly Sender[];

  /** `before`: the link that it takes the place of. `suspects` is `destination`'s. */
  constructor(
    destination: Destination,
    suspects: Destination,
    config: Config,
    intake: IntakeAddress,
    client: IntakeClient,
    shared: {
      readonly counters: Counters;
      readonly log: Log;
      readonly signal: Signal;
      readonly onGiveUp: OnGiveUp;
    },
    before: IntakeLink | undefined,
  ) {
    this.destination = destination;
    this.#address = addressOf(config, intake);
    const { max_events, max_bytes, max_wait, concurrency } = config.batch;
    const settings = {
      maxEvents: max_events,
      maxBytes: max_bytes,
      maxWaitMs: max_wait,
      concurrency,
    };
    const route = config.routes.length === 0 ? undefined : destination.name;
    this.#state = {
      client,
      outage:
        before?.outage ??
        new Outage(
          shared.log,
          "Events wait on disk and are sent as soon as this is over",
          "shipping again",
        ),
      evidence: new Evidence(),
      sizeLimit: new SizeLimit(requestBytes(settings)),
      receipts: new Receipts(shared.counters, route),
      log: shared.log,
      signal: shared.signal,
    };
    const main: BatchSender = new BatchSender(this.#state, settings, {
      onSuspect: ({ batch }) => {
        batch.body.free();
        destination.defer(batch.events, main === destination.sender ? suspects : DECISION);
        suspects.lag();
        return [];
      },
      onGiveBack: (events) =>
        destination.defer(events, main === destination.sender ? destination : DECISION),
    });
    const slow: SuspectSender = new SuspectSender(this.#state, settings, config.delivery.give_up, {
      onGiveUp: async (reason, culprit) => {
        if (!(await shared.onGiveUp(reason, culprit, route))) return false;
        const { source } = culprit.event;
        this.outage.warn(
          this.#state.receipts.named(
            `${culprit.failure.reason}: an event from ${source} is set aside in the dead letters`,
          ),
        );
        return true;
      },
      onGiveBack: (events) =>
        suspects.defer(events, slow === suspects.sender ? suspects : DECISION),
    });
    this.main = main;
    this.#senders = [main, slow];
    destination.sender = main;
    destination.suspects = suspects;
    suspects.sender = slow;
    before?.retire();
  }

  get outage(): Outage {
    return this.#state.outage;
  }

  get route(): string | undefined {
    return this.#state.receipts.route;
  }

  /** True when a request by this configuration is the same as by the one before. */
  isFor(config: Config, intake: IntakeAddress): boolean {
    return this.#address === addressOf(config, intake);
  }

  /** Everything that is not in flight is decided anew, and what waits for a later attempt is tried at once. */
  reroute(): void {
    for (const sender of this.#senders) {
      sender.giveBack();
      sender.hurry();
    }
  }

  /** The intake is not wanted any more. */
  end(): void {
    this.destination.sender = undefined;
    if (this.destination.suspects) this.destination.suspects.sender = undefined;
    this.outage.trouble = undefined;
    this.retire();
  }

  async close(): Promise<void> {
    await Promise.all(this.#senders.map((sender) => sender.close()));
  }

  /** Another link takes this one's place: what is held is given back, and requests in flight are the last. */
  retire(): void {
    const cut = this.#senders.some(({ isDown }) => isDown);
    for (const sender of this.#senders) sender.retire();
    void (cut ? this.#state.client.destroy() : this.#state.client.finish());
  }
}

function addressOf(config: Config, { url, key }: IntakeAddress): string {
  const { http, delivery, routes } = config;
  // The names of metrics change with the first route; give_up is the sender's.
  return JSON.stringify([url, key, http, delivery, routes.length > 0]);
}
