import type { DeadLetters } from "../dead-letters/dead-letters.js";
import type { DeadLetter } from "../dead-letters/letter.js";
import type { ReplaySender } from "../dead-letters/replay.js";
import type { Log } from "../logging/log.js";
import type { IntakeClient } from "../sekoia/client.js";
import { intakeEvent } from "../sekoia/request.js";
import type { Counters } from "../status/counters.js";
import { Outage } from "../status/outage.js";
import type { Failure } from "./backoff.js";
import { BatchSender, type BatchSenderSettings, requestBytes } from "./batch-sender.js";
import { culpritLetter } from "./culprit-letter.js";
import { Evidence } from "./evidence.js";
import { halve, type Parcel } from "./parcel.js";
import { Receipts } from "./receipts.js";
import { Signal } from "./signal.js";
import { SizeLimit } from "./size-limit.js";

/**
 * Sends dead letters to one intake once more. What is refused again becomes a new letter before the old one counts as
 * dealt with.
 */
export class LetterSender implements ReplaySender {
  readonly #client: IntakeClient;
  readonly #deadLetters: DeadLetters;
  readonly #receipts: Receipts;
  readonly #signal = new Signal();
  readonly #outage: Outage;
  readonly #sender: BatchSender;
  #writing = 0;
  failure: Error | undefined;

  /** `route`: the intake's, where there are routes. */
  constructor(
    client: IntakeClient,
    settings: Omit<BatchSenderSettings, "concurrency" | "keepsEvents">,
    deadLetters: DeadLetters,
    counters: Counters,
    route: string | undefined,
    log: Log,
  ) {
    this.#client = client;
    this.#deadLetters = deadLetters;
    this.#receipts = new Receipts(counters, route);
    this.#outage = new Outage(log, "Letters wait for that", "sending again");
    const all = { ...settings, concurrency: 1, keepsEvents: true } as const;
    this.#sender = new BatchSender(
      {
        client,
        outage: this.#outage,
        evidence: new Evidence(),
        sizeLimit: new SizeLimit(requestBytes(all)),
        receipts: this.#receipts,
        log,
        signal: this.#signal,
      },
      all,
      { onSuspect: (parcel, failure) => this.#narrow(parcel, failure), onGiveBack: () => {} },
    );
  }

  get hasRoom(): boolean {
    return this.#sender.hasRoom;
  }

  get isIdle(): boolean {
    return this.#sender.isIdle && this.#writing === 0;
  }

  get trouble(): string | undefined {
    return this.#sender.isStuck ? this.#outage.trouble?.reason : undefined;
  }

  add({ event, timestamp, source }: DeadLetter, onSettled: () => void): void {
    const range = { settle: onSettled, defer: () => {} };
    this.#sender.add(intakeEvent(event, timestamp), { source, range, offset: 0, movable: false });
  }

  flush(): void {
    this.#sender.flush();
  }

  changed(ms: number): Promise<void> {
    return this.#signal.wait(ms);
  }

  close(): Promise<void> {
    return this.#sender.close();
  }

  /** Halves what was refused; what is refused alone becomes a letter again. */
  #narrow({ batch }: Parcel, failure: Failure): readonly Parcel[] {
    if (batch.size > 1) return halve(batch, false, () => this.#client.newBody());
    const [event] = batch.events;
    if (event) void this.#writeAgain(batch.body.read(0), event, failure);
    batch.body.free();
    return [];
  }

  async #writeAgain(
    says: { message: string; timestamp: string | null },
    event: Parcel["batch"]["events"][number],
    failure: Failure,
  ): Promise<void> {
    this.#writing++;
    const refused = failure.status === 413 ? "too-large" : "refused";
    const reason = failure.action === "split" ? refused : "undeliverable";
    const letter = culpritLetter(reason, { event, ...says, failure }, this.#receipts.route);
    try {
      await this.#deadLetters.add("refused", [letter]);
      this.#receipts.setAside(1);
      event.range.settle();
    } catch (error) {
      this.failure ??= error as Error;
    }
    this.#writing--;
    this.#signal.fire();
  }
}
