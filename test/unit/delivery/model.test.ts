import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { loadConfig } from "../../../src/config/config.js";
import { DeadLetters } from "../../../src/dead-letters/dead-letters.js";
import { deadLetterDir, deadLetterFiles } from "../../../src/dead-letters/letter.js";
import { linesOf } from "../../../src/dead-letters/letter-file.js";
import { Instance } from "../../../src/instance/instance.js";
import { JournalAppender } from "../../../src/journal/appender.js";
import { ownerOf } from "../../../src/journal/owner.js";
import { JournalWriter } from "../../../src/journal/writer.js";
import { IntakeClient, type Outcome } from "../../../src/sekoia/client.js";
import type { RequestBody } from "../../../src/sekoia/request.js";
import { keptLog } from "../../support/log.js";
import { welf } from "../../support/messages.js";
import { temporaryDir } from "../../support/temporary.js";

// The delivering side against a model of a few lines: whatever happens, every acknowledged line is delivered, lies in
// the dead letters or waits; once all is well again nothing waits; and while the program runs nothing is delivered
// twice.
//
// PULSE_SEKOIA_MODEL_RUNS and PULSE_SEKOIA_MODEL_SEED make longer and other runs; "npm run model" has 2,000.

const RUNS = Number(process.env.PULSE_SEKOIA_MODEL_RUNS ?? 40);
/** A failing run is shortened for so long; a machine that is slow makes fewer runs, and none that hangs. */
const LIMIT_MS = RUNS * 2000;
const SEED = Number(process.env.PULSE_SEKOIA_MODEL_SEED ?? 1);

const NAMES = ["A", "B", "C"] as const;
type Name = (typeof NAMES)[number];
const keyOf = (name: string) => `key${name}`.padEnd(32, "0");

/** What an intake answers. */
type Mood = "well" | "503" | "401" | "400" | "html";
const ANSWERS: Record<Exclude<Mood, "well">, Outcome> = {
  503: { action: "retry", status: 503, reason: "in trouble (503)", excerpt: "" },
  401: { action: "operator", status: 401, reason: "key refused (401)", excerpt: "" },
  400: { action: "split", status: 400, reason: "not understood (400)", excerpt: "" },
  html: { action: "operator", status: 200, reason: "a stranger answers (200)", excerpt: "" },
};

/** Which nodes have a route of their own, under which name; the rest goes to the default, where there is one. */
interface Rules {
  readonly routes: readonly { readonly name: string; readonly vpn: string; readonly key: string }[];
  readonly hasDefault: boolean;
}
const COMPLETE: Rules = {
  routes: NAMES.map((name) => ({ name, vpn: name, key: name })),
  hasDefault: false,
};

const route = (name: Name) =>
  fc.constantFrom(
    { name, vpn: name, key: name },
    { name: `${name}2`, vpn: name, key: name },
    { name, vpn: `typo-${name}`, key: name },
    { name, vpn: name, key: "D" },
  );
const rules: fc.Arbitrary<Rules> = fc
  .record({
    routes: fc.tuple(route("A"), route("B"), route("C")),
    has: fc.nat(7),
    last: fc.boolean(),
  })
  .map(({ routes, has, last }) => ({
    routes: routes.filter((_, n) => has & (1 << n)),
    hasDefault: last || has === 0,
  }));

/** What happens to single events, whatever the intake's mood: told by their user name. */
type Fate = "fine" | "refused" | "poison";

class World {
  readonly moods = new Map<string, Mood>();
  /** How often each event was accepted. */
  readonly delivered = new Map<string, number>();
  readonly appended = new Map<string, Fate>();
  diskIsFull = false;
  fsyncFails = false;
  /** An end may come between a 2xx and the cursor, which passes whole reads of the journal. */
  ends = 0;
  #lives = 0;
  #dir = "";
  #life: { instance: Instance; journal: JournalWriter } | undefined;

