import { isUtf8 } from "node:buffer";
import {
  classOf,
  type DeadLetter,
  type DeadLetters,
  type DeadReason,
} from "../dead-letters/dead-letters.js";
import type { Chunk } from "../journal/reader.js";
import { type Classified, classify } from "../pulse/classify.js";
import type { PulseSettings } from "../pulse/settings.js";
import { UsualLines } from "../pulse/usual-line.js";
import { MAX_EVENT_BYTES } from "../sekoia/limits.js";
import { encodeMessage } from "../sekoia/request.js";
import { type Counters, countNamed } from "../status/counters.js";
import type { AckRange } from "./ack-tracker.js";
import { type OutgoingEvent, settle } from "./batch.js";
import type { Destination, Destinations } from "./destinations.js";
import type { JournalConsumer } from "./journal-consumer.js";
import type { Parking } from "./parking.js";

const LF = 0x0a;
const LINE_END = Buffer.from([LF]);

/**
 * So many pieces of the journal may wait for their dead letters to be written. A piece is one read: 256 KiB,
 * or a single longer line.
 */
const MAX_UNWRITTEN = 16;

/** Something to be written before the events in it are dealt with. */
interface Writing {
  /** Throws when it cannot be written now. */
  write(): void;
  /** Settles the events once they are written. */
  settle(): void;
}

/** A line, in the piece of the journal that it is a part of. */
interface TakenLine {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Whether the whole piece is valid UTF-8. */
  readonly allUtf8: boolean;
}

/** What is collected while the lines of one piece of a journal are taken. */
interface Piece {
  readonly stretch: AckRange;
  readonly letters: DeadLetter[];
  readonly parked: Map<Parking, Buffer[]>;
  /** Set when the piece is the beginning of a line that is too long. */
  readonly cutLineBytes: number | undefined;
  /** The destination whose parked lines these are. */
  readonly parkedFor: Destination | undefined;
}

/**
 * Takes lines from journals, and gives each to a lane, to the lines parked for it, to the dead letters, or to
 * nobody, by rule.
 */
export class Pipeline {
  readonly #destinations: Destinations;
  readonly #deadLetters: DeadLetters;
  readonly #counters: Counters;
  #settings: PulseSettings;
  #usualLines: UsualLines;
  /** Their lines count as pending until then. */
  readonly #unwritten: Writing[] = [];

  constructor(
    destinations: Destinations,
    deadLetters: DeadLetters,
    counters: Counters,
    settings: PulseSettings,
  ) {
    this.#destinations = destinations;
    this.#deadLetters = deadLetters;
    this.#counters = counters;
    this.#settings = settings;
    this.#usualLines = new UsualLines(settings);
  }

  use(settings: PulseSettings): void {
    this.#settings = settings;
    this.#usualLines = new UsualLines(settings);
  }

