import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { deadLetterDir, deadLetterFiles } from "../../src/dead-letters/letter.js";
import { numbersOf } from "../support/messages.js";

/** What became of numbered messages. */
export interface Account {
  readonly sent: number;
  /** Numbers that reached the intake at least once. */
  readonly arrived: number;
  /** Events that reached it once more. */
  readonly duplicates: number;
  /** Numbers that lie in the dead letters and did not arrive. */
  readonly deadLetters: number;
  /** All others. */
  readonly lost: number;
}

/** Follows the store file of a simulator, and the dead letters, as both grow. */
export class Accounts {
  readonly #storeFile: string;
  readonly #spoolDir: string;
  readonly #arrived = new Set<number>();
  #events = 0;
  #offset = 0;

  constructor(storeFile: string, spoolDir: string) {
    this.#storeFile = storeFile;
    this.#spoolDir = spoolDir;
  }

  /** The account of the messages 0 to `sent` - 1 as it stands now. */
  look(sent: number): Account {
    this.#readStore();
    const inRange = (n: number) => n >= 0 && n < sent;
    const arrived = sent === 0 ? 0 : count(this.#arrived, inRange);
    const missing = sent - arrived;
    const dead =
      missing === 0 ? 0 : count(this.#deadNumbers(), (n) => inRange(n) && !this.#arrived.has(n));
    return {
      sent,
      arrived,
      duplicates: this.#events - this.#arrived.size,
      deadLetters: dead,
      lost: missing - dead,
    };
  }

  #readStore(): void {
    if (!existsSync(this.#storeFile)) return;
    const fd = openSync(this.#storeFile, "r");
    const piece = Buffer.allocUnsafe(4 * 1024 * 1024);
    for (;;) {
      const length = readSync(fd, piece, 0, piece.length, this.#offset);
      const end = piece.subarray(0, length).lastIndexOf(0x0a) + 1;
      if (end === 0) break;
      const lines = piece.subarray(0, end).toString("utf8").trimEnd().split("\n");
      for (const n of numbersOf(lines.map((line) => JSON.parse(line) as { event: string }))) {
        // Hostile bytes that were no message have no number.
        if (Number.isNaN(n)) continue;
        this.#events++;
        this.#arrived.add(n);
      }
      this.#offset += end;
    }
    closeSync(fd);
  }

  #deadNumbers(): Set<number> {
    const dir = deadLetterDir(this.#spoolDir);
    // A row may have put something else in its way.
    if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return new Set();
    const lines = deadLetterFiles(dir).flatMap((file) =>
      readFileSync(file, "utf8").split("\n").slice(0, -1),
    );
    return new Set(numbersOf(lines.map((line) => JSON.parse(line) as { event: string })));
  }
}

function count(numbers: ReadonlySet<number>, fits: (n: number) => boolean): number {
  let total = 0;
  for (const n of numbers) if (fits(n)) total++;
  return total;
}
