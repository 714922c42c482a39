/**
 * Finds a text in the list of the device's texts (standard-texts.ts): by its first characters, then piece by
 * piece. No regular expressions: two thousand are slow to make, and a text with many `.*` takes one for ever.
 */
import { STANDARD_TEXTS } from "./standard-texts.js";

/** A text of the list: its pieces are what stands still, in order. */
interface Known {
  readonly code: string;
  readonly admin: string;
  readonly pieces: readonly string[];
  /** Characters that stand still. */
  readonly weight: number;
}

const CHANGES = "{}";
/** Texts are looked up by so many characters; shorter beginnings by as many as they have. */
const KEY_LENGTHS = [24, 12, 4] as const;

type Index = ReadonlyMap<string, readonly Known[]>;

let index: Index | null = null;

function readList(): Index {
  const made = new Map<string, Known[]>();
  for (const row of STANDARD_TEXTS.split("\n")) {
    const blank = row.indexOf(" ");
    if (blank < 0) continue;
    const [code = "", admin = code] = row.slice(0, blank).split("|");
    const pieces = row.slice(blank + 1).split(CHANGES);
    const [first = ""] = pieces;
    const length = KEY_LENGTHS.find((size) => size <= first.length) ?? first.length;
    const weight = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const key = first.slice(0, length);
    made.set(key, [...(made.get(key) ?? []), { code, admin, pieces, weight }]);
  }
  return made;
}

/** Whether a text is one of the list, from its beginning to its end. Linear. */
function fits(text: string, { pieces }: Known): boolean {
  const last = pieces.length - 1;
  const [first = ""] = pieces;
  if (!text.startsWith(first)) return false;
  if (last === 0) return text.length === first.length;
  let at = first.length;
  for (let i = 1; i < last; i++) {
    const piece = pieces[i] ?? "";
    at = text.indexOf(piece, at);
    if (at < 0) return false;
    at += piece.length;
  }
  const end = pieces[last] ?? "";
  return text.length - end.length >= at && text.endsWith(end);
}

const BLANKS = / {2,}/g;

/**
 * The code of a text of the list; null where it is in none, or in two that say as much of it.
 * @param administrator whether the session is an administrator's: some texts have a second code for those
 */
export function listedCode(text: string, administrator: boolean): string | null {
  index ??= readList();
  const plain = text.replace(BLANKS, " ").trim();
  let best: Known | null = null;
  let second = false;
  for (const length of KEY_LENGTHS) {
    for (const known of index.get(plain.slice(0, length)) ?? []) {
      if (best !== null && known.weight < best.weight) continue;
      if (!fits(plain, known)) continue;
      second = best !== null && best.weight === known.weight && best.code !== known.code;
      best = known;
    }
  }
  if (best === null || second) return null;
  return administrator ? best.admin : best.code;
}
