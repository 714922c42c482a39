import { readFileSync } from "node:fs";
import * as v from "valibot";
import { LineCounter, parseDocument } from "yaml";
import { compileDropRules, type DropRule, DropRuleError } from "../pulse/drop.js";
import type { PulseSettings } from "../pulse/settings.js";
import type { Device } from "../routing/devices.js";
import { findWarnings, type RouteRule } from "../routing/rules.js";
import { REGIONS } from "../sekoia/regions.js";
import { ConfigError } from "./error.js";
import { checkKey, readKeyFile } from "./intake-key.js";
import {
  deviceMistakes,
  intakeMistakes,
  type Mistake,
  routeMistakes,
  toMistake,
} from "./mistakes.js";
import { lineOf } from "./positions.js";
import { type Parsed, schema } from "./schema.js";

/** An intake and its key. */
export interface IntakeAddress {
  readonly url: string;
  readonly key: string;
}

/** The configuration, complete: sizes in bytes, times in milliseconds, the key itself. */
export interface Config {
  /** Where events go that no route takes; undefined: nowhere, they wait. */
  readonly intake: IntakeAddress | undefined;
  /** In the order that counts. */
  readonly routes: readonly (RouteRule & { readonly intake: IntakeAddress })[];
  readonly spool: {
    readonly dir: string;
    readonly max_bytes: number;
    readonly fsync: number | "always" | "off";
    /** Of max_bytes, what may wait for one of several destinations; 0.01 to 1. */
    readonly share: number;
    /** What becomes of new events of a destination that has its share. */
    readonly over_share: "wait" | "set-aside";
  };
  readonly delivery: {
    /** How long an event may fail alone while others get through, in milliseconds; Infinity: for ever. */
    readonly give_up: number;
  };
  /** Bytes of what the intake refused, and of what was sorted out for what it is. */
  readonly dead_letters: { readonly max_bytes: number; readonly sorted_out_max_bytes: number };
  readonly batch: {
    readonly max_events: number;
    readonly max_bytes: number;
    readonly max_wait: number;
    readonly concurrency: number;
  };
  readonly http: { readonly timeout: number; readonly proxy?: string; readonly ca_file?: string };
  readonly pulse: PulseSettings;
  /** Whose messages are taken; see routing/devices.ts. */
  readonly devices: {
    readonly accept: "all" | "listed";
    /** The first that matches counts. */
    readonly list: readonly Device[];
  };
  /** Where metrics are written for Prometheus; see metrics/textfile.ts. */
  readonly metrics: { readonly textfile?: string };
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
  const { proxy, ca_file, timeout } = parsed.http;
  const { textfile } = parsed.metrics;
  const { give_up: giveUp } = parsed.delivery;
  const warnings: string[] = [];
  const intake = readIntake(parsed.intake, file, warnings);
  const routes = parsed.routes.map(({ name, match, region, url: own, key_file }) => ({
    name,
    match,
    intake: {
      url: own ?? (region && REGIONS[region]) ?? addressOf(parsed.intake) ?? "",
      key: readKeyFile(key_file, `${file}: route ${name}: key_file`, warnings),
    },
  }));
  warnings.push(...findWarnings(routes), ...sameIntakes(routes));
  return {
    intake,
    routes,
    spool: parsed.spool as Config["spool"],
    delivery: { give_up: giveUp === "never" ? Number.POSITIVE_INFINITY : Number(giveUp) },
    dead_letters: parsed.dead_letters as Config["dead_letters"],
    batch: parsed.batch,
    http: {
      timeout,
      ...(proxy === undefined ? {} : { proxy }),
      ...(ca_file === undefined ? {} : { ca_file }),
    },
    pulse: { ...parsed.pulse, zones: new Map(Object.entries(parsed.pulse.zones)), drop },
    devices: parsed.devices,
    metrics: textfile === undefined ? {} : { textfile },
    log: parsed.log,
    warnings,
  };
}

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
  const mistakes = [intakeMistakes, deviceMistakes, routeMistakes].flatMap((find) =>
    find(result.output),
  );
  if (mistakes.length > 0) fail(mistakes);
  try {
    return { parsed: result.output as Parsed, drop: compileDropRules(result.output.drop) };
  } catch (error) {
    if (!(error instanceof DropRuleError)) throw error;
    const path = ["drop", error.rule, ...(error.key === null ? [] : [error.key])];
    return fail([{ path, say: error.problem }]);
  }
}

function addressOf({ region, url: own }: Parsed["intake"]): string | undefined {
  return own ?? (region && REGIONS[region]);
}

function readIntake(
  settings: Parsed["intake"],
  file: string,
  warnings: string[],
): IntakeAddress | undefined {
  const address = addressOf(settings);
  if (address === undefined) return undefined;
  if (settings.key_file !== undefined) {
    return {
      url: address,
      key: readKeyFile(settings.key_file, `${file}: intake.key_file`, warnings),
    };
  }
  if (settings.key === undefined) return undefined;
  return { url: address, key: checkKey(settings.key, file, warnings) };
}

/** Two names for one intake: allowed, but more likely a slip. */
function sameIntakes(routes: Config["routes"]): string[] {
  return routes.flatMap(({ name, intake }, index) => {
    const twin = routes
      .slice(0, index)
      .find((other) => other.intake.key === intake.key && other.intake.url === intake.url);
    return twin
      ? [`routes ${twin.name} and ${name} have the same intake key; is one of them wrong?`]
      : [];
  });
}
