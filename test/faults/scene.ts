import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownerOf } from "../../src/journal/owner.js";
import { pulseMessages } from "../support/messages.js";
import { reservePort } from "../support/port.js";
import { type Rsyslogd, startRsyslogd } from "../support/rsyslogd.js";
import { sendSyslog } from "../support/sender.js";
import { type SimulatorProcess, startSimulatorProcess } from "../support/simulator.js";
import { acknowledged, statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import { createWorkplace, KEY, type Workplace } from "../support/workplace.js";
import { type Account, Accounts } from "./account.js";

/** Longer than the longest wait between two attempts, so that it only tells "never" from "not yet". */
const NEVER_MS = 150_000;

/** One fault, played with a real rsyslogd, the shipped snippets and a simulated intake. */
export interface FaultRow {
  /** To run it alone by. */
  readonly name: string;
  /** For people: what happens. */
  readonly fault: string;
  /** Arguments of the simulator from the start. DIR: its directory; PROXY_PORT: a port for its proxy. */
  readonly intake?: readonly string[];
  /** Sections of the configuration that differ. */
  readonly config?: (scene: Scene) => Record<string, string>;
  /** What differs in the snippets. */
  readonly snippet?: (snippet: string) => string;
  /** Needs what this machine does not allow; returns why, or undefined when it can be played. */
  readonly unable?: () => string | undefined;
  /** Sends scene.count messages, brings the fault about and takes it away again. */
  play(scene: Scene): Promise<void>;
}

export interface Outcome extends Account {
  /** From the end of the fault until the last message was where it belongs. */
  readonly seconds: number;
}

/**
 * Plays a row with about `count` messages. Rejects when the fault did not come about as it should. `beside`: the intake
 * is the default beside two routes of which one is down the whole time, with messages of its own.
 */
export async function play(row: FaultRow, count: number, beside = false): Promise<Outcome> {
  const scene = await Scene.open(row, count, beside);
  try {
    await row.play(scene);
    return await scene.outcome();
  } catch (error) {
    throw new Error(`${row.name}: ${(error as Error).message}\n${scene.log()}`);
  } finally {
    await scene.close();
  }
}

/** Nobody listens there. */
const DEAD_URL = "http://127.0.0.1:9";
const DEAD_NODE = "PCS-DEAD";

/** The same workplace, in whose every configuration there are two routes that the row does not know of. */
function withDeadRoute(workplace: Workplace): Workplace {
  const keyFile = join(workplace.dir, "dead.key");
  writeFileSync(keyFile, `${"d".repeat(32)}\n`, { mode: 0o600 });
  const to = (name: string, vpn: string) =>
    `{name: ${name}, match: {vpn: ${vpn}}, url: "${DEAD_URL}", key_file: "${keyFile}"}`;
  const routes = `[${to("dead", DEAD_NODE)}, ${to("unused", "PCS-NOBODY")}]`;
  const configure = (sections: Record<string, string>) =>
    workplace.configure({ ...sections, routes });
  configure({});
  return { ...workplace, configure };
}

function* messagesOfDead(count: number): Generator<string> {
  for (const message of pulseMessages(count))
    yield message.replace("vpn=PCS-1 ", `vpn=${DEAD_NODE} `);
}

/** Different messages of the route that is down in all journals of the spool. */
function waitingOfDead(spoolDir: string): number {
  const root = join(spoolDir, "journal");
  const found = new Set<string>();
  for (const path of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".jsonl")) continue;
    for (const line of readFileSync(join(root, path), "utf8").split("\n")) {
      if (line.includes(`vpn=${DEAD_NODE} `)) found.add(/user=(\S+)/.exec(line)?.[1] ?? line);
    }
  }
  return found.size;
}

/** The stage of a row: the intake, rsyslogd, and what has been sent. */
export class Scene {
  readonly row: FaultRow;
  /** Messages to send in all. */
  readonly count: number;
  readonly workplace: Workplace;
  readonly #dir: string;
  readonly #storeFile: string;
  readonly #accounts: Accounts;
  readonly #url: string;
  #intake: SimulatorProcess;
  #rsyslogd: Rsyslogd | undefined;
  readonly #beside: boolean;
  /** Messages sent for the route that is down. */
  #forDead = 0;
  #sent = 0;
  #recovery: number | undefined;
  readonly #undo: (() => void)[] = [];

  static async open(row: FaultRow, count: number, beside = false): Promise<Scene> {
    const dir = mkdtempSync(join(tmpdir(), "pulse-sekoia-faults-"));
    const storeFile = join(dir, "events.jsonl");
    // It is stopped and started again on the same ports.
    const [port, proxyPort] = [String(await reservePort()), String(await reservePort())];
    const args = (row.intake ?? []).map((arg) =>
      arg.replace("DIR", dir).replace("PROXY_PORT", proxyPort),
    );
    const intake = await startSimulatorProcess([
      ...["--key", KEY, "--store", storeFile, "--port", port],
      ...args,
    ]);
    const scene = new Scene(row, count, dir, storeFile, intake, beside);
    scene.workplace.configure(row.config?.(scene) ?? {});
    return scene;
  }

  private constructor(
    row: FaultRow,
    count: number,
    dir: string,
    storeFile: string,
    intake: SimulatorProcess,
    beside: boolean,
  ) {
    this.row = row;
    this.#beside = beside;
    this.count = count;
    this.#dir = dir;
    this.#storeFile = storeFile;
    this.#intake = intake;
    this.#url = intake.url;
    const workplace = createWorkplace(intake.url);
    this.workplace = beside ? withDeadRoute(workplace) : workplace;
    this.#accounts = new Accounts(storeFile, this.workplace.spoolDir);
  }

