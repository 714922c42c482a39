import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadConfig } from "../../../src/config/config.js";
import { Instance } from "../../../src/instance/instance.js";
import { JournalWriter } from "../../../src/journal/writer.js";
import { startSimulator } from "../../../src/simulator/simulator.js";
import { keptLog } from "../../support/log.js";
import { handedLine } from "../../support/messages.js";
import { KEY } from "../../support/one-intake.js";
import { temporaryDir } from "../../support/temporary.js";
import { until } from "../../support/until.js";

test("whatever the umask, nobody else reads journals, backlogs, cursors or dead letters", async () => {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  const simulator = await startSimulator({ keys: [KEY] });
  onTestFinished(() => simulator.close());
  const dir = temporaryDir();
  const spool = join(dir, "spool");
  const keyFile = join(dir, "key");
  writeFileSync(keyFile, KEY, { mode: 0o600 });
  const file = join(dir, "config.yaml");
  writeFileSync(
    file,
    `intake: {url: "${simulator.url}"}
spool: {dir: "${spool}"}
batch: {max_wait: 0ms}
pulse: {foreign: set-aside}
routes: [{name: paris, match: {vpn: PCS-1}, key_file: "${keyFile}"}]
`,
    { mode: 0o600 },
  );
  const instance = new Instance(file, loadConfig(file), keptLog().log);
  const journal = new JournalWriter(instance.writer, instance.progress);
  instance.start();
  const unrouted = handedLine(2).replace("vpn=PCS-1", "vpn=PCS-2");
  const lines = `${handedLine(1)}${unrouted}${JSON.stringify({ raw: "foreign" })}\n`;
  journal.append(Buffer.from(lines), 3, Buffer.byteLength(lines));
  instance.wake();
  const names = () => readdirSync(spool, { recursive: true }) as string[];
  const kinds = [
    /^journal$/,
    /^journal\/[^~/]+$/,
    /^journal\/[^~/]+\/\d+\.jsonl$/,
    /^journal\/[^~/]+\/cursor$/,
    /^journal\/[^/]+~\d+$/,
    /^journal\/[^/]+~\d+\/\d+\.jsonl$/,
    /^dead-letters$/,
    /^dead-letters\/.*\.jsonl$/,
  ];
  await until("there is one of each", () =>
    kinds.every((kind) => names().some((name) => kind.test(name))),
  );
  for (const name of names().filter((one) => kinds.some((kind) => kind.test(one)))) {
    const stat = statSync(join(spool, name));
    expect(`${name} ${(stat.mode & 0o777).toString(8)}`).toBe(
      `${name} ${stat.isDirectory() ? "700" : "600"}`,
    );
  }
  await instance.finish(0, false);
  journal.close();
});
