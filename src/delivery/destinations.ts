import type { Config } from "../config/config.js";
import type { Spool } from "../journal/spool.js";
import type { Log } from "../logging/log.js";
import { type Routable, Router } from "../routing/router.js";
import type { Counters } from "../status/counters.js";
import { Outage, type Trouble } from "../status/outage.js";
import { Backlog, type BacklogSettings } from "./backlog.js";
import { intakesOf, newClient } from "./clients.js";
import { Destination } from "./destination.js";
import { IntakeLink, type OnGiveUp } from "./intake-link.js";
import type { JournalConsumer } from "./journal-consumer.js";
import type { Signal } from "./signal.js";

/** Name of the destination that `intake` in the configuration stands for. */
export const DEFAULT_DESTINATION = "default";

export interface DestinationsEvents {
  readonly onGiveUp: OnGiveUp;
  /** A destination has a backlog from now on, which is to be read. */
  onBacklog(destination: Destination, consumer: JournalConsumer): void;
}

/** All destinations, and which of them an event goes to. */
export class Destinations {
  readonly unrouted: Destination;
  /** Why events wait that no route takes. */
  readonly unroutedOutage: Outage;
  readonly #spool: Spool;
  readonly #backlogs: BacklogSettings;
  readonly #counters: Counters;
  readonly #log: Log;
  readonly #signal: Signal;
  readonly #events: DestinationsEvents;
  readonly #links = new Map<string, IntakeLink>();
  /** Intakes that are gone from the configuration, as long as lines wait for them. */
  readonly #former = new Set<Destination>();
  #router = new Router([]);
  #default: Destination | undefined;
  #isAlone = true;
  #generation = 0;

  constructor(
    config: Config,
    spool: Spool,
    backlogs: BacklogSettings,
    counters: Counters,
    log: Log,
    signal: Signal,
    events: DestinationsEvents,
  ) {
    this.#spool = spool;
    this.#backlogs = backlogs;
    this.#counters = counters;
    this.#log = log;
    this.#signal = signal;
    this.#events = events;
    this.unrouted = this.#newDestination("unrouted");
    this.unroutedOutage = new Outage(
      log,
      "They wait on disk. Correct routes or intake in the configuration, then send rsyslog a HUP",
      "events find their routes again",
    );
    this.reconfigure(config);
  }

  /** Takes over another configuration: keys, addresses and rules count at once. Throws as newClient does. */
  reconfigure(config: Config): void {
    const wanted = intakesOf(config).map(({ route, intake }) => {
      const name = route ?? DEFAULT_DESTINATION;
      const known = this.#links.get(name);
      const client = known?.isFor(config, intake) ? undefined : newClient(config, intake);
      return { name, intake, client };
    });
    // Nothing has changed so far, and nothing can fail from here on.
    for (const destination of this.#former) this.forget(destination);
    for (const [name, link] of this.#links) {
      if (wanted.some((one) => one.name === name)) continue;
      this.#links.delete(name);
      link.end();
      this.#former.add(link.destination);
      if (link.destination.suspects) this.#former.add(link.destination.suspects);
    }
    for (const { name, intake, client } of wanted) {
      const before = this.#links.get(name);
      if (client === undefined) continue;
      const destination = before?.destination ?? this.#newDestination(name);
      const suspects = destination.suspects ?? this.#newDestination(`${name} (suspects)`, true);
      const shared = {
        counters: this.#counters,
        log: this.#log,
        signal: this.#signal,
        onGiveUp: this.#events.onGiveUp,
      };
      const link = new IntakeLink(destination, suspects, config, intake, client, shared, before);
      this.#links.set(name, link);
    }
    this.#router = new Router(config.routes);
    this.#default = config.intake && this.#links.get(DEFAULT_DESTINATION)?.destination;
    this.#isAlone = config.routes.length === 0;
    this.#generation++;
    this.unrouted.rulesChanged = true;
    for (const link of this.#links.values()) link.reroute();
  }

  /** True when there is one intake alone: its lines wait where they are, and nobody waits for it. */
  get isAlone(): boolean {
    return this.#isAlone;
  }

  /** Grows with every configuration. */
  get generation(): number {
    return this.#generation;
  }

  /** Where an event goes. */
  of(event: Routable): Destination {
    const route = this.#router.route(event);
    const found = route === undefined ? this.#default : this.#links.get(route)?.destination;
    return found ?? this.unrouted;
  }

  get links(): Iterable<IntakeLink> {
    return this.#links.values();
  }

  /** Every destination that lines may wait for. */
  get all(): Destination[] {
    const all = [this.unrouted, ...this.#former];
    for (const { destination } of this.#links.values()) {
      all.push(destination);
      if (destination.suspects) all.push(destination.suspects);
    }
    return all;
  }

  /** True when nothing is sent to it, and it is not what no route takes: its lines go where the rules say now. */
  isFormer(destination: Destination): boolean {
    return this.#former.has(destination);
  }

  /** Forgets intakes that are gone and that no line waits for. */
  forget(destination: Destination): void {
    if (!destination.backlog.isEmpty || destination.moves > 0) return;
    if (this.#former.delete(destination)) destination.backlog.close();
  }

  get troubles(): Trouble[] {
    const troubles = [...this.#links.values()].map(({ outage }) => outage.trouble);
    return [...troubles, this.unroutedOutage.trouble].filter((trouble) => trouble !== undefined);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#links.values()].map((link) => link.close()));
  }

  #newDestination(name: string, isSuspects = false): Destination {
    const destination: Destination = new Destination(
      name,
      isSuspects,
      new Backlog(this.#spool, this.#backlogs, this.#log, (consumer) =>
        this.#events.onBacklog(destination, consumer),
      ),
    );
    return destination;
  }
}
