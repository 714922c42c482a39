import { closeSync, openSync, writeSync } from "node:fs";
import type { SentEvent } from "./endpoints.js";

/** The store file could not be opened or written. The message says which, and why. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** One line of the store file, as JSON. */
export interface StoredEvent {
  /** Running number of the event since the simulator started, from 1. */
  n: number;
  /** When the simulator took it, ISO 8601 in UTC. */
  at: string;
  /** The endpoint's path without the regional prefix, such as `/array`. */
  endpoint: string;
  key: string;
  /** The event's time as the request gave it, else `null`. */
  timestamp: string | null;
  /** The event, exactly as received. */
  event: string;
  /** Running number of the request that brought it, from 1. */
  request: number;
}

/**
 * The file to which accepted events are appended, one JSON object per line. Each request's events
 * go there in one synchronous write, so lines of concurrent requests never mix and keep the order
 * of their numbers.
 */
export class EventStore {
  readonly #file: string;
  readonly #descriptor: number;
  #events = 0;

  /** @throws StoreError if the file cannot be opened */
  constructor(file: string) {
    this.#file = file;
    try {
      // Its lines hold keys and events. One that is there already keeps its mode.
      this.#descriptor = openSync(file, "a", 0o600);
    } catch (error) {
      throw this.#failure("opened", error);
    }
  }

  /** @throws StoreError if not all of the events could be written */
  append(endpoint: string, request: number, events: readonly SentEvent[]): void {
    const at = new Date().toISOString();
    let lines = "";
    for (const { key, timestamp, event } of events) {
      const n = ++this.#events;
      const line: StoredEvent = { n, at, endpoint, key, timestamp, event, request };
      lines += `${JSON.stringify(line)}\n`;
    }
    const bytes = Buffer.from(lines, "utf8");
    try {
      const written = writeSync(this.#descriptor, bytes);
      if (written < bytes.length) throw new Error("no space left for all of it");
    } catch (error) {
      throw this.#failure("written", error);
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #failure(verb: string, cause: unknown): StoreError {
    return new StoreError(
      `The store file ${this.#file} cannot be ${verb}: ${(cause as Error).message}`,
      { cause },
    );
  }
}
