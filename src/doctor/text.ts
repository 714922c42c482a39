import { printable } from "../terminal/printable.js";
import type { Finding } from "./finding.js";

const LEVELS = { ok: "ok  ", warning: "warn", failed: "FAIL" };

/** One line per check; a second, indented one says how to mend it. Ends with a line feed. */
export function findingsText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, level, seen, mend }) => [
    `${LEVELS[level]}  ${printable(check)}: ${oneLine(seen)}`,
    ...(mend === undefined ? [] : [`      mend: ${oneLine(mend)}`]),
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

/** Parts of it come from other programs. */
function oneLine(text: string): string {
  return printable(text.replace(/\n/g, " / "));
}
