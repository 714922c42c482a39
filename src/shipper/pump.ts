import type { Chunk } from "../journal/reader.js";
import type { PulseSettings } from "../pulse/settings.js";
import { type Understood, understand } from "../pulse/understand.js";
import { MAX_EVENT_BYTES } from "../sekoia/limits.js";
import { encodeEvent, encodeMessage } from "../sekoia/request.js";
import { type Counters, countNamed } from "./counters.js";
import type { DeadLetter, DeadLetters, DeadReason } from "./dead-letters.js";
import type { Lane } from "./lane.js";
import type { Stretch } from "./ledger.js";
import type { Source } from "./source.js";

const LF = 0x0a;

/** Takes lines from journals, and gives each to the lane, to the dead letters, or to nobody, by rule. */
export class Pump {
  readonly #lane: Lane;
  readonly #deadLetters: DeadLetters;
  readonly #counters: Counters;
  #settings: PulseSettings;
  readonly #unwritten: { letters: DeadLetter[]; stretch: Stretch }[] = [];

  constructor(lane: Lane, deadLetters: DeadLetters, counters: Counters, settings: PulseSettings) {
    this.#lane = lane;
    this.#deadLetters = deadLetters;
    this.#counters = counters;
    this.#settings = settings;
  }

  use(settings: PulseSettings): void {
    this.#settings = settings;
  }

  /**
   * Takes the next lines of `source`. Returns false when there are none. Rejects when the journal cannot
   * be read or dead letters cannot be written; the next call tries that again before anything else.
   */
  async takeNext(source: Source): Promise<boolean> {
    this.#writeLetters();
    const chunk = await source.next();
    if (!chunk) return false;
    const stretch = source.ledger.current();
    const letters: DeadLetter[] = [];
    for (const line of linesOf(chunk)) this.#take(line, chunk.cutLineBytes, stretch, letters);
    if (letters.length > 0) {
      stretch.pending += letters.length;
      this.#unwritten.push({ letters, stretch });
    }
    source.ledger.close(chunk.next);
    this.#writeLetters();
    return true;
  }

  #writeLetters(): void {
    for (let next = this.#unwritten[0]; next; next = this.#unwritten[0]) {
      this.#deadLetters.add(next.letters);
      this.#unwritten.shift();
      this.#counters.setAside += next.letters.length;
      next.stretch.settle(next.letters.length);
    }
  }

  #count(event: Understood): void {
    const counters = this.#counters;
    if (event.verdict === "drop") {
      countNamed(counters.dropped, ruleName(event.dropRule, this.#settings));
    }
    if (event.truncated) counters.truncated++;
    if (event.format === "standard") countNamed(counters.standard, event.source);
    else if (event.format === "unknown") countNamed(counters.unknown, event.source);
    else if (!event.pulse) countNamed(counters.foreign, event.source);
  }

  #take(
    line: Buffer,
    cutLineBytes: number | undefined,
    stretch: Stretch,
    letters: DeadLetter[],
  ): void {
    const event = understand(line, this.#settings);
    this.#count(event);
    if (event.verdict === "drop") return;
    if (event.reason) {
      letters.push(letter(event, event.reason.word, event.reason.text));
      return;
    }
    const encoded = encodeEvent(event.json ?? encodeMessage(event.message), event.timestamp);
    const size =
      encoded.length > MAX_EVENT_BYTES ? Buffer.byteLength(event.message) : encoded.length;
    if (cutLineBytes !== undefined || size > MAX_EVENT_BYTES) {
      const detail =
        cutLineBytes === undefined
          ? `the event has ${size} bytes`
          : `the line has ${cutLineBytes} bytes; only its beginning is kept here`;
      letters.push(letter(event, "too-large", `${detail}; the intake takes ${MAX_EVENT_BYTES}`));
      return;
    }
    stretch.pending++;
    this.#lane.add({ encoded, source: event.source, stretch });
  }
}

function ruleName(rule: number | null, settings: PulseSettings): string {
  return (rule === null ? undefined : settings.drop[rule]?.name) ?? "foreign";
}

function letter(event: Understood, reason: DeadReason, detail: string): DeadLetter {
  return {
    time: new Date().toISOString(),
    reason,
    detail,
    source: event.source,
    timestamp: event.timestamp,
    event: event.message,
  };
}

/** The chunk's lines without their LFs, as views. Blank lines are passed over. */
function* linesOf({ bytes }: Chunk): Generator<Buffer> {
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) yield bytes.subarray(start, end);
    start = end + 1;
  }
}
