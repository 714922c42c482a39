import * as v from "valibot";

// The kinds of value a configuration is made of. Each message completes "…: " for the person who has to
// correct the value.

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
export const bytes = v.pipe(
  v.union([v.string(), v.number()], "give a size, such as 512MiB or 1GiB"),
  v.transform((value) => parseQuantity(value, UNITS)),
  v.number("give a size, such as 512MiB or 1GiB"),
);

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** "50%" → 0.5. */
export const percentage = v.pipe(
  v.string("give a percentage, such as 50%"),
  v.regex(/^(?:100|[1-9]\d?)%$/, "give a percentage from 1% to 100%, such as 50%"),
  v.transform((value) => Number.parseInt(value, 10) / 100),
);

/** "1s" or "500ms" → milliseconds. */
export const duration = v.pipe(
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

/** A number within bounds; `say` is told otherwise. */
export function between(low: number, high: number, say: string) {
  return v.check((value: number) => value >= low && value <= high, say);
}

export const text = v.pipe(v.string("give a text"), v.nonEmpty("must not be empty"));
export const url = v.pipe(
  v.string("give a URL, such as https://intake.sekoia.io"),
  v.check(
    (value) => /^https?:$/.test(protocolOf(value)),
    "give a URL that begins with https:// (or http://)",
  ),
);

/** Node exporter reads what ends in .prom; the program's working directory is nobody's business. */
export const textfile = v.pipe(
  text,
  v.check(
    (value) => /^\/.*[^/]\.prom$/.test(value),
    "give an absolute path that ends in .prom, such as /var/lib/node_exporter/textfile_collector/pulse-sekoia.prom",
  ),
);

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : "";
}

/** One of several words. */
export function choice<const Choices extends readonly string[]>(...choices: Choices) {
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

/** A whole number within bounds. */
export function wholeNumber(low: number, high: number) {
  return v.pipe(
    v.number("give a number"),
    v.integer("give a whole number"),
    between(low, high, `give a number from ${low} to ${high}`),
  );
}

export const zone = v.pipe(
  v.string("give a time zone"),
  v.check(isZone, "give a time zone of the IANA database, such as Europe/Paris"),
);

/** One value or a list of them. */
export const values = v.pipe(
  v.union([text, v.array(text)], "give a text or a list of texts"),
  v.transform((value) => (typeof value === "string" ? [value] : value)),
);