  async start(rules: Rules, from?: string): Promise<void> {
    this.#dir = join(temporaryDir(), String(this.#lives++));
    if (from === undefined) mkdirSync(this.#dir);
    else cpSync(from, this.#dir, { recursive: true });
    const root = join(this.#dir, "spool/journal");
    if (from !== undefined) {
      for (const name of readdirSync(root)) {
        const owner = ownerOf(name) ?? "";
        renameSync(join(root, name), join(root, name.replace(owner, `1-${this.#lives}-00000000`)));
      }
    }
    const file = this.#configure(rules);
    const instance = new Instance(file, loadConfig(file), keptLog().log);
    const journal = new JournalWriter(instance.writer, instance.progress);
    this.#life = { instance, journal };
    instance.start();
  }

  reload(rules: Rules): void {
    this.#configure(rules);
    this.#now.instance.reload();
  }

  append(count: number, name: Name, fate: Fate): void {
    const lines: string[] = [];
    for (let n = 0; n < count; n++) {
      const id = `${fate}-${this.appended.size}`;
      this.appended.set(id, fate);
      const event = welf(n, id).replace("vpn=PCS-1", `vpn=${name}`);
      lines.push(`${JSON.stringify({ raw: `<134>PulseSecure: ${event}` })}\n`);
    }
    const bytes = Buffer.from(lines.join(""));
    this.#now.journal.append(bytes, count, bytes.length);
    this.#now.instance.wake();
  }

  /** kill -9: what is on the disk now is what the next instance finds. */
  async crash(rules: Rules): Promise<void> {
    this.ends++;
    const { instance, journal } = this.#now;
    const before = this.#dir;
    await this.start(rules, before);
    await this.#during(instance.finish(0, true));
    journal.close();
  }

  async stopAndStart(rules: Rules): Promise<void> {
    this.ends++;
    const { instance, journal } = this.#now;
    journal.close();
    await this.#during(instance.finish(2000, false));
    await this.start(rules, this.#dir);
  }

  async end(): Promise<void> {
    const { instance, journal } = this.#now;
    await this.#during(instance.finish(0, false));
    journal.close();
  }

  /** Lets time pass: `ms` milliseconds at the most, or until `is` is true. */
  async passUntil(is: () => boolean, ms: number): Promise<boolean> {
    for (let passed = 0; passed < ms; passed += 250) {
      if (passed % 1000 === 0 && is()) return true;
      // Files are real, and take real time.
      await realMillisecond();
      await vi.advanceTimersByTimeAsync(250);
    }
    return is();
  }

  /** Lets time pass until `is` is true, however slow the machine is. */
  async passUntilSure(is: () => boolean): Promise<boolean> {
    const began = process.hrtime.bigint();
    for (;;) {
      if (await this.passUntil(is, 60_000)) return true;
      if (process.hrtime.bigint() - began > NEVER_NS) return false;
    }
  }

  get deadLetters(): string[] {
    return deadLetterFiles(deadLetterDir(join(this.#dir, "spool"))).flatMap((file) =>
      [...linesOf(file)].map(({ letter }) => idOf(letter?.event ?? "")),
    );
  }

  get waiting(): Set<string> {
    const root = join(this.#dir, "spool/journal");
    const found = new Set<string>();
    for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (!path.endsWith(".jsonl")) continue;
      for (const line of readFileSync(join(root, path), "utf8").split("\n")) {
        if (line !== "") found.add(idOf(line));
      }
    }
    return found;
  }

  answer(body: RequestBody): Outcome {
    const key = ["A", "B", "C", "D", "default"].find((name) => body.isFor(keyOf(name))) ?? "";
    const mood = this.moods.get(key) ?? "well";
    if (mood !== "well") return ANSWERS[mood];
    const ids = Array.from({ length: body.count }, (_, n) => idOf(body.read(n).message));
    if (ids.some((id) => id.startsWith("refused"))) return ANSWERS[400];
    if (ids.some((id) => id.startsWith("poison"))) return ANSWERS[503];
    for (const id of ids) this.delivered.set(id, (this.delivered.get(id) ?? 0) + 1);
    return { action: "accepted", unconfirmed: 0, sentBytes: 1 };
  }

  /** Lets time pass until `work` is done. */
  async #during(work: Promise<void>): Promise<void> {
    let done = false;
    void work.finally(() => {
      done = true;
    });
    if (!(await this.passUntilSure(() => done))) throw new Error("it does not end");
    await work;
  }

  get #now() {
    if (!this.#life) throw new Error("not started");
    return this.#life;
  }

  #configure({ routes, hasDefault }: Rules): string {
    const file = join(this.#dir, "config.yaml");
    const intake = (name: string) => `url: "http://127.0.0.1:9"`.concat(`, key: ${keyOf(name)}`);
    const lines = routes.map(({ name, vpn, key }) => {
      const keyFile = join(this.#dir, `${key}.key`);
      writeFileSync(keyFile, keyOf(key), { mode: 0o600 });
      return `{name: ${name}, match: {vpn: ${vpn}}, url: "http://127.0.0.1:9", key_file: "${keyFile}"}`;
    });
    writeFileSync(
      file,
      [
        `intake: {${hasDefault ? intake("default") : ""}}`,
        `routes: [${lines.join(", ")}]`,
        `spool: {dir: "${join(this.#dir, "spool")}"}`,
        "batch: {max_wait: 200ms, max_events: 20, concurrency: 2}",
        "delivery: {give_up: 1s}",
      ].join("\n"),
      { mode: 0o600 },
    );
    return file;
  }
}

function idOf(text: string): string {
  return /(?:fine|refused|poison)-\d+/.exec(text)?.[0] ?? "?";
}

/** Only tells "never" from "not yet". */
const NEVER_NS = 20_000_000_000n;
const realTimeout = setTimeout;
const realMillisecond = () => new Promise<void>((resolve) => realTimeout(resolve, 1));

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Step = (world: World) => void | Promise<void>;
const said = (what: string, step: Step) => Object.assign(step, { toString: () => what });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        count: fc.constantFrom(1, 3, 30, 200),
        name: fc.constantFrom(...NAMES),
        fate: fc.constantFrom<Fate>("fine", "fine", "fine", "refused", "poison"),
      })
      .map(({ count, name, fate }) => {
        const n = fate === "fine" ? count : Math.min(count, 3);
        return said(`append ${n} ${fate} ${name}`, (world) => world.append(n, name, fate));
      }),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({
        key: fc.constantFrom("A", "B", "C", "D", "default"),
        mood: fc.constantFrom<Mood>("well", "well", "503", "401", "400", "html"),
      })
      .map(({ key, mood }) => said(`${key}: ${mood}`, (world) => void world.moods.set(key, mood))),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(100, 1000, 5000, 30_000)
      .map((ms) =>
        said(`${ms} ms`, async (world) => void (await world.passUntil(() => false, ms))),
      ),
  },
  {
    weight: 2,
    arbitrary: rules.map((to) => said(`reload ${JSON.stringify(to)}`, (world) => world.reload(to))),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map((full) =>
      said(`disk full: ${full}`, (world) => {
        world.diskIsFull = full;
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map((fails) =>
      said(`fsync fails: ${fails}`, (world) => {
        world.fsyncFails = fails;
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: rules.map((to) =>
      said(`kill -9, start with ${JSON.stringify(to)}`, (world) => world.crash(to)),
    ),
  },
  {
    weight: 1,
    arbitrary: rules.map((to) =>
      said(`stop, start with ${JSON.stringify(to)}`, (world) => world.stopAndStart(to)),
    ),
  },
);

test("whatever happens: delivered, in the dead letters, or waiting; and in the end nothing waits", async () => {
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.array(step, { minLength: 3, maxLength: 14 }),
      async (first, steps) => {
        vi.useFakeTimers({
          toFake: [
            "setTimeout",
            "clearTimeout",
            "setInterval",
            "clearInterval",
            "performance",
            "Date",
          ],
        });
        const world = new World();
        vi.spyOn(IntakeClient.prototype, "send").mockImplementation(async (body) => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          return world.answer(body);
        });
        vi.spyOn(IntakeClient.prototype, "finish").mockResolvedValue();
        vi.spyOn(IntakeClient.prototype, "destroy").mockResolvedValue();
        const append = JournalAppender.prototype.append;
        vi.spyOn(JournalAppender.prototype, "append").mockImplementation(async function (
          this: JournalAppender,
          lines,
        ) {
          if (world.diskIsFull) throw new Error("ENOSPC: no space left on device, write");
          if (world.fsyncFails) throw new Error("EIO: i/o error, fdatasync");
          await append.call(this, lines);
        });
        const add = DeadLetters.prototype.add;
        vi.spyOn(DeadLetters.prototype, "add").mockImplementation(async function (
          this: DeadLetters,
          letterClass,
          letters,
        ) {
          if (world.diskIsFull) throw new Error("ENOSPC: no space left on device, write");
          await add.call(this, letterClass, letters);
        });
        try {
          await world.start(first);
          for (const one of steps) await one(world);
          const lost = () => {
            const { waiting } = world;
            const letters = new Set(world.deadLetters);
            return [...world.appended.keys()].filter(
              (id) => !world.delivered.has(id) && !waiting.has(id) && !letters.has(id),
            );
          };
          expect(lost()).toEqual([]);

          // All is well again.
          world.diskIsFull = false;
          world.fsyncFails = false;
          world.moods.clear();
          world.reload(COMPLETE);
          const left = () => {
            const letters = new Set(world.deadLetters);
            return [...world.appended.keys()].filter(
              (id) => !world.delivered.has(id) && !letters.has(id),
            );
          };
          await world.passUntilSure(() => {
            // Others have to get through for a poisoned one to be told from an intake in trouble.
            if (left().length > 0) for (const name of NAMES) world.append(1, name, "fine");
            return left().length === 0;
          });
          await world.passUntilSure(() => left().length === 0);
          expect(left()).toEqual([]);
          const letters = new Set(world.deadLetters);
          for (const [id, fate] of world.appended) {
            if (fate !== "fine") expect(world.delivered.has(id)).toBe(false);
            else if (world.ends === 0) {
              // An intake that refuses everything refuses a fine one, too; it then lies in the dead letters.
              const times = letters.has(id) ? 0 : 1;
              expect([id, world.delivered.get(id) ?? 0]).toEqual([id, times]);
            }
          }
        } finally {
          await world.end();
          vi.useRealTimers();
          vi.restoreAllMocks();
        }
      },
    ),
    { numRuns: RUNS, seed: SEED, endOnFailure: false, interruptAfterTimeLimit: LIMIT_MS },
  );
});
