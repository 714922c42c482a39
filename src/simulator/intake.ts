import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, jsonAnswer, send, sendDripping } from "./answer.js";
import type { Connections } from "./connections.js";
import { asTimestamp, type Endpoint, endpointAt, type SentEvent } from "./endpoints.js";
import type { Fault, Faults, RequestFacts } from "./faults.js";
import { keyOutsideBody } from "./intake-key.js";
import { MAX_EVENT_BYTES } from "./limits.js";
import { Refusal } from "./refusal.js";
import {
  bodyText,
  decodeBody,
  receiveBody,
  receiveHalfOfBody,
  type WireBody,
} from "./request-body.js";
import type { Statistics } from "./statistics.js";
import { type EventStore, StoreError } from "./store.js";

/** The parts of a simulator that a request meets. */
export interface IntakeParts {
  /** The keys it knows; none: it takes every key. */
  keys: ReadonlySet<string>;
  faults: Faults;
  statistics: Statistics;
  connections: Connections;
  store: EventStore | undefined;
  /** Called when events could not be stored; their request gets no answer. */
  onStoreFailure: (error: StoreError) => void;
}

/** A request whose body has been read, understood or not. */
interface ReadRequest extends RequestFacts {
  number: number;
  endpoint: Endpoint | undefined;
  refusal: Refusal | undefined;
}

/** How an accepted or refused event is told of in the answer to a request that has both. */
type EventStatus =
  | { status: "accepted"; event_id: string }
  | { status: "rejected"; reason: string };

