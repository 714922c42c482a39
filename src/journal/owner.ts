import { readFileSync } from "node:fs";

// A pid alone does not name a process: numbers are used again. The pid with the process's start time
// and the boot it belongs to does. JournalConsumer: proc(5), /proc/PID/stat fields 3 (state) and 22
// (starttime, in clock ticks after boot), and /proc/sys/kernel/random/boot_id.

/** Names the calling process for as long as this machine exists: `PID-STARTTIME-BOOT`. */
export function currentOwner(): string {
  const start = startTime(process.pid);
  if (start === undefined) {
    throw new Error(
      "cannot read /proc/self/stat: pulse-sekoia needs /proc to tell its instances apart",
    );
  }
  return `${process.pid}-${start}-${bootId()}`;
}

/**
 * True while the process that `owner` names is running. A zombie counts as dead: it writes no more. Throws
 * when that cannot be told (no file descriptor left, for one): taking a living one for dead would be worse.
 */
export function isAlive(owner: string): boolean {
  const [pid, start, boot] = owner.split("-");
  return boot === bootId() && startTime(Number(pid)) === start;
}

/** The owner a journal directory's name tells, or undefined when the name is no journal's. */
export function ownerOf(directoryName: string): string | undefined {
  return /^(\d+-\d+-[0-9a-f]{8})(?:~\d+)?$/.exec(directoryName)?.[1];
}

let boot: string | undefined;

function bootId(): string {
  boot ??= readFileSync("/proc/sys/kernel/random/boot_id", "latin1").slice(0, 8);
  return boot;
}

/** Start time of a live process in clock ticks, or undefined when there is none or it is a zombie. */
function startTime(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ESRCH: it ended between open(2) and read(2).
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
  // Field 2 is the command in parentheses and may itself hold blanks and parentheses, so fields are
  // counted from the last closing one: index 0 is field 3.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
}
