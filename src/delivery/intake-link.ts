import type { Config, IntakeAddress } from "../config/config.js";
import type { Log } from "../logging/log.js";
import type { IntakeClient } from "../sekoia/client.js";
import type { Counters } from "../status/counters.js";
import { Outage } from "../status/outage.js";
import { BatchSender, type IntakeState, requestBytes } from "./batch-sender.js";
import { DECISION, type Destination } from "./destination.js";
import { Evidence } from "./evidence.js";
import { Receipts } from "./receipts.js";
import type { Sender } from "./sender.js";
import type { Signal } from "./signal.js";
import { SizeLimit } from "./size-limit.js";
import { type Culprit, SuspectSender } from "./suspect-sender.js";

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

  /** Everything that is not in flight waits on disk again. */
  giveBack(): void {
    for (const sender of this.#senders) sender.giveBack();
  }

  /** Everything that is not in flight is decided again, and what waits for a later attempt is tried at once. */
  reroute(): void {
    this.giveBack();
    for (const sender of this.#senders) sender.hurry();
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
