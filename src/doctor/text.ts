import type { Finding } from "./finding.js";

const LEVELS = { ok: "ok  ", warning: "warn", failed: "FAIL" };

/** One line per check; a second, indented one says how to mend it. Ends with a line feed. */
export function findingsText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, level, seen, mend }) => [
    `${LEVELS[level]}  ${check}: ${printable(seen)}`,
    ...(mend === undefined ? [] : [`      mend: ${printable(mend)}`]),
  ]);
  const failed = findings.filter(({ level }) => level === "failed").length;
  const warnings = findings.filter(({ level }) => level === "warning").length;
  const end =
    failed > 0
      ? `${failed} failed`
      : warnings > 0
        ? `nothing failed, ${warnings} to look at`
        : "all well";
  return `${[...lines, end].join("\n")}\n`;
}

/** One line, and nothing that a terminal obeys: parts of it come from other programs. */
function printable(text: string): string {
  return text.replace(/\n/g, " / ").replace(/[\x00-\x1f\x7f-\x9f]/g, "?");
}
