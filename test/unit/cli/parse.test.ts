import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { parse } from "../../../src/cli/parse-lines.js";
import { compileDropRules } from "../../../src/pulse/drop.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { temporaryDir } from "../../support/temporary.js";
import { modern, welf } from "../pulse/writer.js";

class Collect extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.text += chunk.toString();
    done();
  }
}

async function run(
  input: string | Buffer[],
  of: { files?: string[]; explain?: boolean; settings?: typeof defaultPulseSettings } = {},
) {
  const stdout = new Collect();
  const stderr = new Collect();
  const chunks = typeof input === "string" ? [Buffer.from(input)] : input;
  const code = await parse(
    {
      files: of.files ?? [],
      explain: of.explain ?? false,
      settings: of.settings ?? defaultPulseSettings,
    },
    { stdin: Readable.from(chunks), stdout, stderr },
  );
  return { code, out: stdout.text, err: stderr.text };
}

function lines(text: string): Record<string, unknown>[] {
  expect(text === "" || text.endsWith("\n")).toBe(true);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe("parse", () => {
  it("prints one object per line, its members in their order", async () => {
    const { code, out } = await run(`${modern(welf())}\n`);
    expect(code).toBe(0);
    expect(out).toBe(
      `${JSON.stringify({
        format: "welf",
        pulse: true,
        code: "AUT23457",
        time: "2026-11-24T10:21:15",
        message: welf(),
        fields: {
          id: "firewall",
          time: "2026-11-24 10:21:15",
          pri: "6",
          fw: "192.0.2.22",
          vpn: "VPN-PARIS",
          ivs: "Default Network",
          user: "alice",
          realm: "Staff",
          roles: "",
          sessionID: "1111111111",
          proto: "auth",
          src: "198.51.100.7",
          dst: "",
          dstname: "",
          type: "vpn",
          op: "",
          arg: "",
          result: "",
          sent: "",
          rcvd: "",
          agent: "",
          duration: "",
          msg: "AUT23457: Login failed using auth server OTP (ACE Server).  Reason: Failed",
        },
      })}\n`,
    );
  });

  it("splits at LF only, counts empty lines, and a last line without LF", async () => {
    const { out } = await run("a\rb\u2028c\u0085d\n\n\r\nlast");
    expect(lines(out).map((line) => line.message)).toEqual(["a b\u2028c\u0085d", "", "", "last"]);
    expect((await run("")).out).toBe("");
    expect(lines((await run("\n")).out)).toHaveLength(1);
  });

  it("puts lines together that arrive in pieces", async () => {
    const bytes = Buffer.from(`${welf({ user: "jérôme" })}\n${welf()}\n`);
    for (const size of [1, 7, 100]) {
      const pieces: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
      const { out } = await run(pieces);
      expect(lines(out).map((line) => line.message)).toEqual([welf({ user: "jérôme" }), welf()]);
    }
  });

  it("reads files in order, and says which it cannot read", async () => {
    const dir = temporaryDir();
    const one = join(dir, "one.log");
    const two = join(dir, "two.log");
    writeFileSync(one, "first\nsecond");
    writeFileSync(two, "third\n");
    const both = await run("", { files: [one, two] });
    expect(lines(both.out).map((line) => line.message)).toEqual(["first", "second", "third"]);
    expect(both.code).toBe(0);
    const missing = await run("", { files: [join(dir, "none.log"), two] });
    expect(missing.code).toBe(1);
    expect(missing.err).toMatch(/^pulse-sekoia parse: cannot read .*none\.log: ENOENT/);
    expect(lines(missing.out)).toHaveLength(1);
    expect((await run("", { files: [dir] })).code).toBe(1);
  });

  it("waits for a reader that is slower", async () => {
    const stdout = new PassThrough({ highWaterMark: 1024 });
    let taken = 0;
    const input = async function* () {
      for (let i = 0; i < 100; i++) {
        taken++;
        yield Buffer.from(`${welf()}\n`.repeat(100));
      }
    };
    const done = parse(
      { files: [], explain: false, settings: defaultPulseSettings },
      { stdin: Readable.from(input(), { highWaterMark: 1 }), stdout, stderr: new Collect() },
    );
    let size = 0;
    for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
      // Room for whoever does not wait to run ahead.
      for (let turn = 0; turn < 10; turn++) await nextTurn();
      expect(taken * 100 - size).toBeLessThan(2000);
      size += String(chunk).split("\n").length - 1;
      if (size === 10_000) break;
    }
    expect(await done).toBe(0);
  });
});

describe("parse --explain", () => {
  it("says what was recognised and what would be shipped", async () => {
    const { out } = await run(`${modern(welf())}\n`, { explain: true });
    expect(out).toContain("line 1\n");
    expect(out).toContain("WELF, Pulse (program PulseSecure in the syslog header)");
    expect(out).toContain("AUT23457");
    expect(out).toContain("2026-11-24T10:21:15+01:00");
    expect(out).toContain("verdict     shipped\n");
    expect(out).toContain(welf());
  });

  it("says why a record would be set aside or dropped", async () => {
    const foreign = 'id=firewall time="2026-11-24 10:21:15" fw="SN1" tz=+0100 pri=6 msg="x"';
    const { out } = await run(`${foreign}\n${welf()}\nhello\n\n`, {
      explain: true,
      settings: {
        ...defaultPulseSettings,
        unknown: "set-aside",
        drop: compileDropRules([{ name: "failed logins", code: "AUT23457" }]),
      },
    });
    expect(out).toMatch(
      /verdict {5}set aside: another vendor's WELF record, not Pulse's: it has fw="/,
    );
    expect(out).toMatch(/verdict {5}dropped: drop rule 0: failed logins/);
    expect(out).toMatch(/verdict {5}set aside: neither WELF nor Standard/);
    expect(out).toMatch(/verdict {5}set aside: an empty message/);
  });

  it("advises the WELF filter for Standard, and tells a code that is not certain", async () => {
    const standard =
      "2026-11-24 10:21:15 - gw - [192.0.2.1] alice(Staff)[] - Logout from 192.0.2.1";
    const forged = welf({ user: 'x" duration= msg="AUT31556: y' });
    const { out } = await run(`${standard}\n${forged}\n`, { explain: true });
    expect(out).toContain("choose the WELF filter");
    expect(out).toContain("AUT23457 (the record can be read in more than one way)");
  });
});
