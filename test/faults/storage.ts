// What may happen to what lies on the disk, and bytes that nobody expects.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { seededRandom } from "../../src/simulator/seeded-random.js";
import { pulseMessage } from "../support/messages.js";
import { sendSyslog } from "../support/sender.js";
import { statuses } from "../support/spool.js";
import { until } from "../support/until.js";
import type { FaultRow, Scene } from "./scene.js";

const DOWN = { fault: { status: 503 } } as const;
const MIB = 2 ** 20;

/** Mounts a file system of `bytes` on the spool for the time of `work`. */
async function onSmallDisk(
  scene: Scene,
  options: string,
  work: () => Promise<void>,
): Promise<void> {
  const { spoolDir } = scene.workplace;
  // Others may write to a new tmpfs, and the program refuses a spool like that.
  run("mount", "-t", "tmpfs", "-o", `${options},mode=700`, "tmpfs", spoolDir);
  scene.atClose(() => void spawnSync("umount", ["-l", spoolDir]));
  mkdirSync(join(spoolDir, "rsyslog"), { mode: 0o700 });
  await work();
}

/** Runs a program that has to succeed. */
function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
}

/** undefined where this machine lets us mount. */
function cannotMount(): string | undefined {
  if (process.getuid?.() !== 0) return "only root may mount what it needs";
  const tried = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
  return tried.status === 0 ? undefined : "this machine does not let us mount what it needs";
}

/** Waits until messages are refused, for this reason. */
async function refusing(scene: Scene, reason: RegExp): Promise<void> {
  await until("the program refuses messages", () =>
    statuses(scene.workplace).some(({ refused }) => refused > 0),
  );
  await scene.logged(reason);
}

