import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { familiesOf } from "../../../src/metrics/families.js";
import { noCounts } from "../../../src/status/counters.js";

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const FILE = resolve(import.meta.dirname, "../../../scripts/grafana/pulse-sekoia.json");
const text = readFileSync(FILE, "utf8");
const { panels } = JSON.parse(text) as { panels: Panel[] };
const targets = panels.flatMap((panel) => panel.targets);

/** Every metric, with the names of its labels. */
function written(): Map<string, string[]> {
  const named = { name: 1 };
  const families = familiesOf(
    {
      totals: {
        received: 0,
        refused: 0,
        counters: { ...noCounts(), shipped: 1, shippedTo: named, dropped: named },
        lastShipped: "2026-11-24T10:00:00Z",
        running: [],
        endedInstances: 0,
        parkedBytes: named,
        parkedEvents: {},
        troubles: [],
      },
      waiting: { bytes: 0 },
    },
    0,
  );
  return new Map(
    families.map(({ name, samples }) => [name, Object.keys(samples[0]?.labels ?? {})]),
  );
}

function metricsIn(expression: string): string[] {
  return expression.match(/pulse_sekoia_\w+/g) ?? [];
}

test("the dashboard uses every metric that is written, and no other", () => {
  expect([...new Set(metricsIn(text))].sort()).toEqual([...written().keys()].sort());
});

test.each(targets)(
  "counters as rates, and labels that there are: $expr",
  ({ expr, legendFormat }) => {
    const names = metricsIn(expr);
    expect(names).toHaveLength(1);
    const [name = ""] = names;
    expect(/(rate|increase)\(/.test(expr)).toBe(name.endsWith("_total"));
    const kept = /by \(([^)]*)\)/.exec(expr)?.[1]?.split(", ");
    const labels = ["instance", ...(written().get(name) ?? [])];
    for (const label of kept ?? []) expect(labels).toContain(label);
    for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) {
      expect(kept ?? labels).toContain(label);
    }
  },
);

test("no two panels have one id or lie on each other", () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { title, gridPos: a } of panels) {
    const over = panels.filter(
      ({ title: other, gridPos: b }) =>
        other !== title && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
    );
    expect(over).toEqual([]);
    expect(a.x + a.w).toBeLessThanOrEqual(24);
  }
});
