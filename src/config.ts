import { readFileSync, statSync } from "node:fs";
import * as v from "valibot";
import { isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import {
  compileDropRules,
  type DropRule,
  DropRuleError,
  type DropRuleInput,
} from "./pulse/drop.js";
import type { PulseSettings } from "./pulse/settings.js";
import { MAX_REQUEST_BYTES } from "./sekoia/limits.js";
import { REGIONS } from "./sekoia/regions.js";

/** A mistake in the configuration. The message says what, where and how to mend it; it holds no key. */
export class ConfigError extends Error {}

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** "1GiB" or 1073741824 → bytes. */
const bytes = v.pipe(
  v.union([v.string(), v.number()], "give a size, such as 512MiB or 1GiB"),
  v.transform((value) => parseQuantity(value, UNITS)),
  v.number("give a size, such as 512MiB or 1GiB"),
);

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** "1s" or "500ms" → milliseconds. */
const duration = v.pipe(
  v.string("give a time, such as 500ms, 1s or 2m"),
  v.transform((value) => parseQuantity(value, MILLISECONDS)),
  v.number("give a time, such as 500ms, 1s or 2m"),
);

function parseQuantity(
  value: string | number,
  units: Readonly<Record<string, number>>,
): number | undefined {
  if (typeof value === "number") return value;
  const match = /^(\d+(?:\.\d+)?)\s*([a-zA-Z]+)$/.exec(value.trim());
  const unit = match && units[match[2] ?? ""];
  return match && unit !== undefined && unit !== null
    ? Math.round(Number(match[1]) * unit)
    : undefined;
}

function between(low: number, high: number, say: string) {
  return v.check((value: number) => value >= low && value <= high, say);
}

const text = v.pipe(v.string("give a text"), v.nonEmpty("must not be empty"));
const url = v.pipe(
  v.string("give a URL, such as https://intake.sekoia.io"),
  v.check(
    (value) => /^https?:$/.test(protocolOf(value)),
    "give a URL that begins with https:// (or http://)",
  ),
);

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : "";
}

const regionNames = Object.keys(REGIONS) as (keyof typeof REGIONS)[];

const intake = v.strictObject({
  region: v.optional(v.picklist(regionNames, `give one of ${regionNames.join(", ")}`)),
  url: v.optional(url),
  key: v.optional(text),
  key_file: v.optional(text),
});

const MIB = 2 ** 20;

const schema = v.strictObject({
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
      time: v.optional(choice("as-sent", "utc"), "as-sent"),
      zones: v.optional(
        v.record(
          v.string(),
          v.pipe(
            v.string("give a time zone"),
            v.check(isZone, "give a time zone of the IANA database, such as Europe/Paris"),
          ),
          "give pairs of device and time zone, such as 192.0.2.3: Europe/Paris",
        ),
        {},
      ),
    }),
    {},
  ),
  // The rules' own checks are in pulse/drop.ts.
  drop: v.optional(
    v.array(
      v.custom<DropRuleInput>(() => true),
      "give a list of rules, such as - {code: AUT24414}",
    ),
    [],
  ),
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

function choice<const Choices extends readonly string[]>(...choices: Choices) {
  return v.picklist(choices, `give ${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`);
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function wholeNumber(low: number, high: number) {
  return v.pipe(
    v.number("give a number"),
    v.integer("give a whole number"),
    between(low, high, `give a number from ${low} to ${high}`),
  );
}

/** The configuration, complete: sizes in bytes, times in milliseconds, the key itself. */
export interface Config {
  readonly intake: { readonly url: string; readonly key: string };
  readonly spool: {
    readonly dir: string;
    readonly max_bytes: number;
    readonly fsync: number | "always" | "off";
  };
  readonly batch: {
    readonly max_events: number;
    readonly max_bytes: number;
    readonly max_wait: number;
    readonly concurrency: number;
  };
  readonly http: { readonly timeout: number; readonly proxy?: string; readonly ca_file?: string };
  readonly pulse: PulseSettings;
  readonly log: { readonly level: "error" | "warn" | "info" | "debug" };
  /** Things that work but should be looked at, for the log. */
  readonly warnings: readonly string[];
}

/** Reads the configuration and the key file it names. Throws ConfigError with every mistake found. */
export function loadConfig(file: string): Config {
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError(`cannot read the configuration ${file}: ${(error as Error).message}`);
  }
  const { parsed, drop } = parseConfig(source, file);
  const { key, warnings } = readKey(parsed.intake, file);
  const { region, url: own } = parsed.intake;
  const { proxy, ca_file, timeout } = parsed.http;
  return {
    intake: { url: own ?? REGIONS[region ?? "fra1"], key },
    spool: parsed.spool as Config["spool"],
    batch: parsed.batch,
    http: {
      timeout,
      ...(proxy === undefined ? {} : { proxy }),
      ...(ca_file === undefined ? {} : { ca_file }),
    },
    pulse: { ...parsed.pulse, zones: new Map(Object.entries(parsed.pulse.zones)), drop },
    log: parsed.log,
    warnings,
  };
}