/** Random bytes of any value, the same for the same seed. */
function randomBytes(length: number, random: () => number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

export const STORAGE: readonly FaultRow[] = [
  {
    name: "disk-full",
    fault: "disk full, then freed",
    unable: cannotMount,
    async play(scene) {
      // Smaller than the journal of all messages, which has about 1.2 kB for each: what is shipped has to make
      // room for the rest.
      const mebibytes = Math.max(1, Math.round((scene.count * 800) / MIB));
      await onSmallDisk(scene, `size=${mebibytes}m`, async () => {
        const filler = join(scene.workplace.spoolDir, "filler");
        await scene.startRsyslogd();
        await scene.send(Math.floor(scene.count / 2));
        await scene.delivered();
        spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=64k"]);
        await scene.send(scene.count - scene.sent);
        // A status file cannot be written either; the log is elsewhere. Whether the kernel says it or we, who leave
        // some room on the disk, depends on when we looked last.
        await scene.logged(/new messages are not stored: (ENOSPC|the spool is full)/);
        scene.recover();
        rmSync(filler);
      });
    },
  },
  {
    name: "inodes",
    fault: "no inode left, then freed",
    unable: cannotMount,
    // A new segment, and so an inode, after every 64 KiB.
    config: (scene) => ({ spool: `{dir: "${scene.workplace.spoolDir}", max_bytes: 1MiB}` }),
    async play(scene) {
      await onSmallDisk(scene, "size=64m,nr_inodes=200", async () => {
        await scene.startRsyslogd();
        await scene.send(1);
        await scene.delivered();
        const fillers = join(scene.workplace.spoolDir, "fillers");
        mkdirSync(fillers);
        try {
          for (let n = 0; ; n++) writeFileSync(join(fillers, String(n)), "");
        } catch {
          // Now there is none left.
        }
        await scene.send(scene.count - scene.sent);
        await scene.logged(/new messages are not stored: ENOSPC/);
        scene.recover();
        rmSync(fillers, { recursive: true });
      });
    },
  },
  {
    name: "read-only",
    fault: "the journal's file system read-only, then writable again",
    unable: cannotMount,
    // A new segment after every 64 KiB: the one that is open stays writable, which is how the kernel has it.
    config: (scene) => ({ spool: `{dir: "${scene.workplace.spoolDir}", max_bytes: 1MiB}` }),
    async play(scene) {
      const journal = join(scene.workplace.spoolDir, "journal");
      await scene.startRsyslogd();
      await scene.send(1);
      await scene.delivered();
      // Made read-only elsewhere first: where somebody writes, the kernel finds a mount busy.
      const aside = join(scene.dir, "journal");
      mkdirSync(aside);
      run("mount", "--bind", journal, aside);
      scene.atClose(() => void spawnSync("umount", ["-l", aside]));
      run("mount", "-o", "remount,ro,bind", aside);
      run("mount", "--bind", aside, journal);
      scene.atClose(() => void spawnSync("umount", ["-l", journal]));
      await scene.send(scene.count - scene.sent);
      await scene.logged(/new messages are not stored: EROFS/);
      scene.recover();
      run("umount", "-l", journal);
    },
  },
  {
    name: "dead-letters",
    fault: "dead letters cannot be written, with foreign and refused events among the others",
    async play(scene) {
      const blocked = join(scene.workplace.spoolDir, "dead-letters");
      writeFileSync(blocked, "in the way");
      await scene.intake.fault({ fault: { status: 400 }, match: { containing: 'sessionID="99"' } });
      await scene.startRsyslogd();
      const foreign = scene.claim(20);
      await sendSyslog(
        scene.rsyslogd.listenerPort,
        Array.from(
          { length: 20 },
          (_, n) =>
            `<13>id=firewall time="2026-11-24 10:00:00" fw="SN310" sessionID="${foreign + n}" x=y`,
        ),
      );
      const good = scene.count - scene.sent;
      await scene.send(good);
      // All others get through meanwhile.
      await until("the good ones have arrived", () => scene.account().arrived === good - 1);
      await scene.troubled(/the dead letters in .* cannot be written/);
      scene.recover();
      rmSync(blocked);
    },
  },
  {
    name: "journal-torn",
    fault: "killed -9, the journal's last line torn",
    async play(scene) {
      await scene.intake.fault(DOWN);
      await scene.startRsyslogd();
      await scene.send(Math.floor(scene.count / 2));
      await scene.acknowledged();
      const journal = await scene.killHelper();
      const last = readdirSync(journal)
        .filter((name) => name.endsWith(".jsonl"))
        .sort()
        .at(-1);
      appendFileSync(join(journal, last ?? ""), '{"raw":"<134>1 2026-11-24T10:21:15+01:00 19');
      scene.recover();
      await scene.intake.clearFaults();
      await scene.send(scene.count - scene.sent);
    },
  },
  {
    name: "cursor-garbage",
    fault: "killed -9, garbage in the cursor",
    async play(scene) {
      await scene.startRsyslogd();
      await scene.send(Math.floor(scene.count / 3));
      await scene.delivered();
      await scene.intake.fault(DOWN);
      await scene.send(Math.floor(scene.count / 3));
      await scene.acknowledged();
      const journal = await scene.killHelper();
      writeFileSync(join(journal, "cursor"), randomBytes(64, seededRandom(1)));
      scene.recover();
      await scene.intake.clearFaults();
      await scene.send(scene.count - scene.sent);
    },
  },
  {
    name: "spool-limit",
    fault: "spool.max_bytes reached",
    config: (scene) => ({ spool: `{dir: "${scene.workplace.spoolDir}", max_bytes: 1MiB}` }),
    async play(scene) {
      await scene.intake.fault(DOWN);
      await scene.startRsyslogd();
      await scene.send(scene.count, "long ".repeat(200));
      await refusing(scene, /the spool is full/);
      scene.recover();
      await scene.intake.clearFaults();
    },
  },
  {
    name: "hostile",
    fault: "random binary, NULs, 1 MiB lines, 10 MiB without LF",
    async play(scene) {
      const random = seededRandom(20261124);
      await scene.startRsyslogd();
      const first = scene.claim(200);
      const hostile = function* () {
        for (let n = first; n < first + 200; n++) {
          const head = Buffer.from(pulseMessage(n, "").slice(0, -1));
          const kind = n % 4;
          if (kind === 0) yield Buffer.concat([head, randomBytes(2000, random)]);
          if (kind === 1) yield Buffer.concat([head, Buffer.from("a\0b\0\nc\r\n\0")]);
          if (kind === 2) yield Buffer.concat([head, Buffer.alloc(9000, "x")]);
          if (kind === 3) yield randomMessage(n, random);
        }
      };
      await sendSyslog(scene.rsyslogd.listenerPort, hostile());
      // rsyslog takes no octet-counted frame of this size; lines it cuts at maxMessageSize.
      const long = scene.claim(5);
      const lines = Array.from({ length: 5 }, (_, n) =>
        Buffer.from(`${pulseMessage(long + n, "x".repeat(MIB))}\n`),
      );
      await sendBytes(scene.rsyslogd.listenerPort, Buffer.concat(lines));
      await sendBytes(scene.rsyslogd.listenerPort, Buffer.alloc(10 * MIB, "no line feed "));
      scene.recover();
      await scene.send(scene.count - scene.sent);
    },
  },
];

async function sendBytes(port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.end(bytes);
  await once(socket, "close");
}

/** A good message with random bytes in the place of its user's name. */
function randomMessage(n: number, random: () => number): Buffer {
  const [before = "", after = ""] = pulseMessage(n).split(`user=user${n} `);
  return Buffer.concat([
    Buffer.from(`${before}user=`),
    randomBytes(100, random),
    Buffer.from(` ${after}`),
  ]);
}
