/**
 * Letters are kept in classes, each with files and a limit of its own: what the intake did or would refuse, which is
 * never deleted by us; what was sorted out for what it is; and the originals of records that could be read in more
 * than one way, as evidence.
 */
export type DeadLetterClass = "refused" | "sorted-out" | "evidence";

export const CLASSES: readonly DeadLetterClass[] = ["refused", "sorted-out", "evidence"];

/** Why an event lies in the dead letters: the words to select by in `replay`, and what they mean. */
export const REASONS = {
  refused: { class: "refused", means: "the intake refused it, alone in a request" },
  "too-large": { class: "refused", means: "it is larger than the intake takes" },
  undeliverable: {
    class: "refused",
    means: "it failed alone for delivery.give_up while others got through",
  },
  "over-share": {
    class: "refused",
    means: "its route had more waiting than spool.share allows, with spool.over_share: set-aside",
  },
  "internal-error": { class: "refused", means: "an error in pulse-sekoia kept it from being read" },
  unrouted: { class: "refused", means: "no route took it (0.1.0; later versions let it wait)" },
  foreign: { class: "sorted-out", means: "it is another vendor's record" },
  unlisted: { class: "sorted-out", means: "its sender is not in devices.list" },
  standard: { class: "sorted-out", means: "it is in the Standard format (pulse.standard)" },
  unknown: { class: "sorted-out", means: "it is in neither of Pulse's formats (pulse.unknown)" },
  "forged-original": {
    class: "evidence",
    means: "the original of a record that could be read in more than one way (pulse.forged)",
  },
  empty: { class: "sorted-out", means: "nothing is in it" },
} as const satisfies Record<string, { class: DeadLetterClass; means: string }>;

export type DeadReason = keyof typeof REASONS;

export function isReason(word: string): word is DeadReason {
  return Object.hasOwn(REASONS, word);
}

/** The class that letters with this reason belong to. */
export function classOf(reason: DeadReason): DeadLetterClass {
  return REASONS[reason].class;
}
