import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { PROGRAM } from "../support/program.js";

const LINES = 1_000_000;

/** Lines of all sorts that differ, the same for every run. */
function* randomLines(count: number): Generator<Buffer> {
  let state = 20261124;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const welf = readFileSync(resolve(import.meta.dirname, "../fixtures/welf.log"));
  const standard = readFileSync(resolve(import.meta.dirname, "../fixtures/standard.log"));
  const known = [
    ...welf.toString("latin1").split("\n"),
    ...standard.toString("latin1").split("\n"),
  ];
  for (let i = 0; i < count; i++) {
    const kind = random(4);
    let line: Buffer;
    if (kind === 0) {
      line = Buffer.alloc(random(60));
      for (let at = 0; at < line.length; at++) line[at] = random(256);
    } else {
      line = Buffer.from(known[random(known.length)] ?? "", "latin1");
      const changes = kind === 1 ? 0 : random(6);
      for (let change = 0; change < changes && line.length > 0; change++) {
        line[random(line.length)] = random(256);
      }
      if (kind === 3) line = line.subarray(0, random(line.length + 1));
    }
    for (let at = line.indexOf(10); at >= 0; at = line.indexOf(10)) line[at] = 32;
    yield line;
  }
}

function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

it("a million random lines: one output line each, memory flat", async () => {
  const program = spawn(process.execPath, [PROGRAM, "parse"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  // "close" comes when its output has been read to the end; "exit" may come before.
  const ended = once(program, "close");
  let outputs = 0;
  let begun = "";
  const formats = new Map<string, number>();
  program.stdout.setEncoding("utf8");
  program.stdout.on("data", (chunk: string) => {
    const lines = (begun + chunk).split("\n");
    begun = lines.pop() ?? "";
    outputs += lines.length;
    // Every line is looked at, one in a hundred whole.
    for (const line of lines) {
      if (!line.startsWith('{"format":"') || !line.endsWith("}}")) throw new Error(line);
    }
    for (let at = 0; at < lines.length; at += 100) {
      const { format } = JSON.parse(lines[at] ?? "") as { format: string };
      formats.set(format, (formats.get(format) ?? 0) + 1);
    }
  });
  const LF = Buffer.from("\n");
  const memory: number[] = [];
  let batch: Buffer[] = [];
  let written = 0;
  for (const line of randomLines(LINES)) {
    batch.push(line, LF);
    if (++written % 1000 === 0) {
      if (!program.stdin.write(Buffer.concat(batch))) await once(program.stdin, "drain");
      batch = [];
    }
    if (written % 100_000 === 0) memory.push(memoryOf(program.pid ?? 0));
  }
  program.stdin.end(Buffer.concat(batch));
  const [code] = await ended;
  expect(code).toBe(0);
  expect(begun).toBe("");
  expect(outputs).toBe(LINES);
  expect([...formats.keys()].sort()).toEqual(["standard", "unknown", "welf"]);
  // After the first fifth it has all it needs; a leak of 100 bytes a line would be 80 MB.
  expect(Math.max(...memory.slice(2)) - (memory[1] ?? 0)).toBeLessThan(50);
});
