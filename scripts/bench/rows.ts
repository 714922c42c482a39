import type { Duty } from "./c-program.js";
import { median } from "./median.js";
import { ourLevel } from "./pieces.js";
import type { Round } from "./round.js";
import { askAcknowledgeOnly, askPulse, bareNode, memoryDuringOutage } from "./single.js";

/** One measurement; `counterpart` is what it is held against, measured in the same round. */
export interface Sample {
  readonly ours: number;
  readonly counterpart?: number;
}

/** What is to be reached: by the ratio of ours to the counterpart, or by ours itself. */
export type Goal =
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly between: readonly [number, number] };

export interface Row {
  readonly name: string;
  readonly what: string;
  readonly counterpart?: string;
  readonly unit: string;
  readonly goal?: Goal;
  /** Why the counterpart is not there, where it is not. */
  readonly absent?: string;
  /** Undefined where the counterpart is not to be had on this machine. */
  sample(round: Round): Promise<Sample | undefined>;
}

const ACKNOWLEDGE_ONLY = "C, only acknowledges";
const NO_SYSLOG_NG = "its packages could not be downloaded";
const STORES = "C, stores and acknowledges";

async function against(
  counterpart: Promise<number | undefined>,
  ours: () => Promise<number>,
): Promise<Sample | undefined> {
  const other = await counterpart;
  return other === undefined ? undefined : { counterpart: other, ours: await ours() };
}

async function cRate(round: Round, duty: Duty, workers: number): Promise<number> {
  return (await round.c(duty, workers)).rate;
}

