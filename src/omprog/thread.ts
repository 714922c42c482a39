// The acknowledging thread's entry point, bundled on its own (see scripts/build.mjs) and started by
// acknowledging-thread.ts. It must not import anything it does not need: it is loaded before the first
// message.
import { parentPort, workerData } from "node:worker_threads";
import { Progress } from "../journal/progress.js";
import { JournalWriter } from "../journal/writer.js";
import { acknowledge } from "./acknowledger.js";
import type { FromThread, ThreadData } from "./acknowledging-thread.js";

const { input, output, writer, progress: buffer } = workerData as ThreadData;
const tell = (message: FromThread): void => parentPort?.postMessage(message);

const progress = new Progress(buffer);
const journal = new JournalWriter(writer, progress);
// Only now is everything usable that a message needs.
tell({ type: "ready" });
const end = acknowledge(input, output, journal, progress, {
  onWake: () => tell({ type: "wake" }),
  onRefusing: (reason) => tell({ type: "refusing", reason }),
});
journal.close();
tell({ type: "end", end });
