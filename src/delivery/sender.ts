import type { IntakeEvent } from "../sekoia/request.js";
import type { Outage } from "../status/outage.js";
import type { OutgoingEvent } from "./batch.js";

/** What takes events to an intake. */
export interface Sender {
  /** What keeps events waiting, for people. */
  readonly outage: Outage;
  /** True when more events may be added. */
  readonly hasRoom: boolean;
  /** The same for events that were here before and were given back. */
  readonly hasRoomForReturned: boolean;
  /** True when no event is collected, waiting or in flight. */
  readonly isIdle: boolean;
  /** True while the intake is known to take nothing. */
  readonly isDown: boolean;
  /** True when nothing gets through for now, be it for one batch or for all. */
  readonly isStuck: boolean;
  /** Of all requests that it holds, before compression. */
  readonly heldBytes: number;
  /** Takes an event. It is in the sender's hands until it is settled or given back. */
  add(says: IntakeEvent, event: OutgoingEvent): void;
  /** Sends what has been collected although the batch is not full. */
  flush(): void;
  /** Tries at once what waits for a later attempt. */
  hurry(): void;
  /** Gives back every event that is not in flight; they wait on disk from then on. */
  giveBack(): void;
  /** Gives back everything, in-flight events that fail included, and takes no more. */
  retire(): void;
  /** Stops sending. What is not settled stays where it lies on disk. */
  close(): Promise<void>;
}
