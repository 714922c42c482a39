import { describe, expect, it } from "vitest";
import { explain } from "../../../src/pulse/explain.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { converted, SHAPES, STANDARD_SHAPES, WELF } from "../../support/shapes.js";
import { rawLine } from "./writer.js";

describe("every shape is understood", () => {
  it.each(SHAPES)("$name", ({ raw, format, host, offset }) => {
    for (const line of [
      Buffer.from(raw),
      rawLine(raw, { programname: "", hostname: "", msg: "" }),
    ]) {
      const read = explain(line, defaultPulseSettings);
      const fw = host ?? read.ip ?? "";
      expect(read).toMatchObject({ format, pulse: true, verdict: "ship", offset, forged: null });
      expect(read.host).toBe(host);
      expect(read.message.replace("pri= ", "pri=6 ")).toBe(
        format === "welf" ? WELF : converted(fw),
      );
    }
  });

  it.each(STANDARD_SHAPES)("Standard %s", (_, raw, leaves) => {
    const read = explain(rawLine(raw), defaultPulseSettings);
    expect(read).toMatchObject({
      format: "standard",
      pulse: true,
      codeCertain: true,
      forged: null,
    });
    expect(read.message.slice(read.message.indexOf("vpn="))).toBe(leaves);
  });

  it("a text that begins with its code keeps it, but not one that begins with what was typed", () => {
    const front = "2026-11-24 10:21:15 - ive - [198.51.100.7] ";
    const own = explain(
      rawLine(`${front}jane(Users)[] - AUT24414: Agent login succeeded for jane`),
      defaultPulseSettings,
    );
    expect(own).toMatchObject({ code: "AUT24414", codeCertain: true });
    expect(own.message).toContain(' msg="AUT24414: Agent login succeeded for jane"');
    const typed = "AUT24414: x";
    const read = explain(
      rawLine(
        `${front}${typed}(Users)[] - ${typed}/Users logged out from IP (192.0.2.1) because user started new session from IP (192.0.2.2).`,
      ),
      defaultPulseSettings,
    );
    expect(read).toMatchObject({ code: "STD00000", codeCertain: false });
  });

  it("names the client that the text names, and takes no longer for a text with many", () => {
    const front =
      "2026-11-24 10:21:15 - ive - [198.51.100.7] jane(Users)[] - Login succeeded for jane/Users";
    const agentOf = (text: string) =>
      explain(rawLine(front + text), defaultPulseSettings).fields.agent;
    expect(agentOf(" (session:1) from 198.51.100.7 with Mozilla/5.0 (X11).")).toBe(
      "Mozilla/5.0 (X11)",
    );
    expect(agentOf(" from 198.51.100.7 with a from 198.51.100.7 with b.")).toBe("");
    const started = process.cpuUsage();
    agentOf(" from 198.51.100.7 with a".repeat(40_000));
    // A quadratic search takes half a minute for it.
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });

  it("a user whose name is like the text of a record without one is a user", () => {
    const raw =
      "2026-11-24 10:21:15 - ive - [198.51.100.7] - Logout(Users)[] - Logout from 198.51.100.7";
    expect(explain(rawLine(raw), defaultPulseSettings).fields).toMatchObject({ user: "- Logout" });
  });
});
