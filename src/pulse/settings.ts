import type { DropRule } from "./drop.js";

/** What is to become of records, by what they are. Read once at start and on reload. */
export interface PulseSettings {
  /** Records of other WELF writers (Stormshield, SonicWall, TOPSEC …). */
  readonly foreign: "set-aside" | "drop" | "ship";
  /** Records in the Standard format, which Sekoia's parser does not read. */
  readonly standard: "convert" | "ship" | "set-aside";
  /** Whatever rsyslog matched as Pulse and is in neither format. */
  readonly unknown: "ship" | "set-aside";
  /** Records that could be read in more than one way: see one-reading.ts. */
  readonly forged: "rewrite" | "ship" | "set-aside";
  /** `utc` rewrites the value of `time=` where the device's offset is known. */
  readonly time: "as-sent" | "utc";
  /** IANA zone of a device, by its `fw=`, its host name or the address it sends from. */
  readonly zones: ReadonlyMap<string, string>;
  /** In the order of the configuration: the first that matches counts. */
  readonly drop: readonly DropRule[];
}

export const defaultPulseSettings: PulseSettings = {
  foreign: "set-aside",
  standard: "convert",
  unknown: "ship",
  forged: "rewrite",
  time: "as-sent",
  zones: new Map(),
  drop: [],
};
