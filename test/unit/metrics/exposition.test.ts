import fc from "fast-check";
import { expect, test } from "vitest";
import { exposition } from "../../../src/metrics/exposition.js";
import { readExposition } from "../../support/exposition.js";

test("what it looks like", () => {
  const text = exposition([
    {
      name: "a_total",
      type: "counter",
      help: "A path: C:\\new\nline",
      samples: [{ labels: { rule: 'say "\\n"\n' }, value: 3 }, { value: 0 }],
    },
    { name: "b", type: "gauge", help: "Nothing known.", samples: [] },
  ]);
  expect(text).toBe(
    String.raw`# HELP a_total A path: C:\\new\nline
# TYPE a_total counter
a_total{rule="say \"\\n\"\n"} 3
a_total 0
# HELP b Nothing known.
# TYPE b gauge
`,
  );
  expect(readExposition(text).get("a_total")?.samples[0]?.labels.rule).toBe('say "\\n"\n');
});

test("every name arrives as it is, and makes no line or label of its own", () => {
  const name = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(fc.constantFrom("\\", '"', "\n", "n", "}", " 1", "#", ",")).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(fc.uniqueArray(name), (names) => {
      const samples = names.map((rule, value) => ({ labels: { rule }, value }));
      const text = exposition([{ name: "x_total", type: "counter", help: "X.", samples }]);
      expect(
        readExposition(text)
          .get("x_total")
          ?.samples.map(({ labels, value }) => ({ labels: { ...labels }, value })),
      ).toEqual(samples);
    }),
  );
});
