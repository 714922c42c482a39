// The path of an event, from a line in a journal to its end. Read it from top to bottom.
//
//   read      the next lines of a journal (JournalConsumer), or lines that wait in it once more (DeferredLines)
//   classify  what a line is, and what of it is to be shipped (src/pulse)
//   route     which destination takes it (src/routing)
//   accept    the destination's sender takes it (BatchSender), or it waits where it lies (AckRange.defer)
//   send      a batch, gzip, POST; the answer decides (BatchSender, SuspectSender)
//   settle    confirmed by the intake, in the dead letters, or in a backlog on disk: accounted for (AckRange.settle)
//
// Invariants
//   1. An acknowledged line lies in a journal until it is settled. Memory only ever holds copies, and not many.
//   2. A line is settled once, after one of: the intake's 2xx with JSON; a drop rule; a dead letter that was synced;
//      a copy in a backlog that was synced. The cursor passes settled lines only.
//   3. No destination waits for another. The journal is read past the lines of one that does not keep up; they are
//      deferred, and soon moved to its backlog. Where that cannot be written they stay where they are.
//   4. An error between reading a line and accounting for it ends the process; its range stays open, so the cursor
//      stays before it.
//
// On disk
//   SPOOL/journal/OWNER/     the lines as rsyslog sent them: see journal/layout.ts
//   SPOOL/journal/OWNER~N/   the same format: a journal taken over from a dead instance, or the backlog of one
//                            destination: an intake, its suspects, or what no route takes. An intake alone has no
//                            backlog for its own lines; they wait in the journal.
//   SPOOL/dead-letters/      see dead-letters/
//
// What a crash can do, beside what journal/layout.ts says
//   - while lines are moved to a backlog: a torn copy is dropped at recovery, and the lines are still in the journal;
//     a whole copy whose originals are not passed by the cursor yet is sent twice.
//   - after lines were moved: the next instance adopts the backlog like any journal and routes its lines.
//   - after a 2xx, before the cursor: those events are sent twice. The cursor waits for the oldest line that is not
//     settled; lines that are deferred are moved about once a second, so it never waits long.
//   - after a dead letter was written, before the cursor: the event lies there and is tried once more.

import { isUtf8 } from "node:buffer";
import type { Config } from "../config/config.js";
import type { DeadLetters } from "../dead-letters/dead-letters.js";
import type { DeadLetter } from "../dead-letters/letter.js";
import type { DeadReason } from "../dead-letters/reasons.js";
import { type Chunk, MAX_LINE_BYTES } from "../journal/reader.js";
import type { Log } from "../logging/log.js";
import { RateLimitedLog } from "../logging/rate-limited-log.js";
import { type Classified, classify } from "../pulse/classify.js";
import type { PulseSettings } from "../pulse/settings.js";
import { UsualLines } from "../pulse/usual-line.js";
import { DeviceList } from "../routing/devices.js";
import { MAX_EVENT_BYTES } from "../sekoia/limits.js";
import { encodeMessage } from "../sekoia/request.js";
import { type Counters, countNamed } from "../status/counters.js";
import type { AckRange } from "./ack-tracker.js";
import type { Destination } from "./destination.js";
import type { Destinations } from "./destinations.js";
import { heldSince } from "./held-line.js";
import type { JournalConsumer } from "./journal-consumer.js";
import { LetterWriter, type PlacedLetter } from "./letter-writer.js";

const LF = 0x0a;

/** Lines being taken: from where, and what is collected meanwhile. */
interface Taking {
  readonly range: AckRange;
  readonly bytes: Buffer;
  /** Whether all of `bytes` is valid UTF-8. One line of an old device is enough to make it false. */
  readonly allUtf8: boolean;
  /** The destination in whose backlog the lines lie. */
  readonly home: Destination | undefined;
  /** The lines were deferred: they are counted, and a lagging destination may take them. */
  readonly again: boolean;
  /** They are to go to the suspects of their intake. */
  readonly suspect: boolean;
  /** Length of a line that is too long to be read whole: `bytes` is its beginning. */
  readonly cutLineBytes: number | undefined;
  /** Originals of records that could be read in more than one way are in the dead letters already. */
  readonly evidenced: boolean;
  readonly letters: PlacedLetter[];
  readonly originals: PlacedLetter[];
}

export class Pipeline {
  readonly #destinations: Destinations;
  readonly #letters: LetterWriter;
  readonly #counters: Counters;
  readonly #forgeries: RateLimitedLog;
  #settings: PulseSettings;
  /** The devices that may send; undefined: all may. */
  #devices: DeviceList | undefined;
  #usualLines: UsualLines;

