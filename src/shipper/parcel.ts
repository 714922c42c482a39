import type { Batch } from "./batch.js";

/** A batch on its way, and the larger one it is a half of, when that was refused as too large. */
export interface Parcel {
  readonly events: Batch;
  readonly halved?: Halved;
}

/** A batch that was refused as too large. */
export interface Halved {
  /** Halves accepted so far, and the bytes of the largest of them. */
  accepted: number;
  bytes: number;
}

/** Two halves of a batch; `tooLarge`: it was refused for its size, which the halves then remember. */
export function halve({ events }: Parcel, tooLarge: boolean): [Parcel, Parcel] {
  const middle = Math.ceil(events.length / 2);
  const halves = [events.slice(0, middle), events.slice(middle)] as const;
  if (!tooLarge) return [{ events: halves[0] }, { events: halves[1] }];
  const halved: Halved = { accepted: 0, bytes: 0 };
  return [
    { events: halves[0], halved },
    { events: halves[1], halved },
  ];
}
