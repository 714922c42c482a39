import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** Nanoseconds of CPU that each live thread of a process has used, by thread id (user and system). */
export function threadTimes(pid: number): Map<number, number> {
  const times = new Map<number, number>();
  for (const name of readdirSync(`/proc/${pid}/task`)) {
    const [onCpu] = readFileSync(`/proc/${pid}/task/${name}/schedstat`, "latin1").split(" ");
    times.set(Number(name), Number(onCpu));
  }
  return times;
}

/** Nanoseconds of CPU that a process's live threads have used. */
export function cpuTime(pid: number): number {
  let sum = 0;
  for (const time of threadTimes(pid).values()) sum += time;
  return sum;
}

/** Highest resident memory that a process has had, in MiB: ever, or since forgetPeakMemory. */
export function peakMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "latin1");
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** See proc(5), clear_refs. */
export function forgetPeakMemory(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** What the threads of a running instance of pulse-sekoia do, by thread id. To be asked while it is idle. */
export interface Threads {
  readonly shipping: number;
  readonly acknowledging: number;
}

/** The acknowledging thread is the one that waits in read(2) on descriptor 0 (x86-64's and arm64's number). */
export function threadsOf(pid: number): Threads {
  const read = process.arch === "arm64" ? "63" : "0";
  for (const name of readdirSync(`/proc/${pid}/task`)) {
    const [call, descriptor] = readFileSync(`/proc/${pid}/task/${name}/syscall`, "latin1").split(
      " ",
    );
    if (call === read && descriptor === "0x0")
      return { shipping: pid, acknowledging: Number(name) };
  }
  throw new Error(`process ${pid} has no thread that waits for lines`);
}