  constructor(
    destinations: Destinations,
    deadLetters: DeadLetters,
    counters: Counters,
    config: Pick<Config, "pulse" | "devices">,
    log: Log,
    onEvidence: () => void,
  ) {
    this.#forgeries = new RateLimitedLog(log);
    this.#destinations = destinations;
    this.#letters = new LetterWriter(deadLetters, counters, onEvidence);
    this.#counters = counters;
    this.#settings = config.pulse;
    this.#usualLines = new UsualLines(config.pulse);
    this.reconfigure(config);
  }

  /** What writes dead letters. */
  get letters(): LetterWriter {
    return this.#letters;
  }

  reconfigure({ pulse, devices }: Pick<Config, "pulse" | "devices">): void {
    this.#settings = pulse;
    this.#usualLines = new UsualLines(pulse);
    this.#devices = devices.accept === "listed" ? new DeviceList(devices.list) : undefined;
  }

  /** Takes lines of a journal. `home`: the destination whose backlog it is. What this throws must end the process. */
  take(consumer: JournalConsumer, chunk: Chunk, home?: Destination): void {
    const { bytes, segment, offset, next, cutLineBytes } = chunk;
    const range = consumer.tracker.begin({ segment, offset }, next);
    const taking: Taking = {
      range,
      bytes,
      allUtf8: isUtf8(bytes),
      home,
      again: false,
      suspect: false,
      cutLineBytes,
      evidenced: home !== undefined,
      letters: [],
      originals: [],
    };
    let lines = 0;
    let open = 0;
    for (let start = 0; start < bytes.length; ) {
      const found = bytes.indexOf(LF, start);
      const end = found < 0 ? bytes.length : found;
      // Blank lines are passed over.
      if (end > start) {
        lines++;
        if (this.#take(taking, start, end)) open++;
      }
      start = end + 1;
    }
    this.#letters.write(range, taking.letters);
    this.#letters.writeEvidence(range, taking.originals);
    range.complete(lines, open);
  }

  /**
   * Takes lines of a range once more, given its `bytes`: those at these offsets of its segment, which are in the
   * caller's hands. `suspect`: they waited for the suspects of their intake. `evidenced`: they did not wait
   * for their dead letters.
   */
  takeAgain(
    range: AckRange,
    bytes: Buffer,
    offsets: readonly number[],
    home: Destination | undefined,
    suspect: boolean,
    evidenced: boolean,
  ): void {
    const taking: Taking = {
      range,
      bytes,
      allUtf8: isUtf8(bytes),
      home,
      again: true,
      suspect,
      cutLineBytes: cutLineBytes(range),
      evidenced,
      letters: [],
      originals: [],
    };
    let dropped = 0;
    for (const offset of offsets) {
      const start = offset - range.start.offset;
      const found = bytes.indexOf(LF, start);
      if (!this.#take(taking, start, found < 0 ? bytes.length : found)) dropped++;
    }
    this.#letters.write(range, taking.letters);
    this.#letters.writeEvidence(range, taking.originals);
    if (dropped > 0) range.settle(dropped);
  }

  /** Sets deferred lines aside, which are in the caller's hands, whatever they are. */
  setAside(
    range: AckRange,
    bytes: Buffer,
    offsets: readonly number[],
    reason: DeadReason,
    detail: string,
  ): void {
    const letters = offsets.map((offset) => {
      const start = offset - range.start.offset;
      const event = classify(bytes.subarray(start, bytes.indexOf(LF, start)), this.#settings);
      return { letter: letterOf(event, reason, detail), offset };
    });
    this.#letters.write(range, letters);
  }

  /** Takes one line. Returns false when it is accounted for at once: a rule dropped it. */
  #take(taking: Taking, start: number, end: number): boolean {
    const offset = taking.range.start.offset + start;
    let event: Classified;
    try {
      event = this.#classify(taking, start, end);
    } catch (error) {
      // One line that we cannot read must not keep the program from reading the next.
      taking.letters.push({ letter: unreadLetter(taking.bytes, start, end, error), offset });
      return true;
    }
    if (!taking.again && !taking.home) this.#count(event);
    if (event.verdict === "drop") return false;
    const { reason } = event;
    if (reason && reason.word !== "drop-rule") {
      taking.letters.push({ letter: letterOf(event, reason.word, reason.text), offset });
      return true;
    }
    if (this.#devices && this.#devices.find(event) === undefined) {
      const why = "devices.accept is listed, and its sender is not in devices.list";
      taking.letters.push({ letter: letterOf(event, "unlisted", why), offset });
      return true;
    }
    if (event.forged !== null && this.#settings.forged === "rewrite" && !taking.evidenced) {
      const letter = letterOf(event, "forged-original", "it can be read in more than one way");
      taking.originals.push({ letter, offset });
      return true;
    }
    const json = event.json ?? encodeMessage(event.message);
    const tooLarge = whyTooLarge(event, json, taking.cutLineBytes);
    if (tooLarge !== undefined) {
      taking.letters.push({ letter: letterOf(event, "too-large", tooLarge), offset });
      return true;
    }

    const intake = this.#destinations.of(event);
    const held = taking.home || taking.again ? heldSince(taking.bytes, start, end) : undefined;
    const isSuspect =
      held !== undefined ||
      taking.suspect ||
      (taking.home?.isSuspects && taking.home === intake.suspects);
    const destination = (isSuspect && intake.suspects) || intake;
    if (destination === this.#destinations.unrouted) this.#tellUnrouted(event);
    const { sender } = destination;
    if (!sender || !mayTake(destination, taking)) {
      taking.range.defer(destination, [offset]);
      return true;
    }
    sender.add(
      { json, timestamp: event.timestamp },
      {
        source: event.source,
        range: taking.range,
        offset,
        movable: taking.home !== destination && !this.#destinations.isAlone,
        heldSince: held,
      },
    );
    return true;
  }

  #classify({ bytes, allUtf8 }: Taking, start: number, end: number): Classified {
    const usual =
      allUtf8 || isUtf8(bytes.subarray(start, end))
        ? this.#usualLines.classify(bytes, start, end)
        : null;
    return usual ?? classify(bytes.subarray(start, end), this.#settings);
  }

  #count(event: Classified): void {
    const counters = this.#counters;
    if (event.verdict === "drop") {
      countNamed(counters.dropped, ruleName(event.dropRule, this.#settings));
    }
    if (event.truncated) counters.truncated++;
    if (event.forged !== null) {
      countNamed(counters.forged, event.source);
      this.#forgeries.say(
        "warn",
        `a record from ${event.source} can be read in more than one way; pulse.forged: ${this.#settings.forged}`,
      );
    }
    if (event.format === "standard") countNamed(counters.standard, event.source);
    else if (event.format === "unknown") countNamed(counters.unknown, event.source);
    else if (!event.pulse) countNamed(counters.foreign, event.source);
  }

  #tellUnrouted({ source, host, vpn }: Classified): void {
    const { unroutedOutage } = this.#destinations;
    if (unroutedOutage.trouble) return;
    const sender = [source, host && `host ${host}`, vpn && `vpn ${vpn}`].filter(Boolean).join(", ");
    unroutedOutage.failed(
      `no route takes some events, and there is no default intake (the first: from ${sender.slice(0, 200)})`,
    );
  }
}

/** Whether a destination takes a line at once, rather than let it wait on disk. */
function mayTake(destination: Destination, { home, again }: Taking): boolean {
  const { sender } = destination;
  if (!sender) return false;
  if (again || sender.isDown) return sender.hasRoom && (again || home === destination);
  // Whether there is room was asked before these lines were read.
  return home === destination || !destination.isLagging;
}

/** The length of the line, where the range is one that is too long to be read whole. */
function cutLineBytes({ start, end }: AckRange): number | undefined {
  const length = end.offset - start.offset;
  return length > MAX_LINE_BYTES ? length - 1 : undefined;
}

function whyTooLarge(
  event: Classified,
  json: string,
  cutLineBytes: number | undefined,
): string | undefined {
  if (cutLineBytes !== undefined) {
    return `the line has ${cutLineBytes} bytes; only its beginning is kept here; the intake takes ${MAX_EVENT_BYTES}`;
  }
  // As JSON it is longer, never shorter.
  if (json.length <= MAX_EVENT_BYTES) return undefined;
  const size = Buffer.byteLength(event.message);
  return size <= MAX_EVENT_BYTES
    ? undefined
    : `the event has ${size} bytes; the intake takes ${MAX_EVENT_BYTES}`;
}

function ruleName(rule: number | null, settings: PulseSettings): string {
  return (rule === null ? undefined : settings.drop[rule]?.name) ?? "foreign";
}

function unreadLetter(bytes: Buffer, start: number, end: number, error: unknown): DeadLetter {
  return {
    time: new Date().toISOString(),
    reason: "internal-error",
    detail: `an error in pulse-sekoia, please report it: ${String(error)}`,
    source: "",
    timestamp: null,
    event: bytes.toString("utf8", start, end),
  };
}

function letterOf(event: Classified, reason: DeadReason, detail: string): DeadLetter {
  return {
    time: new Date().toISOString(),
    reason,
    detail,
    source: event.source,
    timestamp: event.timestamp,
    event: reason === "forged-original" ? (event.forged ?? event.message) : event.message,
  };
}
