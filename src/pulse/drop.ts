/**
 * Rules for noise that is not worth paying for. They look only at what the device writes by
 * itself: the code, pri, type, fw and vpn; never at a field that someone outside can fill.
 */

/** A rule as the configuration has it: all of its conditions must hold. */
export interface DropRuleInput {
  readonly name?: string | undefined;
  readonly code?: string | undefined;
  readonly pri?: number | undefined;
  readonly type?: string | undefined;
  readonly fw?: string | undefined;
  readonly vpn?: string | undefined;
}

export interface DropRule {
  /** For status and messages: the rule's name, or its conditions. */
  readonly name: string;
  readonly code: string | null;
  readonly pri: string | null;
  readonly type: string | null;
  readonly fw: string | null;
  readonly vpn: string | null;
}

/** What rules are held against; null: not known for certain, so no rule that asks for it fires. */
export interface Droppable {
  readonly code: string | null;
  readonly pri: string | null;
  readonly fw: string | null;
  readonly vpn: string | null;
  /** Asked for only by a rule with a type. */
  type(): string | null;
}

/** A rule that cannot ever match. `rule` counts from 0; `key` is the condition to blame, if one. */
export class DropRuleError extends Error {
  override readonly name = "DropRuleError";
  constructor(
    readonly rule: number,
    readonly key: string | null,
    readonly problem: string,
  ) {
    super(`drop[${rule}]${key === null ? "" : `.${key}`}: ${problem}`);
  }
}

const CONDITIONS = ["code", "pri", "type", "fw", "vpn"] as const;
type Condition = (typeof CONDITIONS)[number];

const CODE = /^[A-Z]{3}\d{5}$/;
/**
 * The two values in every public example of Pulse WELF (Sekoia's and others' test events):
 * `vpn` for access and events, `mgmt` for administration. Anything else is a typing error.
 */
const TYPES = ["vpn", "mgmt"];

/** Says what is wrong with a condition's value, or gives the text it is compared with. */
function compileCondition(
  key: Condition,
  value: unknown,
  fail: (problem: string) => never,
): string {
  if (key === "pri") {
    if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 7) {
      fail(`pri is a number from 0 to 7, not ${JSON.stringify(value)}`);
    }
    return String(value);
  }
  if (typeof value !== "string") fail(`must be a text, not ${JSON.stringify(value)}`);
  if (key === "code" && !CODE.test(value)) {
    fail(`an event code is three capital letters and five digits, not ${JSON.stringify(value)}`);
  }
  if (key === "type" && !TYPES.includes(value)) {
    fail(`Pulse writes type=vpn or type=mgmt, never ${JSON.stringify(value)}`);
  }
  if (key === "fw" && !/^[^\s"=]+$/.test(value)) {
    fail(`fw is an address or a host name, not ${JSON.stringify(value)}`);
  }
  if (key === "vpn" && !/^[^\s"](?:[^"\x00-\x1f\x7f]*[^\s"])?$/.test(value)) {
    fail(
      `vpn is the name of a node, without quotes or blanks around it, not ${JSON.stringify(value)}`,
    );
  }
  return value;
}

function compileRule(input: DropRuleInput, index: number): DropRule {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new DropRuleError(index, null, "must be a rule with conditions");
  }
  for (const key of Object.keys(input)) {
    if (key === "name" || (CONDITIONS as readonly string[]).includes(key)) continue;
    throw new DropRuleError(
      index,
      key,
      `unknown condition; there are ${CONDITIONS.join(", ")}, which no outsider can write`,
    );
  }
  const rule: Record<Condition, string | null> = {
    code: null,
    pri: null,
    type: null,
    fw: null,
    vpn: null,
  };
  const said: string[] = [];
  for (const key of CONDITIONS) {
    const value = input[key];
    if (value === undefined) continue;
    rule[key] = compileCondition(key, value, (problem) => {
      throw new DropRuleError(index, key, problem);
    });
    said.push(`${key}=${rule[key]}`);
  }
  if (said.length === 0) {
    throw new DropRuleError(index, null, `has no condition (${CONDITIONS.join(", ")})`);
  }
  return { name: input.name || said.join(" "), ...rule };
}

/** Whether every record that `rule` matches is already matched by `earlier`. */
function isShadowed(rule: DropRule, earlier: DropRule): boolean {
  return CONDITIONS.every((key) => earlier[key] === null || earlier[key] === rule[key]);
}

/**
 * Checks the rules of the configuration.
 * @throws DropRuleError for the first rule that cannot ever match
 */
export function compileDropRules(inputs: readonly DropRuleInput[]): DropRule[] {
  const rules: DropRule[] = [];
  for (const [index, input] of inputs.entries()) {
    const rule = compileRule(input, index);
    const earlier = rules.findIndex((other) => isShadowed(rule, other));
    if (earlier >= 0) {
      throw new DropRuleError(
        index,
        null,
        `never reached: drop[${earlier}] matches all it matches`,
      );
    }
    rules.push(rule);
  }
  return rules;
}

/** The index of the first rule that matches, or -1. */
export function matchDropRule(rules: readonly DropRule[], record: Droppable): number {
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i] as DropRule;
    if (
      (rule.code === null || rule.code === record.code) &&
      (rule.pri === null || rule.pri === record.pri) &&
      (rule.fw === null || rule.fw === record.fw) &&
      (rule.vpn === null || rule.vpn === record.vpn) &&
      (rule.type === null || rule.type === record.type())
    ) {
      return i;
    }
  }
  return -1;
}