type Parsed = v.InferOutput<typeof schema>;

/** Checks the text of a configuration against the schema. Throws ConfigError. */
function parseConfig(source: string, file: string): { parsed: Parsed; drop: DropRule[] } {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    throw new ConfigError(
      `${file}:${lines.linePos(broken.pos[0]).line}: this is not YAML: ${broken.message}`,
    );
  }
  const fail = (mistakes: readonly Mistake[]): never => {
    const messages = mistakes.map(({ path, say }) => {
      const place = `${file}:${lineOf(document.contents, path, lines)}`;
      return `${place}: ${path.join(".")}: ${say}`;
    });
    throw new ConfigError(messages.join("\n"));
  };
  const result = v.safeParse(schema, document.toJS() ?? {});
  if (!result.success) return fail(result.issues.map(toMistake));
  const mistakes = choices(result.output.intake);
  if (mistakes.length > 0) fail(mistakes);
  try {
    return { parsed: result.output as Parsed, drop: compileDropRules(result.output.drop) };
  } catch (error) {
    if (!(error instanceof DropRuleError)) throw error;
    const path = ["drop", error.rule, ...(error.key === null ? [] : [error.key])];
    return fail([{ path, say: error.problem }]);
  }
}

interface Mistake {
  readonly path: readonly (string | number)[];
  readonly say: string;
}

function toMistake(issue: v.BaseIssue<unknown>): Mistake {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  if (issue.type === "strict_object" && issue.expected === "never") {
    return { path, say: "there is no such key; the README lists them all" };
  }
  if (issue.type === "strict_object" && issue.received === "undefined")
    return { path, say: "is missing" };
  if (issue.type === "strict_object")
    return { path, say: "must be a group of keys (key: value, indented)" };
  return { path, say: issue.message };
}

/** What a schema cannot say: keys of which exactly one is needed. */
/** The key travels in every request: in clear text it may go to this machine only (trials, tests). */
function isLoopback(address: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(address).hostname);
}

function choices({ region, url: own, key, key_file }: v.InferOutput<typeof intake>): Mistake[] {
  const mistakes: Mistake[] = [];
  if (region === undefined && own === undefined)
    mistakes.push({
      path: ["intake"],
      say: `region is missing; give one of ${regionNames.join(", ")}`,
    });
  if (region !== undefined && own !== undefined)
    mistakes.push({ path: ["intake", "url"], say: "give either region or url, not both" });
  if (own?.startsWith("http:") && !isLoopback(own))
    mistakes.push({
      path: ["intake", "url"],
      say: "must begin with https://: the intake key would travel in clear text",
    });
  if (key === undefined && key_file === undefined)
    mistakes.push({
      path: ["intake"],
      say: "key_file is missing: the file that holds the intake key",
    });
  if (key !== undefined && key_file !== undefined)
    mistakes.push({ path: ["intake", "key"], say: "give either key_file or key, not both" });
  return mistakes;
}

/** Line of the key at `path`, or of the deepest group above it that exists. */
function lineOf(root: Node | null, path: readonly (string | number)[], lines: LineCounter): number {
  let node: unknown = root;
  let line = 1;
  for (const name of path) {
    if (isSeq(node) && typeof name === "number") {
      const item = node.items[name];
      if (!isNode(item) || !item.range) break;
      line = lines.linePos(item.range[0]).line;
      node = item;
      continue;
    }
    if (!isMap(node)) break;
    const pair = node.items.find((item) => isPair(item) && String(item.key) === String(name));
    if (!pair || !isNode(pair.key) || !pair.key.range) break;
    line = lines.linePos(pair.key.range[0]).line;
    node = pair.value;
  }
  return line;
}

/** Sekoia's intake keys seen in public: 16 to 32 letters and digits. */
const USUAL_KEY = /^[A-Za-z0-9]{16,64}$/;

function readKey(settings: Parsed["intake"], file: string): { key: string; warnings: string[] } {
  const warnings: string[] = [];
  const holder = settings.key_file ?? file;
  let key = settings.key ?? "";
  if (settings.key_file !== undefined) {
    try {
      key = readFileSync(settings.key_file, "utf8").trim();
    } catch (error) {
      throw new ConfigError(
        `${file}: intake.key_file: cannot read the intake key: ${(error as Error).message}`,
      );
    }
    if (key === "")
      throw new ConfigError(`${settings.key_file} is empty; put the intake key into it`);
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new ConfigError(
      `${holder}: the intake key holds blanks, line ends or unusual characters; give the key alone`,
    );
  }
  if (!USUAL_KEY.test(key))
    warnings.push(
      `the intake key in ${holder} does not look like one (usually 32 letters and digits)`,
    );
  if ((statSync(holder).mode & 0o007) !== 0) {
    warnings.push(
      `${holder} holds the intake key and can be read by every user of this machine; chmod 0600 ${holder}`,
    );
  }
  return { key, warnings };
}
