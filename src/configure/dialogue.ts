import { intakeAnswered, probe } from "../sekoia/probe.js";
import { intakeEvent } from "../sekoia/request.js";
import { testEvent } from "../sekoia/test-event.js";
import {
  type Answers,
  type Checked,
  checkIntake,
  checkKey,
  checkProxy,
  regionList,
  urlOf,
} from "./answers.js";
import type { TypedLines } from "./typed-lines.js";

/** How long the intake may take to answer, in milliseconds. */
const PATIENCE_MS = 10_000;

type Question = keyof Answers;

/** Where the dialogue is seen. */
export interface Screen {
  /** Writes one line, or with `false` the beginning of one. */
  say(text: string, lineEnd?: false): void;
  /** Takes the line above away, on the screen and in what the terminal keeps of it. */
  eraseLine(): void;
}

/** Asks until the person is content. Rejects with Left when the person leaves; nothing has been written then. */
export class Dialogue {
  readonly #lines: TypedLines;
  readonly #screen: Screen;
  readonly #answers: Record<Question, string>;
  readonly #caFile: string | undefined;

  /** `present`: what is configured already; Enter keeps it. */
  constructor(
    lines: TypedLines,
    screen: Screen,
    present: Partial<Answers>,
    caFile: string | undefined,
  ) {
    this.#lines = lines;
    this.#screen = screen;
    this.#caFile = caFile;
    this.#answers = { intake: "", key: "", proxy: "", ...present };
  }

  async ask(): Promise<Answers> {
    await this.#askFor("intake");
    await this.#askFor("key");
    await this.#askFor("proxy");
    for (;;) {
      const works = await this.#check();
      const next = await this.#menu(works);
      if (next === "write") return { ...this.#answers };
      if (next !== "check") await this.#askFor(next);
    }
  }

  async #askFor(question: Question): Promise<void> {
    this.#say("");
    if (question === "intake") {
      for (const line of ["In which region is the intake?", ...regionList()]) this.#say(line);
      await this.#until("intake", "Number, name or URL", checkIntake);
    } else if (question === "key") {
      this.#say(
        "The intake key: in Sekoia, Configure > Intakes, the one of format Pulse Connect Secure.",
      );
      await this.#until("key", "Intake key", checkKey);
      this.#hide("Intake key: taken");
    } else {
      this.#say("An HTTP proxy on the way to the intake, if there is one.");
      await this.#until("proxy", "Proxy URL, or none", checkProxy);
      const { proxy } = this.#answers;
      if (withoutPassword(proxy) !== proxy) this.#hide(`Proxy URL: ${withoutPassword(proxy)}`);
    }
  }

  #say(text: string, lineEnd?: false): void {
    this.#screen.say(text, lineEnd);
  }

  /** Puts `text` in the place of what was just typed. */
  #hide(text: string): void {
    this.#screen.eraseLine();
    this.#say(text);
  }

  async #until(question: Question, prompt: string, check: (answer: string) => Checked) {
    const kept = this.#answers[question] || undefined;
    const shown = question === "key" ? "as it is" : withoutPassword(kept ?? "") || undefined;
    const byEnter = question === "proxy" ? (kept ?? "none") : kept;
    const hint = byEnter === undefined ? "" : ` [${shown ?? byEnter}]`;
    for (;;) {
      this.#say(`${prompt}${hint}: `, false);
      const typed = await this.#lines.next();
      const answer = typed === "" ? (byEnter ?? "") : typed;
      const checked = check(answer === "" && question === "proxy" ? "none" : answer);
      if ("value" in checked) {
        this.#answers[question] = checked.value;
        return;
      }
      this.#say(checked.wrong);
    }
  }

  /** Whether the intake took a test event; says what it found. */
  async #check(): Promise<boolean> {
    const { intake, key, proxy } = this.#answers;
    const settings = {
      url: urlOf(intake),
      key,
      timeoutMs: PATIENCE_MS,
      connections: 1,
      ...(proxy === "" ? {} : { proxy }),
      ...(this.#caFile === undefined ? {} : { caFile: this.#caFile }),
    };
    this.#say("");
    this.#say(`Asking ${settings.url} …`);
    const { outcome: way } = await this.#lines.during(probe(settings, []));
    if (!intakeAnswered(way)) {
      this.#say(`That does not work: ${"reason" in way ? way.reason : way.action}.`);
      return false;
    }
    this.#say(
      "It answers. Only an event proves the key: send one marked as a test? [Y/n]: ",
      false,
    );
    if (/^n/i.test(await this.#lines.next())) return true;
    const event = intakeEvent(testEvent(new Date()), new Date().toISOString());
    const { outcome } = await this.#lines.during(probe(settings, [event]));
    if (outcome.action === "accepted") {
      this.#say("The intake took it: the key is right.");
      return true;
    }
    this.#say(`That does not work: ${outcome.reason}.`);
    return false;
  }

  async #menu(works: boolean): Promise<Question | "write" | "check"> {
    const { intake, proxy } = this.#answers;
    this.#say("");
    this.#say(`  1  intake  ${intake}`);
    this.#say("  2  key     (not shown)");
    this.#say(`  3  proxy   ${proxy === "" ? "none" : withoutPassword(proxy)}`);
    for (;;) {
      this.#say(
        works
          ? "Enter writes this; 1 to 3 corrects; Ctrl-C leaves everything as it was: "
          : "1 to 3 corrects; Enter tries again; w writes this all the same; Ctrl-C leaves: ",
        false,
      );
      const answer = (await this.#lines.next()).toLowerCase();
      if (answer === "1") return "intake";
      if (answer === "2") return "key";
      if (answer === "3") return "proxy";
      if (answer === "" || answer === "y") return works ? "write" : "check";
      if (answer === "w") return "write";
    }
  }
}

/** A URL as it may be shown: user and password are in front of the last @ of its authority. */
export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/?#]*@/, "//…@");
}
