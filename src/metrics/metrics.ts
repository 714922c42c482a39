import { waitingBytes } from "../journal/waiting.js";
import type { Log } from "../logging/log.js";
import { Outage, type Trouble } from "../status/outage.js";
import type { InstanceStatus } from "../status/status-file.js";
import { totalsOf } from "../status/totals.js";
import { exposition } from "./exposition.js";
import { familiesOf, type Observed } from "./families.js";
import { removeAbandoned, writeTextfile } from "./textfile.js";

/**
 * The metrics of a whole spool, in a file for node exporter.
 *
 * Of the instances that are to write the same file only one does, the eldest that is alive, and always from
 * the status files: two would overwrite each other's newer numbers with older ones, and Prometheus takes a
 * counter that goes back for a restart and counts everything twice.
 */
export class Metrics {
  readonly #spool: string;
  readonly #owner: string;
  readonly #outage: Outage;
  #cleaned: string | undefined;

  constructor(spool: string, owner: string, log: Log) {
    this.#spool = spool;
    this.#owner = owner;
    this.#outage = new Outage(
      log,
      "Prometheus sees old numbers; events are shipped all the same",
      "metrics are written again",
    );
  }

  /**
   * Writes the file, unless another instance does. `troubles`: this instance's own, which may be just what
   * keeps its status file from being written. A file that cannot be written is said and stops nothing.
   */
  write(textfile: string, troubles: readonly Trouble[]): void {
    try {
      const totals = totalsOf(this.#spool);
      if (!isEldest(this.#owner, textfile, totals.running)) return;
      const observed: Observed = {
        totals: { ...totals, troubles: [...totals.troubles, ...troubles] },
        waiting: waitingBytes(this.#spool),
      };
      writeTextfile(textfile, this.#owner, exposition(familiesOf(observed, Date.now())));
      this.#outage.ended();
      this.#clean(textfile);
    } catch (error) {
      this.#outage.failed(`the metrics cannot be written: ${(error as Error).message}`, "warn");
    }
  }

  /** Once. The directory may be one that only node exporter may list. */
  #clean(textfile: string): void {
    if (this.#cleaned === textfile) return;
    this.#cleaned = textfile;
    try {
      removeAbandoned(textfile);
    } catch {
      // Half a file that nobody reads stays where it is.
    }
  }
}

/** An instance without a status file (it cannot be written) is nobody's rival. */
function isEldest(owner: string, textfile: string, running: readonly InstanceStatus[]): boolean {
  const [eldest] = running
    .filter((status) => status.textfile === textfile)
    .sort((a, b) => Date.parse(a.started) - Date.parse(b.started) || (a.owner < b.owner ? -1 : 1));
  return eldest === undefined || eldest.owner === owner;
}
