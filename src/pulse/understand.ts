import type { PulseSettings } from "./settings.js";

export interface Understood {
  readonly verdict: "ship" | "set-aside" | "drop";
  readonly reason: string;
  readonly format: "welf" | "standard" | "unknown";
  readonly message: string;
  readonly timestamp: string | null;
  readonly source: string;
}

export function understand(line: Buffer, _settings: PulseSettings): Understood {
  let object: Record<string, string> = {};
  let text = line.toString("utf8");
  try {
    object = JSON.parse(text) as Record<string, string>;
    text = object.raw ?? object.msg ?? text;
  } catch {}
  const at = text.indexOf("id=firewall");
  return {
    verdict: "ship",
    reason: "",
    format: at < 0 ? "unknown" : "welf",
    message: (at < 0 ? text : text.slice(at)).trimEnd(),
    timestamp: object.reported ?? null,
    source: object.ip ?? "",
  };
}
