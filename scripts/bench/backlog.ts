import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startRsyslogd } from "../../test/support/rsyslogd.js";
import { acknowledged } from "../../test/support/spool.js";
import { until } from "../../test/support/until.js";
import { createWorkplace } from "../../test/support/workplace.js";
import { type Scene, type Traffic, traffic } from "./scene.js";
import { sendBytes } from "./sender.js";

/** Lines of a journal exactly as rsyslog writes them, to make backlogs of any size of. */
export interface Lines {
  readonly file: string;
  readonly lines: number;
  /** Bytes of the messages that they hold, as they were sent. */
  readonly messageBytes: number;
}

const SEGMENT_LINES = 10_000;
const LF = 0x0a;

/** Has rsyslog and pulse-sekoia write a journal, with no intake to ship to, and keeps its first segment. */
export async function recordLines(scene: Scene): Promise<Lines> {
  const sent: Traffic = traffic(SEGMENT_LINES, 3);
  // Port 9 (discard) is nobody's.
  const workplace = createWorkplace("http://127.0.0.1:9");
  const rsyslogd = await startRsyslogd(workplace);
  await sendBytes(rsyslogd.listenerPort, sent.bytes);
  await until("everything is acknowledged", async () => {
    await delay(100);
    return acknowledged(workplace) === sent.messages;
  });
  await rsyslogd.stop();
  const root = join(workplace.spoolDir, "journal");
  const pieces = readdirSync(root).flatMap((owner) =>
    readdirSync(join(root, owner))
      .filter((name) => name.endsWith(".jsonl"))
      .map((name) => readFileSync(join(root, owner, name))),
  );
  const bytes = Buffer.concat(pieces);
  const file = join(scene.dir, "lines.jsonl");
  writeFileSync(file, bytes);
  let lines = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) lines++;
  if (lines !== sent.messages)
    throw new Error(`${lines} lines in the journal, not ${sent.messages}`);
  workplace.remove();
  return { file, lines, messageBytes: sent.bytes.length };
}

let placed = 0;

/**
 * Puts a journal of `events` lines, whose owner is dead, into a spool: the same segment over and over, as
 * hard links, so that ten million events take no more room than ten thousand.
 */
export function placeBacklog(
  scene: Scene,
  spoolDir: string,
  { file, lines }: Lines,
  events: number,
): void {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").slice(0, 8);
  // Complete under another name first: a running instance adopts what it sees.
  placed++;
  const making = join(scene.dir, `backlog-${placed}`);
  mkdirSync(making);
  for (let segment = 1; segment <= events / lines; segment++) {
    linkSync(file, join(making, `${String(segment).padStart(8, "0")}.jsonl`));
  }
  const root = join(spoolDir, "journal");
  mkdirSync(root, { recursive: true });
  // The start time is another's, whoever has that process id.
  renameSync(making, join(root, `1-${placed}-${boot}`));
}
