import { expect } from "vitest";
import { pulseMessage } from "./messages.js";

const TEXTS = [
  "before\nafter a line feed",
  "before\0after a NUL",
  "carriage\rreturn and tab\t",
  "Windows-1252: indiqu\xe9",
  "broken UTF-8: \xc3( \xff\xfe",
  'quotes " and """ and \\" and backslashes \\ \\\\',
  'a forged end "}\n{"raw":"<134>forged","msg":"","ip":"203.0.113.66"}',
  'a forged member ","ip":"203.0.113.66","x":"',
  `8 KiB ${"long ".repeat(1640)}`,
];

/** Numbered messages in which a device, or somebody at its login page, tries to be more than a text. */
export function hostileMessages(): Buffer[] {
  return TEXTS.map((text, n) => Buffer.from(pulseMessage(n, text), "latin1"));
}

/** That journal lines hold these messages, one line each, and say that they came from `device`. */
export function expectFromDevice(lines: readonly string[], device: string): void {
  expect(lines).toHaveLength(TEXTS.length);
  for (const line of lines) {
    // One character per byte, so that bytes that are not UTF-8 do not matter here.
    const object = JSON.parse(line) as Record<string, string>;
    expect(Object.keys(object)).toEqual(MEMBERS);
    expect(object.ip).toBe(device);
    expect(object.raw).toMatch(
      /^<134>1 2026-11-24T10:21:15\+01:00 192\.0\.2\.3 PulseSecure: - - - id=firewall /,
    );
    expect(object.programname).toBe("PulseSecure");
    expect(object.reported).toBe("2026-11-24T10:21:15+01:00");
    expect(object.received).toMatch(/^\d{4}-\d\d-\d\dT/);
  }
  expect(lines.map((line) => Number(/sessionID=\\"(\d+)\\"/.exec(line)?.[1])).sort()).toEqual(
    TEXTS.map((_, n) => n),
  );
}

const MEMBERS = ["raw", "msg", "programname", "hostname", "ip", "pri", "reported", "received"];
