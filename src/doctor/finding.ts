/** What one check found. */
export interface Finding {
  /** What was looked at, in a few words; the same in every run. */
  readonly check: string;
  readonly level: "ok" | "warning" | "failed";
  /** What was seen, as a sentence or its beginning. */
  readonly seen: string;
  /** How to mend it; absent when there is nothing to mend. */
  readonly mend?: string;
}

export function ok(check: string, seen: string): Finding {
  return { check, level: "ok", seen };
}

export function warning(check: string, seen: string, mend: string): Finding {
  return { check, level: "warning", seen, mend };
}

export function failed(check: string, seen: string, mend: string): Finding {
  return { check, level: "failed", seen, mend };
}
