/** A metric as a strict reader of Prometheus' text format sees it. */
export interface ReadFamily {
  readonly type: string;
  readonly help: string;
  /** In order; `labels` as written, unescaped. */
  readonly samples: readonly { readonly labels: Record<string, string>; readonly value: number }[];
}

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = '([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\\\\n]|\\\\[\\\\"n])*)"';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (\\S+)$`);

/**
 * Reads the text format, and throws at the first thing that is not exactly as it should be: HELP, TYPE and
 * then the samples of each metric, no metric, label or series twice, and counters that are whole numbers.
 */
export function readExposition(text: string): Map<string, ReadFamily> {
  const families = new Map<string, ReadFamily>();
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new Error("no line feed at the end");
  while (lines.length > 0) {
    const [, name, help] =
      new RegExp(`^# HELP (${NAME}) ((?:[^\\\\]|\\\\[\\\\n])+)$`).exec(lines[0] ?? "") ?? [];
    if (name === undefined || help === undefined) throw new Error(`not a HELP: ${lines[0]}`);
    if (families.has(name)) throw new Error(`${name} twice`);
    const type = new RegExp(`^# TYPE ${name} (counter|gauge)$`).exec(lines[1] ?? "")?.[1];
    if (type === undefined) throw new Error(`not the TYPE of ${name}: ${lines[1]}`);
    if ((type === "counter") !== name.endsWith("_total")) throw new Error(`${name} is a ${type}`);
    lines.splice(0, 2);
    const samples: { labels: Record<string, string>; value: number }[] = [];
    const series = new Set<string>();
    while (lines[0] !== undefined && !lines[0].startsWith("#")) {
      const sample = readSample(lines[0], name);
      const key = JSON.stringify(Object.entries(sample.labels).sort());
      if (series.has(key)) throw new Error(`a series twice: ${lines[0]}`);
      if (type === "counter" && !(Number.isSafeInteger(sample.value) && sample.value >= 0)) {
        throw new Error(`not a count: ${lines[0]}`);
      }
      series.add(key);
      samples.push(sample);
      lines.shift();
    }
    families.set(name, { type, help, samples });
  }
  return families;
}

function readSample(line: string, name: string) {
  const match = SAMPLE.exec(line);
  if (match?.[1] !== name) throw new Error(`not a sample of ${name}: ${line}`);
  const value = match.at(-1) ?? "";
  if (!/^\d+(\.\d+)?$/.test(value)) throw new Error(`not a number: ${line}`);
  const labels: Record<string, string> = Object.create(null);
  for (const [, label = "", escaped = ""] of (match[2] ?? "").matchAll(new RegExp(LABEL, "g"))) {
    if (label in labels) throw new Error(`a label twice: ${line}`);
    labels[label] = escaped.replace(/\\(.)/g, (_, character: string) =>
      character === "n" ? "\n" : character,
    );
  }
  return { labels, value: Number(value) };
}
