import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnRsyslogd } from "../../test/support/rsyslogd-process.js";
import { KEY } from "../../test/support/workplace.js";
import { BATCH_EVENTS } from "./batch.js";
import { rate } from "./live.js";
import type { Scene } from "./scene.js";
import { sendBytes } from "./sender.js";
import { ROOT } from "./tools.js";

/**
 * Where rsyslogd's omhttp is, if anywhere. Debian 12 builds it into none of its packages; .tools/omhttp.so is
 * for one that was compiled from the sources of the same rsyslog.
 */
export function findOmhttp(): string | undefined {
  const triplet = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
  const places = [
    `/usr/lib/${triplet}/rsyslog/omhttp.so`,
    "/usr/lib64/rsyslog/omhttp.so",
    "/usr/lib/rsyslog/omhttp.so",
    join(ROOT, ".tools/omhttp.so"),
  ];
  return places.find((place) => existsSync(place));
}

/**
 * The messages through rsyslogd alone, which ships them with its own omhttp. The queue is the shipped snippet's,
 * but with batches as large as the requests, and in memory only: this stores nothing.
 */
export async function runOmhttp(scene: Scene, module: string): Promise<number> {
  const { intake, warmUp, live } = scene;
  await intake.reset();
  const dir = mkdtempSync(join(scene.dir, "omhttp-"));
  writeFileSync(
    join(dir, "rsyslog.conf"),
    `global(workDirectory="${dir}" maxMessageSize="1m")
module(load="${module}")
module(load="imtcp")
template(name="event" type="list") {
    constant(value="{\\"intake_key\\":\\"${KEY}\\",\\"json\\":\\"")
    property(name="rawmsg" format="json")
    constant(value="\\",\\"timestamp\\":\\"")
    property(name="timereported" dateFormat="rfc3339")
    constant(value="\\"}")
}
ruleset(
    name="ship"
    queue.type="LinkedList"
    queue.size="50000"
    queue.dequeueBatchSize="${BATCH_EVENTS}"
    queue.workerThreads="2"
    queue.workerThreadMinimumMessages="2000"
) {
    action(
        type="omhttp"
        server="127.0.0.1"
        serverport="${intake.port}"
        restpath="array"
        usehttps="off"
        template="event"
        batch="on"
        batch.format="jsonarray"
        batch.maxsize="${BATCH_EVENTS}"
        compress="on"
        action.resumeRetryCount="-1"
    )
}
input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="${dir}/listener.port" ruleset="ship")
`,
  );
  const rsyslogd = spawnRsyslogd(dir);
  try {
    const port = await rsyslogd.readPort("listener.port");
    await sendBytes(port, warmUp.bytes);
    await intake.waitFor(warmUp.messages);
    await intake.reset();
    const start = process.hrtime.bigint();
    await sendBytes(port, live.bytes);
    const { lastAt } = await intake.waitFor(live.messages);
    return rate(live, lastAt - start);
  } finally {
    await rsyslogd.stop();
  }
}
