// The acknowledging thread's entry point, bundled on its own (see scripts/build.mjs) and started by
// acknowledging-thread.ts. It must not import anything it does not need: it is loaded before the first
// message.
import { parentPort } from "node:worker_threads";
import { Progress } from "../journal/progress.js";
import { JournalWriter } from "../journal/writer.js";
import { acknowledge } from "./acknowledger.js";
import type { FromThread, ThreadTask } from "./acknowledging-thread.js";

const tell = (message: FromThread): void => parentPort?.postMessage(message);

parentPort?.once("message", ({ input, output, writer, progress: buffer }: ThreadTask) => {
  const progress = new Progress(buffer);
  let journal: JournalWriter;
  try {
    journal = new JournalWriter(writer, progress);
  } catch (error) {
    return tell({ type: "unusable", reason: (error as Error).message });
  }
  // Only now is everything usable that a message needs.
  tell({ type: "ready" });
  const end = acknowledge(input, output, journal, progress, {
    onWake: () => tell({ type: "wake" }),
    onRefusing: (reason) => tell({ type: "refusing", reason }),
  });
  journal.close();
  tell({ type: "end", end });
});
