import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../test/support/until.js";
import { KEY } from "../../test/support/workplace.js";
import { BATCH_EVENTS } from "./batch.js";
import { rate } from "./live.js";
import type { Scene } from "./scene.js";
import { sendBytes } from "./sender.js";

/** Through syslog-ng's http(): the same requests, but not compressed: this version cannot. */
export async function runSyslogNg(scene: Scene, workers: number, delayMs = 0): Promise<number> {
  const { intake, syslogNg, warmUp, live } = scene;
  if (!syslogNg) throw new Error("syslog-ng is not there");
  await intake.reset();
  const dir = mkdtempSync(join(scene.dir, "syslog-ng-"));
  const at = (name: string) => join(dir, name);
  const port = 20_000 + (process.pid % 10_000);
  writeFileSync(
    at("syslog-ng.conf"),
    `@version: 3.38
@module afsocket
@module syslogformat
@module http
@module json-plugin
options { stats-freq(0); };
source s {
  network(ip(127.0.0.1) port(${port}) transport("tcp") flags(syslog-protocol)
    log-fetch-limit(1000) log-iw-size(50000) max-connections(10));
};
destination d {
  http(url("${intake.url}/array") method("POST") headers("Content-Type: application/json")
    body('$(format-json --scope none intake_key=${KEY} json=$MSG timestamp=$ISODATE)')
    body-prefix("[") delimiter(",") body-suffix("]")
    batch-lines(${BATCH_EVENTS}) batch-timeout(50) workers(${workers}) log-fifo-size(100000));
};
log { source(s); destination(d); flags(flow-control); };
`,
  );
  const files = ["-f", "-p", "-R", "-c"].flatMap((flag, i) => [
    flag,
    at(["syslog-ng.conf", "pid", "persist", "control"][i] as string),
  ]);
  const child = spawn(
    syslogNg.program,
    [...files, "-F", "--no-caps", `--module-path=${syslogNg.modules}`],
    { env: { ...process.env, LD_LIBRARY_PATH: syslogNg.libraries }, stdio: "ignore" },
  );
  const exited = new Promise((done) => child.once("exit", done));
  try {
    await until("syslog-ng listens", () =>
      sendBytes(port, Buffer.alloc(0)).then(
        () => true,
        () => child.exitCode !== null && Promise.reject(new Error("syslog-ng ended at once")),
      ),
    );
    await sendBytes(port, warmUp.bytes);
    await intake.waitFor(warmUp.messages);
    await intake.reset({ delayMs });
    const start = process.hrtime.bigint();
    await sendBytes(port, live.bytes);
    const { lastAt } = await intake.waitFor(live.messages);
    return rate(live, lastAt - start);
  } finally {
    child.kill("SIGKILL");
    await exited;
  }
}
