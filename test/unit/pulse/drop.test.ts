import { describe, expect, it } from "vitest";
import { classify } from "../../../src/pulse/classify.js";
import { compileDropRules, type DropRuleInput } from "../../../src/pulse/drop.js";
import { defaultPulseSettings } from "../../../src/pulse/settings.js";
import { mgmt, modern, rawLine, welf } from "./writer.js";

function verdict(record: string, ...rules: DropRuleInput[]) {
  const settings = { ...defaultPulseSettings, drop: compileDropRules(rules) };
  const { verdict, dropRule, reason } = classify(rawLine(modern(record)), settings);
  return { verdict, dropRule, word: reason?.word ?? null };
}

const DROPPED = { verdict: "drop", dropRule: 0, word: "drop-rule" };
const SHIPPED = { verdict: "ship", dropRule: null, word: null };

describe("drop rules", () => {
  it("drop by each condition", () => {
    expect(verdict(welf(), { code: "AUT23457" })).toEqual(DROPPED);
    expect(verdict(welf(), { pri: 6 })).toEqual(DROPPED);
    expect(verdict(welf({ pri: "0" }), { pri: 0 })).toEqual(DROPPED);
    expect(verdict(welf(), { type: "vpn" })).toEqual(DROPPED);
    expect(verdict(mgmt(), { type: "mgmt" })).toEqual(DROPPED);
    expect(verdict(welf(), { fw: "192.0.2.22" })).toEqual(DROPPED);
    expect(verdict(welf({ vpn: "Node of Paris" }), { vpn: "Node of Paris" })).toEqual(DROPPED);
  });

  it("ship what does not match", () => {
    expect(verdict(welf(), { code: "AUT23458" })).toEqual(SHIPPED);
    expect(verdict(welf(), { pri: 5 })).toEqual(SHIPPED);
    expect(verdict(welf(), { type: "mgmt" })).toEqual(SHIPPED);
    expect(verdict(welf(), { fw: "192.0.2.2" })).toEqual(SHIPPED);
    expect(verdict(welf(), { vpn: "VPN" })).toEqual(SHIPPED);
  });

  it("ask for all of their conditions", () => {
    expect(verdict(welf(), { code: "AUT23457", vpn: "VPN-PARIS", pri: 6 })).toEqual(DROPPED);
    expect(verdict(welf(), { code: "AUT23457", vpn: "VPN-LYON" })).toEqual(SHIPPED);
  });

  it("the first that matches counts", () => {
    const rules = [{ code: "NWC23508" }, { code: "AUT23457" }, { pri: 6 }];
    expect(verdict(welf(), ...rules)).toMatchObject({ dropRule: 1 });
    expect(verdict(welf({ msg: "AUT24414: x" }), ...rules)).toMatchObject({ dropRule: 2 });
  });

  it("have a name", () => {
    expect(compileDropRules([{ name: "key exchange", code: "NWC23508" }])[0]?.name).toBe(
      "key exchange",
    );
    expect(compileDropRules([{ code: "NWC23508", pri: 6 }])[0]?.name).toBe("code=NWC23508 pri=6");
  });

  it("do not touch other vendors' records, nor truncated ones by their code", () => {
    const foreign =
      'id=firewall time="2026-11-24 10:21:15" fw="SN1" tz=+0100 pri=6 msg="AUT23457: x"';
    expect(verdict(foreign, { pri: 6 })).toMatchObject({ verdict: "set-aside", word: "foreign" });
    expect(verdict(welf().slice(0, -1), { code: "AUT23457" })).toEqual(SHIPPED);
  });
});

describe("a rule that cannot ever match is an error", () => {
  const CASES: [rule: unknown, message: RegExp][] = [
    [{}, /drop\[0\]: has no condition/],
    [{ name: "empty" }, /drop\[0\]: has no condition/],
    [null, /drop\[0\]: must be a rule/],
    [["code"], /drop\[0\]: must be a rule/],
    [
      { code: "AUT2345" },
      /drop\[0\]\.code: an event code is three capital letters and five digits/,
    ],
    [{ code: "aut23457" }, /drop\[0\]\.code/],
    [{ code: "AUT23457:" }, /drop\[0\]\.code/],
    [{ code: 23457 }, /drop\[0\]\.code: must be a text/],
    [{ pri: 8 }, /drop\[0\]\.pri: pri is a number from 0 to 7/],
    [{ pri: -1 }, /drop\[0\]\.pri/],
    [{ pri: 1.5 }, /drop\[0\]\.pri/],
    [{ pri: "info" }, /drop\[0\]\.pri/],
    [{ type: "vpm" }, /drop\[0\]\.type: Pulse writes type=vpn or type=mgmt/],
    [{ type: "" }, /drop\[0\]\.type/],
    [{ fw: "" }, /drop\[0\]\.fw/],
    [{ fw: "192.0.2.22 " }, /drop\[0\]\.fw/],
    [{ vpn: "" }, /drop\[0\]\.vpn/],
    [{ vpn: ' "x"' }, /drop\[0\]\.vpn/],
    [{ user: "alice" }, /drop\[0\]\.user: unknown condition/],
    [{ src: "10.0.0.1" }, /drop\[0\]\.src/],
    [{ code: "AUT23457", realm: "x" }, /drop\[0\]\.realm/],
  ];
  for (const [rule, message] of CASES) {
    it(JSON.stringify(rule), () => {
      expect(() => compileDropRules([rule as DropRuleInput])).toThrow(message);
    });
  }

  it("says which", () => {
    expect(() => compileDropRules([{ pri: 7 }, { pri: 9 }])).toThrow(/drop\[1\]\.pri/);
  });

  it("also one that an earlier rule leaves nothing", () => {
    expect(() => compileDropRules([{ pri: 7 }, { pri: 7, code: "AUT23457" }])).toThrow(
      /drop\[1\]: never reached: drop\[0\] matches all it matches/,
    );
    expect(() => compileDropRules([{ pri: 7 }, { pri: 7 }])).toThrow(/never reached/);
    expect(compileDropRules([{ pri: 7, code: "AUT23457" }, { pri: 7 }])).toHaveLength(2);
  });
});
