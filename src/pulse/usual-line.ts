/**
 * The ordinary line, classified as it stands: one character per byte, with the escapes of JSON left in.
 *
 *     {"raw":"<134>1 … PulseSecure: - - - id=firewall time=\"…\" … user=… realm=\"…\" … msg=\"…\"","msg":…}
 *
 * Up to `user=` it is the device's own, and the same for all that the device writes in one second. So that
 * is read once, by the functions that read any other line, and remembered. The rest, which anybody may have
 * a hand in, has to be as usual-tail.ts has it: then it has one reading only.
 *
 * Whatever could be read in two ways is not ordinary, and left to `classify`. An ordinary line is one of
 * which undoing the escapes would undo these only, in which there is nothing to tidy (see text.ts), and whose
 * code is certain (see welf.ts).
 */
import { type Beginning, Beginnings, openingOf, USER } from "./beginning.js";
import { type Classified, type Judgement, judge, type Sender, senderOf } from "./classify.js";
import type { Times } from "./event-time.js";
import { MAY_BE_CUT, START, TemplateMembers } from "./line.js";
import type { PulseSettings } from "./settings.js";
import { ownText } from "./text.js";
import { USUAL_TAIL, USUAL_TEXT } from "./usual-tail.js";
import { codeAt, type Head, onlyType } from "./welf.js";

/** Room for raw and msg, some of it escaped, and the other members. */
const LONGEST_LINE = 3 * MAY_BE_CUT;

const QUOTE = 0x22;
const COMMA = 0x2c;
const CLOSING_BRACE = 0x7d;
const MSG = ' msg=\\"';
const REALM = ' realm=\\"';
/** With the third digit a blank or line end, escaped by rsyslog. */
const ESCAPED_BLANK = "#01";
/** Understands ordinary lines by some settings. */
export class UsualLines {
  readonly #settings: PulseSettings;
  readonly #beginnings: Beginnings;

  constructor(settings: PulseSettings) {
    this.#settings = settings;
    this.#beginnings = new Beginnings(settings);
  }

  /**
   * What `classify` says of the line from `start` up to `end`, which has to be valid UTF-8; null where it is
   * not an ordinary one. Never throws.
   */
  classify(bytes: Buffer, start: number, end: number): Classified | null {
    if (end - start > LONGEST_LINE) return null;
    const line = bytes.toString("latin1", start, end);
    const from = Beginnings.endIn(line);
    const beginning = from < 0 ? null : this.#beginnings.of(line.slice(0, from));
    if (beginning === null) return null;

    USUAL_TAIL.lastIndex = from;
    if (!USUAL_TAIL.test(line)) return null;
    const textAt = USUAL_TAIL.lastIndex;
    const code = codeAt(line, textAt);
    if (code === null) return null;
    USUAL_TEXT.lastIndex = textAt;
    if (!USUAL_TEXT.test(line)) return null;
    const close = USUAL_TEXT.lastIndex - 1;
    const size = close - START.length;
    if (size >= MAY_BE_CUT) return null;
    if (line.charCodeAt(close + 1) !== COMMA || line.charCodeAt(close + 2) !== QUOTE) return null;
    if (line.charCodeAt(line.length - 1) !== CLOSING_BRACE) return null;
    if (isWithin(line, ESCAPED_BLANK, from, close)) return null;
    const members = new TemplateMembers(line, size);
    const settings = this.#settings;
    const { head } = beginning;
    const { times, json } = beginning.opening ?? openingOf(beginning, members, settings);
    const msgAt = textAt - MSG.length;
    const judgement = judge(settings, () => {
      const { pri, fw, vpn } = head;
      const type = () => onlyType(line.slice(0, close), from - USER.length - 1, msgAt, REALM);
      return { code, pri, fw, vpn, type };
    });
    return new UsualEvent(
      code,
      json + line.slice(from, close + 1),
      head,
      judgement,
      times,
      senderOfLine(members, beginning),
    );
  }
}

/** Whether `what` begins in `line` from `from` on, but before `to`. */
function isWithin(line: string, what: string, from: number, to: number): boolean {
  const at = line.indexOf(what, from);
  return at >= 0 && at < to;
}

/** Who sent a line, in texts that do not hold on to it: they stay for as long as the event does. */
function senderOfLine(members: TemplateMembers, beginning: Beginning): Sender {
  const { ip, host, source } = senderOf(beginning.headers.host, members);
  const known = beginning.sender;
  if (known.ip === ip && known.host === host) return known;
  beginning.sender = {
    ip: ip === null ? null : ownText(ip),
    host: host === null ? null : ownText(host),
    source: ownText(source),
  };
  return beginning.sender;
}

/** An ordinary line classified. Its message is decoded only when somebody wants it. */
class UsualEvent implements Classified {
  readonly format = "welf";
  readonly pulse = true;
  readonly codeCertain = true;
  readonly truncated = false;
  readonly forged = null;
  readonly verdict: Classified["verdict"];
  readonly reason: Classified["reason"];
  readonly dropRule: number | null;
  readonly time: string | null;
  readonly timestamp: string | null;
  readonly source: string;
  readonly host: string | null;
  readonly ip: string | null;
  readonly vpn: string | null;
  readonly fw: string | null;

  constructor(
    readonly code: string,
    readonly json: string,
    head: Head,
    { verdict, reason, dropRule }: Judgement,
    { time, timestamp }: Times,
    { source, host, ip }: Sender,
  ) {
    this.verdict = verdict;
    this.reason = reason;
    this.dropRule = dropRule;
    this.time = time;
    this.timestamp = timestamp;
    this.source = source;
    this.host = host;
    this.ip = ip;
    this.vpn = head.vpn;
    this.fw = head.fw;
  }

  get message(): string {
    return JSON.parse(Buffer.from(this.json, "latin1").toString()) as string;
  }
}
