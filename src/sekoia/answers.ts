// What each answer of the intake means for the events sent. The table is read from top to bottom; the
// first row that fits counts. JournalConsumer: Sekoia's documentation of the HTTPS intake ("Limits", "Log
// collection troubleshooting"), and RFC 9110 for what it leaves open.

/** What to do with the events of a request. */
export type Action =
  /** They are in. */
  | "accepted"
  /** They are fine; the intake or the way there is not. Try again later, for ever. */
  | "retry"
  /** They are fine; somebody has to correct the key or the address. Try again later, and say so. */
  | "operator"
  /** One of them is to blame: halve the batch until it stands alone, then set it aside. */
  | "split";

interface Row {
  readonly status: number | readonly [from: number, to: number];
  readonly action: Action;
  /** For people: what happened, without the status. */
  readonly meaning: string;
}

const TABLE: readonly Row[] = [
  { status: [200, 299], action: "accepted", meaning: "accepted" },
  {
    status: [300, 399],
    action: "operator",
    meaning:
      "the address redirects elsewhere; a redirect is not followed with a key in hand. Correct intake.region or intake.url",
  },
  { status: 400, action: "split", meaning: "the intake did not understand the event" },
  {
    status: 401,
    action: "operator",
    meaning: "Sekoia refused the intake key. Correct intake.key_file (or intake.key)",
  },
  {
    status: 403,
    action: "operator",
    meaning: "Sekoia refused the intake key. Correct intake.key_file (or intake.key)",
  },
  {
    status: 404,
    action: "operator",
    meaning: "there is no intake at this address. Correct intake.region or intake.url",
  },
  { status: 407, action: "operator", meaning: "the proxy wants credentials. Correct http.proxy" },
  { status: 408, action: "retry", meaning: "the intake timed out" },
  { status: 413, action: "split", meaning: "the intake found the event or the request too large" },
  { status: 422, action: "split", meaning: "the intake did not understand the event" },
  { status: 425, action: "retry", meaning: "the intake asks to try again" },
  { status: 429, action: "retry", meaning: "the intake asks to slow down" },
  {
    status: [400, 499],
    action: "operator",
    meaning: "the intake blames the request. Check intake.region, intake.url and the key",
  },
  { status: [500, 599], action: "retry", meaning: "the intake is in trouble" },
];

/** What an HTTP status of the intake means. A status outside 200–599 is treated as trouble on the way. */
export function meaningOf(status: number): { action: Action; meaning: string } {
  const row = TABLE.find(({ status: rule }) =>
    typeof rule === "number" ? rule === status : rule[0] <= status && status <= rule[1],
  );
  return row ?? { action: "retry", meaning: "the answer is no HTTP answer we know" };
}
