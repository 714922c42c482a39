import type { RequestBody } from "../sekoia/request.js";
import { Batch, type OutgoingEvent } from "./batch.js";

/** A batch on its way, and the larger one it is a half of, when that was refused as too large. */
export interface Parcel {
  readonly batch: Batch;
  readonly halved?: Halved;
}

/** A batch that was refused as too large. */
export interface Halved {
  /** Halves accepted so far, and the bytes of the largest of them. */
  accepted: number;
  bytes: number;
}

type NewBody = () => RequestBody;

/** Two halves of a batch, which is gone then; `tooLarge`: it was refused for its size, which they remember. */
export function halve(whole: Batch, tooLarge: boolean, newBody: NewBody): [Parcel, Parcel] {
  const middle = Math.ceil(whole.size / 2);
  const halves = [
    part(whole, 0, middle, newBody),
    part(whole, middle, whole.size, newBody),
  ] as const;
  whole.body.free();
  if (!tooLarge) return [{ batch: halves[0] }, { batch: halves[1] }];
  const halved: Halved = { accepted: 0, bytes: 0 };
  return [
    { batch: halves[0], halved },
    { batch: halves[1], halved },
  ];
}

/** A batch as several, none of more than `maxBytes` unless it is one event; the batch is gone then. */
export function cut(whole: Batch, maxBytes: number, newBody: NewBody): Batch[] {
  const parts: Batch[] = [];
  let from = 0;
  for (let to = 1; to <= whole.size; to++) {
    if (to < whole.size && whole.body.bytesOf(from, to + 1) <= maxBytes) continue;
    parts.push(part(whole, from, to, newBody));
    from = to;
  }
  whole.body.free();
  return parts;
}

/** The same events for another key; the batch is gone then. */
export function renew(whole: Batch, newBody: NewBody): Batch {
  const same = part(whole, 0, whole.size, newBody);
  whole.body.free();
  return same;
}

/** The events of a batch that may not leave it, and those that may; the batch is gone where there are such. */
export function sort(
  whole: Batch,
  mayLeave: (event: OutgoingEvent) => boolean,
  newBody: NewBody,
): { staying: Batch | undefined; leaving: OutgoingEvent[] } {
  const leaving = whole.events.filter(mayLeave);
  if (leaving.length === 0) return { staying: whole, leaving };
  const staying = leaving.length === whole.size ? undefined : new Batch(newBody());
  for (const [n, event] of whole.events.entries()) {
    if (!mayLeave(event)) staying?.addFrom(whole, n, n + 1);
  }
  whole.body.free();
  return { staying, leaving };
}

function part(whole: Batch, from: number, to: number, newBody: NewBody): Batch {
  const batch = new Batch(newBody());
  batch.addFrom(whole, from, to);
  return batch;
}
