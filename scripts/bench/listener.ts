// The intake's place in the benchmarks, a process of its own. It stands for a machine elsewhere, so it does
// as little as it can on this one while the clock runs: it keeps bodies as they come, answers each with 1000
// event_ids, and unpacks and counts only when asked. Everybody ships to the same one.
//
//   POST /array          events as pulse-sekoia sends them
//   POST /plain/batch    one event a line, as Sekoia documents for syslog-ng
//   POST /reset?…        forgets everything; from then on
//                        delay=50: takes 50 ms for each request
//   POST /seen           {"requests":…,"firstAt":…,"lastAt":…}: cheap; times of answers on the monotonic clock, in
//                        nanoseconds
//   POST /count          also {"events":…,"bytes":…,"plainBytes":…}
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

interface Body {
  readonly chunks: readonly Buffer[];
  readonly gzip: boolean;
  readonly array: boolean;
}

const ANSWER = JSON.stringify({ event_ids: Array.from({ length: 1000 }, () => randomUUID()) });
/** Begins each event of a request to /array; inside a JSON string its quotes would be escaped. */
const EVENT = Buffer.from('"json":"');
const LF = 0x0a;

let delayMs = 0;
let bodies: Body[] = [];
let seen = nothingSeen();
let counted = nothingCounted();

function nothingSeen() {
  return { requests: 0, firstAt: "0", lastAt: "0" };
}

function nothingCounted() {
  return { events: 0, bytes: 0, plainBytes: 0 };
}

function reset(query: URLSearchParams): void {
  delayMs = Number(query.get("delay") ?? 0);
  bodies = [];
  seen = nothingSeen();
  counted = nothingCounted();
}

function count(): void {
  for (const { chunks, gzip, array } of bodies) {
    const body = Buffer.concat(chunks);
    const plain = gzip ? gunzipSync(body) : body;
    counted.bytes += body.length;
    counted.plainBytes += plain.length;
    counted.events += array ? occurrences(plain, EVENT) : lines(plain);
  }
  bodies = [];
}

function occurrences(bytes: Buffer, of: Buffer): number {
  let number = 0;
  for (let at = bytes.indexOf(of); at >= 0; at = bytes.indexOf(of, at + of.length)) number++;
  return number;
}

function lines(bytes: Buffer): number {
  let number = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) number++;
  return number + (bytes.length > 0 && bytes[bytes.length - 1] !== LF ? 1 : 0);
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://listener");
  const answer = (text: string) => {
    response.setHeader("Content-Type", "application/json");
    response.end(text);
  };
  if (url.pathname === "/seen") return answer(JSON.stringify(seen));
  if (url.pathname === "/count") {
    count();
    return answer(JSON.stringify({ ...seen, ...counted }));
  }
  if (url.pathname === "/reset") {
    reset(url.searchParams);
    return answer("{}");
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const gzip = request.headers["content-encoding"] === "gzip";
    bodies.push({ chunks, gzip, array: url.pathname === "/array" });
    const take = () => {
      seen.requests++;
      seen.lastAt = String(process.hrtime.bigint());
      if (seen.requests === 1) seen.firstAt = seen.lastAt;
      answer(ANSWER);
    };
    if (delayMs > 0) setTimeout(take, delayMs);
    else take();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.once("end", () => process.exit(0)).resume();
