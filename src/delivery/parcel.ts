import type { RequestBody } from "../sekoia/request.js";
import { Batch } from "./batch.js";

/** A batch on its way, and what is known of it from earlier attempts. */
export interface Parcel {
  readonly batch: Batch;
  /** The larger one it is a half of, when that was refused as too large. */
  readonly halved?: Halved;
  /** How many requests this intake had accepted when the batch failed last; see evidence.ts. */
  failedAt?: number;
  /** Attempts that failed; of a batch to try with while the intake is down, only those. */
  attempts?: number;
  /** It is a part of the first batch that failed, and no second opinion. */
  isHalf?: boolean;
  /** How often it failed alone although others had got through since the last time. */
  blamed?: number;
  /** Not to be tried before this, on the clock of performance.now(). */
  dueAt?: number;
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

function part(whole: Batch, from: number, to: number, newBody: NewBody): Batch {
  const batch = new Batch(newBody());
  batch.addFrom(whole, from, to);
  return batch;
}