/** The intake itself: takes a request's events, or answers why not, or does what a fault says. */
export class Intake {
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** @param url the request's path and query */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    url: { path: string; query: URLSearchParams },
  ): Promise<void> {
    const { connections, faults, statistics } = this.#parts;
    const number = statistics.requestArrived();
    response.once("close", () => statistics.requestEnded());
    connections.carriesIntakeRequest(request.socket);

    const search = faults.search();
    const early = search.advance();
    if (early && "cut" in early && early.cut !== "after") {
      if (early.cut === "body") await receiveHalfOfBody(request);
      connections.reset(request.socket);
      return;
    }

    const body = await receiveBody(request);
    if (body === undefined) return;
    statistics.stats.bytesReceived += body.bytes;
    const read = await this.#read(request, url, body, number);
    this.#answer(request, response, read, early ?? search.advance(read));
  }

  async #read(
    request: IncomingMessage,
    url: { path: string; query: URLSearchParams },
    body: WireBody,
    number: number,
  ): Promise<ReadRequest> {
    const endpoint = endpointAt(url.path);
    let bytes = body.bytes;
    let events: SentEvent[] = [];
    try {
      const content = await decodeBody(body, request.headers["content-encoding"]);
      bytes = content.length;
      this.#parts.statistics.stats.bytesDecompressed += bytes;
      if (endpoint === undefined) throw new Refusal(404, `There is no endpoint ${url.path}.`);
      if (request.method !== "POST") {
        throw new Refusal(405, `${url.path} takes POST, not ${request.method}.`);
      }
      const context = { key: keyOutsideBody(request, url.query), query: url.query };
      events = endpoint.readEvents(bodyText(content), context);
      applyTimestamp(events, request.headers["x-sekoiaio-event-timestamp"]);
      this.#checkKeys(events);
      return { number, endpoint, bytes, events, refusal: undefined };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { number, endpoint, bytes, events, refusal: error };
    }
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    read: ReadRequest,
    fault: Fault | undefined,
  ): void {
    const { connections, onStoreFailure } = this.#parts;
    if (fault && "status" in fault) {
      const { status, headers = {}, body = "" } = fault;
      this.#send(response, { status, headers, body });
    } else if (fault && "redirect" in fault) {
      this.#send(response, { status: 307, headers: { Location: fault.redirect }, body: "" });
    } else if (fault && "cut" in fault && fault.cut !== "after") {
      connections.reset(request.socket);
    } else if (!(fault && "hang" in fault)) {
      let answer: Answer;
      try {
        answer = this.#take(read, fault && "fewerIds" in fault ? fault.fewerIds : 0);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        connections.reset(request.socket);
        onStoreFailure(error);
        return;
      }
      this.#answerTaken(request, response, answer, fault);
    }
  }

  #answerTaken(
    request: IncomingMessage,
    response: ServerResponse,
    answer: Answer,
    fault: Fault | undefined,
  ): void {
    if (fault && "cut" in fault) {
      this.#parts.connections.reset(request.socket);
    } else if (fault && "delayMs" in fault) {
      const timer = setTimeout(() => this.#send(response, answer), fault.delayMs);
      response.once("close", () => clearTimeout(timer));
    } else if (fault && "brokenBody" in fault && answer.status === 200) {
      const headers = { "Content-Type": "text/html" };
      this.#send(response, { status: 200, headers, body: "<html>Accepted" });
    } else {
      this.#send(response, answer, fault && "drip" in fault ? sendDripping : send);
    }
  }

  #send(response: ServerResponse, answer: Answer, way = send): void {
    this.#parts.statistics.answered(answer.status);
    way(response, answer);
  }

  /**
   * One unknown key refuses the whole request. What Sekoia does with an array of which only some
   * keys are known is not public; this is the stricter of the two.
   */
  #checkKeys(events: readonly SentEvent[]): void {
    const { keys, statistics } = this.#parts;
    if (keys.size === 0 || events.every(({ key }) => keys.has(key))) return;
    statistics.stats.rejected += events.length;
    throw new Refusal(401, "The intake key is not known.");
  }

  /**
   * Stores the events that are not too large and makes the answer.
   *
   * A batch of which some events are too large is answered, says Sekoia's documentation, with "a
   * per-event ingestion status in the response body", and with 413 only if every event was
   * refused. The shape of that status is not public: member `events` here is a guess.
   *
   * @throws StoreError
   */
  #take({ number, endpoint, events, refusal }: ReadRequest, fewerIds: number): Answer {
    if (refusal !== undefined) return refusalAnswer(refusal);
    if (endpoint === undefined) throw new Error("A request without an endpoint is refused above.");

    const small = events.filter(({ event }) => Buffer.byteLength(event) <= MAX_EVENT_BYTES);
    const { statistics, store } = this.#parts;
    statistics.stats.rejected += events.length - small.length;
    if (small.length > 0) {
      store?.append(endpoint.name, number, small);
      statistics.eventsAccepted(small.length);
    }

    if (small.length === events.length) {
      const ids = small.slice(fewerIds).map(() => randomUUID());
      return jsonAnswer(200, endpoint.single ? { event_id: ids[0] } : { event_ids: ids });
    }
    const reason = `The event is larger than ${MAX_EVENT_BYTES} bytes.`;
    if (small.length === 0) {
      const statuses = events.map((): EventStatus => ({ status: "rejected", reason }));
      return refusalAnswer(new Refusal(413, reason, endpoint.single ? {} : { events: statuses }));
    }
    const taken = new Set(small);
    const statuses = events.map(
      (sent): EventStatus =>
        taken.has(sent)
          ? { status: "accepted", event_id: randomUUID() }
          : { status: "rejected", reason },
    );
    const ids = statuses.flatMap((status) => ("event_id" in status ? [status.event_id] : []));
    return jsonAnswer(200, { event_ids: ids.slice(fewerIds), events: statuses });
  }
}

/** Header X-SEKOIAIO-EVENT-TIMESTAMP is the time of every event that has none of its own. */
function applyTimestamp(events: SentEvent[], header: string | string[] | undefined): void {
  const timestamp = asTimestamp(header, "Header X-SEKOIAIO-EVENT-TIMESTAMP");
  if (timestamp === null) return;
  for (const sent of events) sent.timestamp ??= timestamp;
}

function refusalAnswer({ status, message, details }: Refusal): Answer {
  const answer = jsonAnswer(status, { message, ...details });
  if (status === 405) answer.headers.Allow = "POST";
  return answer;
}
