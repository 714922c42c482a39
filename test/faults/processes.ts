// What may happen to the program and to rsyslogd.
import type { FaultRow } from "./scene.js";

const DOWN = { fault: { status: 503 } } as const;

/** rsyslogd ends by `signal` while the intake is up or down, and starts again. */
function rsyslogdEnds(signal: "SIGTERM" | "SIGKILL", intakeUp: boolean): FaultRow {
  const word = signal === "SIGTERM" ? "term" : "kill";
  return {
    name: `rsyslogd-${word}-${intakeUp ? "up" : "down"}`,
    fault: `rsyslogd ${signal === "SIGTERM" ? "SIGTERM" : "kill -9"}, intake ${intakeUp ? "up" : "down"}`,
    async play(scene) {
      if (!intakeUp) await scene.intake.fault(DOWN);
      await scene.startRsyslogd();
      await scene.send(Math.floor(scene.count / 2));
      // A killed rsyslogd takes along what it had not handed over yet; that is not ours to keep.
      if (signal === "SIGKILL") await scene.acknowledged();
      await scene.rsyslogd.stop(signal);
      await scene.startRsyslogd();
      scene.recover();
      await scene.intake.clearFaults();
      await scene.send(scene.count - scene.sent);
    },
  };
}

export const PROCESSES: readonly FaultRow[] = [
  {
    name: "helper-kill",
    fault: "the program killed -9, five times in mid-stream",
    async play(scene) {
      const part = Math.floor(scene.count / 6);
      await scene.startRsyslogd();
      await scene.send(1);
      await scene.delivered();
      for (let kill = 0; kill < 5; kill++) {
        const sending = scene.send(part);
        await scene.killHelper();
        await sending;
      }
      scene.recover();
      await scene.send(scene.count - scene.sent);
    },
  },
  {
    name: "helper-stop",
    fault: "the program stopped (SIGSTOP) for longer than confirmTimeout",
    snippet: (snippet) =>
      snippet
        .replace('confirmTimeout="20000"', 'confirmTimeout="2000"')
        .replace('closeTimeout="10000"', 'closeTimeout="1000"'),
    async play(scene) {
      await scene.startRsyslogd();
      await scene.send(Math.floor(scene.count / 3));
      const pid = await scene.helper();
      process.kill(pid, "SIGSTOP");
      scene.recover();
      await scene.send(scene.count - scene.sent);
      await scene.replaced(pid);
    },
  },
  rsyslogdEnds("SIGTERM", true),
  rsyslogdEnds("SIGTERM", false),
  rsyslogdEnds("SIGKILL", true),
  rsyslogdEnds("SIGKILL", false),
  {
    name: "two-instances",
    fault: "two instances at once, one killed -9 with a backlog",
    snippet: (snippet) =>
      snippet.replace('workerThreadMinimumMessages="2000"', 'workerThreadMinimumMessages="1"'),
    async play(scene) {
      await scene.intake.fault(DOWN);
      await scene.startRsyslogd();
      await scene.send(Math.floor(scene.count / 2));
      await scene.acknowledged();
      await scene.killHelper();
      scene.recover();
      await scene.intake.clearFaults();
      await scene.send(scene.count - scene.sent);
    },
  },
];
