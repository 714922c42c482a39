import { createReadStream } from "node:fs";
import { deadLetterDir, deadLetterFiles } from "../dead-letters/letter.js";
import { openOwn } from "../journal/open-own.js";

/** `reason` stands second in every letter, behind a time of fixed length. */
const REASON = /^\{"time":"[^"]*","reason":"([^"]*)"/;
const HEAD_BYTES = 120;
const LF = 0x0a;

/** How many dead letters lie in the spool, by reason. Rejects with what the file system says. */
export async function countDeadLetters(spoolDir: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = Object.create(null);
  for (const file of deadLetterFiles(deadLetterDir(spoolDir))) {
    for await (const reason of reasonsIn(file)) counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

/** The reason of each complete line. Lines can be long, so only their beginnings are kept. */
async function* reasonsIn(file: string): AsyncGenerator<string> {
  let head = "";
  const fd = openOwn(file);
  if (fd === undefined) return;
  for await (const chunk of createReadStream("", { fd }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      yield REASON.exec(extend(head, chunk, start, end))?.[1] ?? "unreadable";
      head = "";
      start = end + 1;
    }
    head = extend(head, chunk, start, chunk.length);
  }
}

function extend(head: string, chunk: Buffer, start: number, end: number): string {
  const missing = HEAD_BYTES - head.length;
  return missing <= 0
    ? head
    : head + chunk.toString("latin1", start, Math.min(end, start + missing));
}
