import { describe, expect, it } from "vitest";
import { explain } from "../../../src/pulse/explain.js";
import { defaultPulseSettings, type PulseSettings } from "../../../src/pulse/settings.js";
import { isZone, localMillis, zoneOffset } from "../../../src/pulse/time.js";
import { modern, rawLine, welf } from "./writer.js";

const OLD = "<134>Nov 24 10:21:15 192.0.2.3 PulseSecure: ";
const paris: PulseSettings = {
  ...defaultPulseSettings,
  zones: new Map([["192.0.2.22", "Europe/Paris"]]),
};
const utc = (settings: PulseSettings): PulseSettings => ({ ...settings, time: "utc" });

/** A record of a device in Paris without an offset in its header, received at an instant. */
function parisLine(time: string, received: string) {
  return rawLine(OLD + welf({ time }), { received, reported: received });
}

describe("the time given to the intake", () => {
  it("is the record's, with the offset of the device's header", () => {
    for (const offset of ["+01:00", "-03:30", "Z", "+05:45"]) {
      expect(explain(rawLine(modern(welf(), offset)), paris)).toMatchObject({
        time: "2026-11-24T10:21:15",
        timestamp: `2026-11-24T10:21:15${offset}`,
      });
    }
  });

  it("else with the offset of the zone that is configured, by fw, host name or address", () => {
    for (const key of ["192.0.2.22", "192.0.2.3", "gw.example.org", "198.51.100.200"]) {
      const settings = { ...defaultPulseSettings, zones: new Map([[key, "America/New_York"]]) };
      const line = rawLine(OLD + welf(), { hostname: "gw.example.org", ip: "198.51.100.200" });
      expect(explain(line, settings).timestamp).toBe("2026-11-24T10:21:15-05:00");
    }
  });

  it("prefers the zone of the device to that of what it sends through", () => {
    const zones = new Map([
      ["198.51.100.200", "Asia/Tokyo"],
      ["192.0.2.22", "Europe/Paris"],
    ]);
    const line = rawLine(OLD + welf(), { ip: "198.51.100.200" });
    expect(explain(line, { ...defaultPulseSettings, zones }).timestamp).toBe(
      "2026-11-24T10:21:15+01:00",
    );
  });

  it("else what rsyslog says was reported, else received, else nothing", () => {
    const reported = "2026-11-24T10:21:15+01:00";
    const received = "2026-11-24T10:21:16.123456+01:00";
    const of = (members: Record<string, string>) =>
      explain(rawLine(OLD + welf(), members), defaultPulseSettings).timestamp;
    expect(of({ reported, received })).toBe(reported);
    expect(of({ reported: "Nov 24 10:21:15", received })).toBe(received);
    expect(of({ reported: "", received })).toBe(received);
    expect(of({ reported: "", received: "" })).toBeNull();
    expect(of({ reported: "2026-13-45T10:21:15+01:00", received: "" })).toBeNull();
    expect(explain(Buffer.from(OLD + welf()), defaultPulseSettings).timestamp).toBeNull();
  });

  it("does not believe a time that is none", () => {
    for (const time of [
      "2026-02-30 10:21:15",
      "2026-11-24 24:00:00",
      "yesterday",
      "",
      "2026-11-24T10:21:15",
    ]) {
      expect(explain(rawLine(modern(welf({ time }))), paris)).toMatchObject({
        time: null,
        timestamp: "2026-11-24T10:21:15+01:00",
      });
    }
  });

  it("a zone that does not exist counts as none", () => {
    const settings = {
      ...defaultPulseSettings,
      zones: new Map([["192.0.2.22", "Europe/Lutetia"]]),
    };
    expect(
      explain(parisLine("2026-11-24 10:21:15", "2026-11-24T09:21:15Z"), settings).timestamp,
    ).toBe("2026-11-24T09:21:15Z");
    expect(isZone("Europe/Lutetia")).toBe(false);
    expect(isZone("")).toBe(false);
    expect(isZone("Europe/Paris")).toBe(true);
  });
});