export const ROWS: readonly Row[] = [
  {
    name: "two-workers",
    what: "end to end, two workers",
    counterpart: ACKNOWLEDGE_ONLY,
    unit: "/s",
    goal: { atLeast: 0.7 },
    sample: (round) =>
      against(cRate(round, "acknowledge", 2), async () => (await round.pulse(2)).rate),
  },
  {
    name: "stores",
    what: "end to end, two workers",
    counterpart: STORES,
    unit: "/s",
    sample: (round) => against(cRate(round, "store", 2), async () => (await round.pulse(2)).rate),
  },
  {
    name: "syslog-ng",
    what: "end to end, two workers",
    counterpart: "syslog-ng http(), 1 worker",
    absent: NO_SYSLOG_NG,
    unit: "/s",
    goal: { atLeast: 1 },
    sample: (round) => against(round.syslogNg(1), async () => (await round.pulse(2)).rate),
  },
  {
    name: "omhttp",
    what: "end to end, two workers",
    counterpart: "rsyslog's omhttp, in memory only",
    absent: "rsyslogd has no such module here; Debian 12 has it in none of its packages",
    unit: "/s",
    sample: (round) => against(round.omhttp(), async () => (await round.pulse(2)).rate),
  },
  {
    name: "delay-1",
    what: "the intake takes 50 ms",
    counterpart: "syslog-ng http(), 1 worker",
    absent: NO_SYSLOG_NG,
    unit: "/s",
    goal: { atLeast: 3 },
    sample: (round) => against(round.syslogNg(1, 50), async () => (await round.pulse(2, 50)).rate),
  },
  {
    name: "delay-4",
    what: "the intake takes 50 ms",
    counterpart: "syslog-ng http(), 4 workers",
    absent: NO_SYSLOG_NG,
    unit: "/s",
    goal: { atLeast: 1 },
    sample: (round) => against(round.syslogNg(4, 50), async () => (await round.pulse(2, 50)).rate),
  },
  {
    name: "one-worker",
    what: "end to end, one worker",
    counterpart: ACKNOWLEDGE_ONLY,
    unit: "/s",
    goal: { atLeast: 0.6 },
    sample: (round) =>
      against(cRate(round, "acknowledge", 1), async () => (await round.pulse(1)).rate),
  },
  {
    name: "idle",
    what: "message to OK on an idle stream",
    counterpart: ACKNOWLEDGE_ONLY,
    unit: "µs",
    goal: { atMost: 2.5 },
    async sample(round) {
      const { scene } = round;
      const asked = await round.lines();
      return {
        counterpart: askAcknowledgeOnly(scene, asked).idle,
        ours: askPulse(scene, asked).idle,
      };
    },
  },
  {
    name: "cpu",
    what: "CPU of the helper per event",
    unit: "µs",
    goal: { atMost: 12 },
    sample: async (round) => ({ ours: (await round.pulse(2)).cpu.total }),
  },
  {
    name: "cpu-acknowledging",
    what: "… acknowledging (its thread)",
    counterpart: STORES,
    unit: "µs",
    sample: async (round) => ({
      counterpart: (await round.c("store", 2)).cpu,
      ours: (await round.pulse(2)).cpu.acknowledging,
    }),
  },
  {
    name: "cpu-classifying",
    what: "… decoding and parsing, by themselves",
    unit: "µs",
    sample: async (round) => ({ ours: (await round.pieces()).classifying }),
  },
  {
    name: "cpu-encoding",
    what: "… encoding into the request's body, by itself",
    unit: "µs",
    async sample(round) {
      const { classifying, toBody } = await round.pieces();
      return { ours: toBody - classifying };
    },
  },
  {
    name: "cpu-compressing",
    what: "… compressing, by itself",
    unit: "µs",
    sample: async (round) => ({ ours: ourLevel(await round.pieces()).cpu }),
  },
  {
    name: "cpu-sending",
    what: "… sending and the rest: the helper less these",
    unit: "µs",
    async sample(round) {
      const { cpu } = await round.pulse(2);
      const pieces = await round.pieces();
      return { ours: cpu.shipping + cpu.others - pieces.toBody - ourLevel(pieces).cpu };
    },
  },
  {
    name: "cpu-main-thread",
    what: "CPU of the helper's main thread per event",
    unit: "µs",
    sample: async (round) => ({ ours: (await round.pulse(2)).cpu.shipping }),
  },
  {
    name: "cpu-other-threads",
    what: "… of its pool and V8's own threads",
    unit: "µs",
    sample: async (round) => ({ ours: (await round.pulse(2)).cpu.others }),
  },
  {
    name: "cpu-rsyslogd",
    what: "rsyslogd's own CPU per event",
    counterpart: `with ${ACKNOWLEDGE_ONLY}`,
    unit: "µs",
    sample: async (round) => ({
      counterpart: (await round.c("acknowledge", 2)).rsyslogdCpu,
      ours: (await round.pulse(2)).rsyslogdCpu,
    }),
  },
  {
    name: "cpu-least",
    what: "CPU of the helper per event",
    counterpart: ACKNOWLEDGE_ONLY,
    unit: "µs",
    sample: async (round) => ({
      counterpart: (await round.c("acknowledge", 2)).cpu,
      ours: (await round.pulse(2)).cpu.total,
    }),
  },
  {
    name: "cpu-least-shipping",
    what: "CPU of the helper per event",
    counterpart: `${STORES}, and gzip of our bodies`,
    unit: "µs",
    sample: async (round) => ({
      counterpart: (await round.c("store", 2)).cpu + ourLevel(await round.pieces()).cpu,
      ours: (await round.pulse(2)).cpu.total,
    }),
  },
  {
    name: "memory-up",
    what: "peak memory of an instance under full load",
    unit: "MiB",
    goal: { atMost: 120 },
    sample: async (round) => ({ ours: (await round.pulse(2)).memory }),
  },
  {
    name: "memory-start",
    what: "… in its first seconds, while V8 compiles",
    unit: "MiB",
    sample: async (round) => ({ ours: (await round.pulse(2)).startMemory }),
  },
  {
    name: "memory-down",
    what: "… from the start on, intake down",
    unit: "MiB",
    goal: { atMost: 120 },
    sample: async ({ scene }) => ({ ours: await memoryDuringOutage(scene) }),
  },
  {
    name: "drain",
    what: "draining 1,000,000 events, one instance",
    counterpart: "the live rate, two workers",
    unit: "/s",
    goal: { atLeast: 1.5 },
    sample: async (round) => ({
      counterpart: (await round.pulse(2)).rate,
      ours: await round.drain(1_000_000),
    }),
  },
  {
    name: "backlog",
    what: "CPU per event while 10,000,000 wait",
    counterpart: "while less than 1,000,000 wait, in turns",
    unit: "µs",
    goal: { between: [0.9, 1.1] },
    async sample(round) {
      const { many, few } = await round.backlogCost();
      return { counterpart: few, ours: many };
    },
  },
  {
    name: "start",
    what: "start to first OK",
    counterpart: "node -e 0",
    unit: "ms",
    goal: { atMost: 2 },
    async sample(round) {
      const { scene } = round;
      const asked = await round.lines();
      bareNode();
      const counterpart = median(Array.from({ length: 7 }, bareNode));
      const starts = Array.from({ length: 7 }, () => askPulse(scene, asked, 0).start);
      return { counterpart, ours: median(starts) };
    },
  },
  {
    name: "bytes",
    what: "bytes shipped per byte of message",
    unit: "",
    goal: { atMost: 0.06 },
    sample: async (round) => ({
      ours: (await round.pulse(2)).arrived.bytes / round.scene.live.bytes.length,
    }),
  },
];
