import * as v from "valibot";
import type { DropRuleInput } from "../pulse/drop.js";
import { MAX_REQUEST_BYTES } from "../sekoia/limits.js";
import { REGIONS } from "../sekoia/regions.js";
import {
  between,
  bytes,
  choice,
  duration,
  percentage,
  text,
  textfile,
  url,
  values,
  wholeNumber,
  zone,
} from "./values.js";

export const regionNames = Object.keys(REGIONS) as (keyof typeof REGIONS)[];

const intake = v.strictObject({
  region: v.optional(v.picklist(regionNames, `give one of ${regionNames.join(", ")}`)),
  url: v.optional(url),
  key: v.optional(text),
  key_file: v.optional(text),
});

const route = v.strictObject({
  name: v.pipe(
    text,
    v.regex(/^[A-Za-z0-9][\w.-]{0,63}$/, "give a short name of letters, digits, dots and dashes"),
  ),
  match: v.strictObject({
    source: v.optional(values, []),
    host: v.optional(values, []),
    vpn: v.optional(values, []),
    fw: v.optional(values, []),
  }),
  region: v.optional(v.picklist(regionNames, `give one of ${regionNames.join(", ")}`)),
  url: v.optional(url),
  key_file: text,
});

const device = v.strictObject({
  source: text,
  name: v.optional(text),
  fw: v.optional(text),
});

const MIB = 2 ** 20;
const HOUR = 3_600_000;

const deadLetterBytes = v.pipe(bytes, between(MIB, 2 ** 40, "give at least 1MiB and at most 1TiB"));

/** The whole file. What it cannot say (one of two keys, the rules' own sense) is in mistakes.ts. */
export const schema = v.strictObject({
  intake,
  spool: v.optional(
    v.strictObject({
      dir: v.optional(text, "/var/spool/pulse-sekoia"),
      max_bytes: v.optional(
        v.pipe(bytes, between(MIB, 2 ** 40, "give at least 1MiB and at most 1TiB")),
        "1GiB",
      ),
      fsync: v.optional(
        v.union(
          [
            v.picklist(["always", "off"]),
            v.pipe(duration, between(10, 3_600_000, "give at least 10ms")),
          ],
          "give a time, such as 1s, or always, or off",
        ),
        "1s",
      ),
      share: v.optional(percentage, "50%"),
      over_share: v.optional(choice("wait", "set-aside"), "wait"),
    }),
    {},
  ),
  delivery: v.optional(
    v.strictObject({
      give_up: v.optional(
        v.union(
          [v.literal("never"), v.pipe(duration, between(1000, 8_760 * HOUR, "give 1s to 8760h"))],
          "give a time, such as 24h, or never",
        ),
        "24h",
      ),
    }),
    {},
  ),
  dead_letters: v.optional(
    v.strictObject({
      max_bytes: v.optional(deadLetterBytes, "100MiB"),
      sorted_out_max_bytes: v.optional(deadLetterBytes, "100MiB"),
    }),
    {},
  ),
  batch: v.optional(
    v.strictObject({
      max_events: v.optional(wholeNumber(1, 100_000), 1000),
      max_bytes: v.optional(
        v.pipe(
          bytes,
          between(
            300_000,
            MAX_REQUEST_BYTES,
            "give at least 300kB (one event of the largest size) and at most 10MiB (the intake's limit)",
          ),
        ),
        "8MiB",
      ),
      max_wait: v.optional(v.pipe(duration, between(0, 3_600_000, "give at most 1h")), "1s"),
      concurrency: v.optional(wholeNumber(1, 64), 4),
    }),
    {},
  ),
  http: v.optional(
    v.strictObject({
      timeout: v.optional(v.pipe(duration, between(100, 3_600_000, "give at least 100ms")), "30s"),
      proxy: v.optional(url),
      ca_file: v.optional(text),
    }),
    {},
  ),
  pulse: v.optional(
    v.strictObject({
      foreign: v.optional(choice("set-aside", "drop", "ship"), "set-aside"),
      standard: v.optional(choice("convert", "ship", "set-aside"), "convert"),
      unknown: v.optional(choice("ship", "set-aside"), "ship"),
      forged: v.optional(choice("rewrite", "ship", "set-aside"), "rewrite"),
      time: v.optional(choice("as-sent", "utc"), "as-sent"),
      zones: v.optional(
        v.record(
          v.string(),
          zone,
          "give pairs of device and time zone, such as 192.0.2.3: Europe/Paris",
        ),
        {},
      ),
    }),
    {},
  ),
  devices: v.optional(
    v.strictObject({
      accept: v.optional(choice("all", "listed"), "all"),
      list: v.optional(
        v.array(device, "give a list of devices, such as - {source: 192.0.2.3}"),
        [],
      ),
    }),
    {},
  ),
  routes: v.optional(v.array(route, "give a list of routes"), []),
  // The rules' own checks are in pulse/drop.ts.
  drop: v.optional(
    v.array(
      v.custom<DropRuleInput>(() => true),
      "give a list of rules, such as - {code: AUT24414}",
    ),
    [],
  ),
  metrics: v.optional(v.strictObject({ textfile: v.optional(textfile) }), {}),
  log: v.optional(
    v.strictObject({
      level: v.optional(
        v.picklist(["error", "warn", "info", "debug"], "give error, warn, info or debug"),
        "info",
      ),
    }),
    {},
  ),
});

/** The configuration as the file gives it, defaults filled in. */
export type Parsed = v.InferOutput<typeof schema>;