describe("daylight saving time", () => {
  const CASES: [name: string, time: string, received: string, want: string][] = [
    ["summer", "2026-07-01 12:00:00", "2026-07-01T10:00:01Z", "+02:00"],
    ["winter", "2026-12-01 12:00:00", "2026-12-01T11:00:01Z", "+01:00"],
    ["a second before it begins", "2026-03-29 01:59:59", "2026-03-29T01:00:00Z", "+01:00"],
    ["a second after it began", "2026-03-29 03:00:00", "2026-03-29T01:00:01Z", "+02:00"],
    ["in the hour that is skipped", "2026-03-29 02:30:00", "2026-03-29T01:30:00Z", "+01:00"],
    ["before the doubled hour", "2026-10-25 01:59:59", "2026-10-25T00:00:00Z", "+02:00"],
    ["the doubled hour, first time", "2026-10-25 02:30:00", "2026-10-25T00:30:02Z", "+02:00"],
    ["the doubled hour, second time", "2026-10-25 02:30:00", "2026-10-25T01:30:02Z", "+01:00"],
    [
      "the doubled hour, second time, device fast",
      "2026-10-25 02:32:00",
      "2026-10-25T01:30:02Z",
      "+01:00",
    ],
    ["the doubled hour, received late", "2026-10-25 02:30:00", "2026-10-25T09:00:00Z", "+01:00"],
    ["the doubled hour, received never", "2026-10-25 02:30:00", "", "+02:00"],
    ["after the doubled hour", "2026-10-25 03:00:00", "2026-10-25T02:00:01Z", "+01:00"],
  ];
  for (const [name, time, received, want] of CASES) {
    it(name, () => {
      expect(explain(parisLine(time, received), paris).timestamp).toBe(
        time.replace(" ", "T") + want,
      );
    });
  }

  it("in the doubled hour the header's offset decides", () => {
    for (const offset of ["+02:00", "+01:00"]) {
      const line = rawLine(modern(welf({ time: "2026-10-25 02:30:00" }), offset));
      expect(explain(line, paris).timestamp).toBe(`2026-10-25T02:30:00${offset}`);
      expect(explain(line, utc(paris)).message).toContain(
        `time="2026-10-25 0${offset === "+02:00" ? 0 : 1}:30:00"`,
      );
    }
  });

  it("is right for zones that change by half an hour, and that have none", () => {
    const at = (zone: string, local: string) =>
      zoneOffset(zone, localMillis(local) ?? 0, Number.NaN);
    expect(at("Australia/Lord_Howe", "2026-07-01 12:00:00")).toBe(630);
    expect(at("Australia/Lord_Howe", "2026-12-01 12:00:00")).toBe(660);
    expect(at("Asia/Kathmandu", "2026-07-01 12:00:00")).toBe(345);
    expect(at("UTC", "2026-07-01 12:00:00")).toBe(0);
  });

  it("every quarter of a year of hours agrees with the zone's own clock", () => {
    const clock = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Europe/Paris",
      dateStyle: "short",
      timeStyle: "medium",
    });
    for (let hour = 0; hour < 24 * 366; hour += 1) {
      const instant = Date.UTC(2026, 0, 1) + hour * 3_600_000;
      const local = localMillis(clock.format(instant)) ?? Number.NaN;
      const offset = zoneOffset("Europe/Paris", local, instant + 1000) ?? Number.NaN;
      expect(local - offset * 60_000).toBe(instant);
    }
  });
});

describe("time: utc", () => {
  it("rewrites the value of time= and nothing else", () => {
    const record = welf({
      user: 'x time="2026-11-24 10:21:15"',
      msg: 'AUT23457: time="2026-11-24 10:21:15"',
    });
    const understood = explain(rawLine(modern(record)), utc(defaultPulseSettings));
    expect(understood.message).toBe(
      welf({
        time: "2026-11-24 09:21:15",
        user: "\"x time%3D'2026-11-24 10:21:15'\"",
        msg: "AUT23457: time%3D'2026-11-24 10:21:15'",
      }),
    );
    expect(understood).toMatchObject({
      time: "2026-11-24T10:21:15",
      timestamp: "2026-11-24T10:21:15+01:00",
    });
  });

  it("goes across midnight and years", () => {
    const record = welf({ time: "2027-01-01 00:30:00" });
    expect(explain(rawLine(modern(record)), utc(defaultPulseSettings)).message).toContain(
      'time="2026-12-31 23:30:00"',
    );
  });

  it("uses the configured zone, and leaves the time as sent without one", () => {
    const line = parisLine("2026-07-01 12:00:00", "2026-07-01T10:00:01Z");
    expect(explain(line, utc(paris)).message).toContain('time="2026-07-01 10:00:00"');
    expect(explain(line, utc(defaultPulseSettings)).message).toContain(
      'time="2026-07-01 12:00:00"',
    );
  });

  it("leaves a time as sent by default", () => {
    expect(explain(rawLine(modern(welf())), paris).message).toBe(welf());
  });

  it("does the same to what was a Standard record", () => {
    const raw =
      "<134>1 2026-11-24T10:21:15+01:00 192.0.2.3 PulseSecure: - - - 2026-11-24 10:21:15 - gw - [198.51.100.7] alice(Staff)[] - Logout from 198.51.100.7";
    expect(explain(rawLine(raw), utc(defaultPulseSettings)).message).toContain(
      'time="2026-11-24 09:21:15"',
    );
    expect(
      explain(rawLine(raw), utc({ ...defaultPulseSettings, standard: "ship" })).message,
    ).toMatch(/^2026-11-24 09:21:15 - gw/);
  });
});