  get intake(): SimulatorProcess {
    return this.#intake;
  }

  get rsyslogd(): Rsyslogd {
    if (!this.#rsyslogd) throw new Error("rsyslogd was not started");
    return this.#rsyslogd;
  }

  /** The directory that DIR stands for in a row's arguments. */
  get dir(): string {
    return this.#dir;
  }

  get sent(): number {
    return this.#sent;
  }

  async startRsyslogd(): Promise<void> {
    this.#rsyslogd = await startRsyslogd(this.workplace, this.row.snippet);
    if (this.#beside && this.#forDead === 0) {
      this.#forDead = Math.ceil(this.count / 10);
      await sendSyslog(this.#rsyslogd.port, messagesOfDead(this.#forDead));
      await this.acknowledged();
    }
  }

  /** Stops the intake and starts it again on the same port, `args` instead of the row's. */
  async restartIntake(args: readonly string[] = []): Promise<void> {
    await this.#intake.stop();
    await this.startIntake(args);
  }

  async startIntake(args: readonly string[] = []): Promise<void> {
    const { port } = new URL(this.#url);
    this.#intake = await startSimulatorProcess([
      ...["--key", KEY, "--store", this.#storeFile, "--port", port],
      ...args.map((arg) => arg.replace("DIR", this.#dir)),
    ]);
  }

  /** Sends the next `count` messages to rsyslogd. `text`: of each message. */
  async send(count: number, text?: string): Promise<void> {
    const first = this.#sent;
    this.#sent += count;
    await sendSyslog(this.rsyslogd.port, pulseMessages(count, first, text));
  }

  /** Notes that messages with the next numbers were sent by other means. Returns the first number. */
  claim(count: number): number {
    this.#sent += count;
    return this.#sent - count;
  }

  /** Waits until everything sent has arrived, or lies in the dead letters. */
  async delivered(): Promise<void> {
    await until("everything sent has arrived", () => this.account().lost === 0, NEVER_MS);
  }

  /** Waits until everything sent is acknowledged as stored. */
  async acknowledged(): Promise<void> {
    await until(
      `${this.#sent} messages are acknowledged`,
      () => acknowledged(this.workplace) >= this.#sent + this.#forDead,
      NEVER_MS,
    );
  }

  /** Waits until the status names a trouble like this. */
  async troubled(reason: RegExp): Promise<void> {
    await until(`the status tells of ${reason}`, () =>
      statuses(this.workplace).some(({ troubles }) =>
        troubles.some((trouble) => reason.test(trouble.reason)),
      ),
    );
  }

  /** Waits until the program's log holds a line like this. */
  async logged(line: RegExp): Promise<void> {
    await until(`the log tells of ${line}`, () => line.test(this.log()));
  }

  /** The program's log. */
  log(): string {
    const { logFile } = this.workplace;
    return existsSync(logFile) ? readFileSync(logFile, "utf8") : "";
  }

  /** The process id of a running instance; waits for one. */
  async helper(): Promise<number> {
    return await until("an instance runs", () => this.rsyslogd.helpers()[0]);
  }

  /** Kills an instance with SIGKILL and waits until it is gone. Returns its journal's directory. */
  async killHelper(): Promise<string> {
    const pid = await this.helper();
    process.kill(pid, "SIGKILL");
    await until("the instance is gone", () => !this.rsyslogd.helpers().includes(pid));
    const root = join(this.workplace.spoolDir, "journal");
    const name = readdirSync(root).find((entry) => ownerOf(entry)?.startsWith(`${pid}-`));
    return join(root, name ?? "none");
  }

  /** Waits until the instance `pid` is gone and another one runs. */
  async replaced(pid: number): Promise<void> {
    await until("another instance runs", () => {
      const helpers = this.rsyslogd.helpers();
      return helpers.length > 0 && !helpers.includes(pid);
    });
  }

  /** Has `undo` done when the scene is over. */
  atClose(undo: () => void): void {
    this.#undo.push(undo);
  }

  /** SIGHUP to rsyslogd, which passes it on to the program. */
  hangUp(): void {
    process.kill(this.rsyslogd.pid, "SIGHUP");
  }

  /** The fault ends now. */
  recover(): void {
    this.#recovery = performance.now();
  }

  account(): Account {
    return this.#accounts.look(this.#sent);
  }

  /** Waits for the end and tells how it came out. */
  async outcome(): Promise<Outcome> {
    const began = this.#recovery;
    if (began === undefined) throw new Error("the row does not say when its fault ends");
    try {
      await this.delivered();
    } catch {
      // What is missing shows in the account.
    }
    const seconds = (performance.now() - began) / 1000;
    // Whatever comes twice should have come by then.
    await this.#rsyslogd?.stop();
    this.#rsyslogd = undefined;
    const dead = this.#forDead - waitingOfDead(this.workplace.spoolDir);
    if (dead > 0)
      throw new Error(`${dead} messages of the route that is down do not wait any more`);
    return { ...this.account(), seconds };
  }

  async close(): Promise<void> {
    await this.#rsyslogd?.stop("SIGKILL");
    await this.#intake.stop();
    for (const undo of this.#undo) undo();
    this.workplace.remove();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