  /**
   * Takes the next lines of `source`; `parkedFor` is the destination that they were parked for. Returns false
   * when there are none.
   *
   * Rejects when the journal cannot be read; and when dead letters or parked lines cannot be written, but only
   * when there is nothing else to do or too much of it waits: the other events are not to wait for a full
   * disk. The next call tries again.
   */
  async takeNext(source: JournalConsumer, parkedFor?: Destination): Promise<boolean> {
    const trouble = this.#writeWaiting();
    if (trouble && this.#unwritten.length >= MAX_UNWRITTEN) throw trouble;
    const chunk = await source.next();
    if (!chunk) {
      if (trouble) throw trouble;
      return false;
    }
    const stretch = source.ledger.current();
    const { cutLineBytes } = chunk;
    const piece: Piece = { stretch, letters: [], parked: new Map(), cutLineBytes, parkedFor };
    this.#takeLines(chunk, piece);
    this.#setAside(piece);
    this.#park(piece);
    source.ledger.close(chunk.next);
    this.#writeWaiting();
    return true;
  }

  /** Parks events that have left the lane of `destination`. */
  park({ parking }: Destination, events: readonly OutgoingEvent[]): void {
    const lines = events.map(({ line }) => line).filter((line) => line !== undefined);
    this.#unwritten.push({
      write: () => parking?.store(lines),
      settle: () => settle(events),
    });
    this.#writeWaiting();
  }

  #setAside({ letters, stretch }: Piece): void {
    for (const shelf of ["refused", "sorted-out"] as const) {
      const its = letters.filter(({ reason }) => classOf(reason) === shelf);
      this.#writeSoon(stretch, its.length, () => {
        this.#deadLetters.add(shelf, its);
        this.#counters.setAside += its.length;
      });
    }
  }

  #park({ parked, stretch }: Piece): void {
    for (const [parking, lines] of parked) {
      this.#writeSoon(stretch, lines.length, () => parking.store(lines));
    }
  }

  #writeSoon(stretch: AckRange, events: number, write: () => void): void {
    if (events === 0) return;
    stretch.pending += events;
    this.#unwritten.push({ write, settle: () => stretch.settle(events) });
  }

  /** Writes what waits to be written. Returns why it could not, when it could not. */
  #writeWaiting(): Error | undefined {
    for (let next = this.#unwritten.shift(); next; next = this.#unwritten.shift()) {
      try {
        // The first line that is parked starts the loop that ships it, which comes by here.
        next.write();
      } catch (error) {
        this.#unwritten.unshift(next);
        return error as Error;
      }
      next.settle();
    }
    return undefined;
  }

  #count(event: Classified): void {
    const counters = this.#counters;
    if (event.verdict === "drop") {
      countNamed(counters.dropped, ruleName(event.dropRule, this.#settings));
    }
    if (event.truncated) counters.truncated++;
    if (event.format === "standard") countNamed(counters.standard, event.source);
    else if (event.format === "unknown") countNamed(counters.unknown, event.source);
    else if (!event.pulse) countNamed(counters.foreign, event.source);
  }

  /** Takes the chunk's lines, without their LFs. Blank lines are passed over. */
  #takeLines({ bytes }: Chunk, piece: Piece): void {
    // One line of an old device is enough to make this false; then it is asked of each.
    const allUtf8 = isUtf8(bytes);
    for (let start = 0; start < bytes.length; ) {
      const found = bytes.indexOf(LF, start);
      const end = found < 0 ? bytes.length : found;
      if (end > start) this.#take({ bytes, start, end, allUtf8 }, piece);
      start = end + 1;
    }
  }

  #classify({ bytes, start, end, allUtf8 }: TakenLine): Classified {
    const usual =
      allUtf8 || isUtf8(bytes.subarray(start, end))
        ? this.#usualLines.classify(bytes, start, end)
        : null;
    return usual ?? classify(bytes.subarray(start, end), this.#settings);
  }

  #take(line: TakenLine, piece: Piece): void {
    const event = this.#classify(line);
    // Parked lines were counted when they first came by.
    if (!piece.parkedFor) this.#count(event);
    if (event.verdict === "drop") return;
    const { letters, cutLineBytes, stretch } = piece;
    if (event.reason) {
      letters.push(letter(event, event.reason.word, event.reason.text));
      return;
    }
    const destination = this.#destinations.of(event);
    if (!destination) {
      letters.push(letter(event, "unrouted", "no route takes it, and there is no default intake"));
      return;
    }
    const json = event.json ?? encodeMessage(event.message);
    // As JSON it is longer, never shorter.
    const size = json.length > MAX_EVENT_BYTES ? Buffer.byteLength(event.message) : json.length;
    if (cutLineBytes !== undefined || size > MAX_EVENT_BYTES) {
      const detail =
        cutLineBytes === undefined
          ? `the event has ${size} bytes`
          : `the line has ${cutLineBytes} bytes; only its beginning is kept here`;
      letters.push(letter(event, "too-large", `${detail}; the intake takes ${MAX_EVENT_BYTES}`));
      return;
    }
    const { source, timestamp } = event;
    const says = { json, timestamp };
    if (!destination.parking) {
      stretch.pending++;
      destination.lane.add(says, { source, stretch });
      return;
    }
    const whole = Buffer.concat([line.bytes.subarray(line.start, line.end), LINE_END]);
    const parked = destination === piece.parkedFor;
    if (!parked && mustPark(destination)) {
      const lines = piece.parked.get(destination.parking) ?? [];
      piece.parked.set(destination.parking, lines);
      lines.push(whole);
      return;
    }
    stretch.pending++;
    destination.lane.add(says, { source, stretch, line: whole, parked });
  }
}

/** True when the destination does not keep up; or did not, and older lines are still parked for it. */
function mustPark(destination: Destination): destination is Destination & { parking: Parking } {
  const { lane, parking } = destination;
  return parking !== undefined && (lane.isFull || lane.isDown || !parking.isDrained);
}

function ruleName(rule: number | null, settings: PulseSettings): string {
  return (rule === null ? undefined : settings.drop[rule]?.name) ?? "foreign";
}

function letter(event: Classified, reason: DeadReason, detail: string): DeadLetter {
  return {
    time: new Date().toISOString(),
    reason,
    detail,
    source: event.source,
    timestamp: event.timestamp,
    event: event.message,
  };
}
