import { afterEach, beforeEach, expect, test } from "vitest";
import { createAuthority } from "../support/authority.js";
import { checkConfiguration } from "../support/machine.js";
import { placedSnippet } from "../support/snippet.js";
import { createWorkplace, type Workplace } from "../support/workplace.js";

const LOCAL = "49-pulse-sekoia.conf";
const SNIPPETS = [
  "49-pulse-sekoia-kafka-edge.conf.example",
  "49-pulse-sekoia-relp-edge.conf.example",
  "51-pulse-sekoia-kafka-worker.conf.example",
  "51-pulse-sekoia-relp-central.conf.example",
];

let workplace: Workplace;

beforeEach(() => {
  workplace = createWorkplace("http://127.0.0.1:9");
  createAuthority(workplace.dir)("cert");
});

afterEach(() => {
  workplace.remove();
});

function placed(name: string): string {
  return placedSnippet(name, workplace)
    .replaceAll("/etc/pulse-sekoia/tls/key.pem", `${workplace.dir}/cert.key`)
    .replaceAll("/etc/pulse-sekoia/tls", workplace.dir);
}

/** Snippets in one configuration, with the lines commented out that their comments tell to comment out. */
function together(names: readonly string[]): string {
  const loaded = new Set<string>();
  return names
    .map(placed)
    .join("")
    .replace(/^module\(load="(\w+)".*\)$/gm, (line, module: string) => {
      if (loaded.has(module)) return `# ${line}`;
      loaded.add(module);
      return line;
    });
}

test.each([
  ...SNIPPETS.map((name) => [name]),
  ...SNIPPETS.map((name) => [LOCAL, name]),
  [LOCAL, ...SNIPPETS],
])("rsyslogd accepts %s %s", (...names) => {
  const { ok, output } = checkConfiguration(workplace, together(names));
  expect(output).not.toMatch(/error|warning|already/i);
  expect(ok).toBe(true);
});
