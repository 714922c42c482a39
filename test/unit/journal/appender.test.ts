import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { JournalAppender } from "../../../src/journal/appender.js";
import { START, segmentPath } from "../../../src/journal/layout.js";
import { JournalReader, type Written } from "../../../src/journal/reader.js";
import { temporaryDir } from "../../support/temporary.js";

/** Everything in the journal: as its writer's reader sees it, or as one that finds it after a crash. */
async function readAll(dir: string, written?: Written): Promise<string> {
  const reader = new JournalReader(dir, START, written, { onMissing: () => {} });
  let text = "";
  for (let chunk = await reader.next(); chunk; chunk = await reader.next()) {
    text += chunk.bytes.toString();
  }
  reader.close();
  return text;
}

const lines = (...numbers: number[]) => Buffer.from(numbers.map((n) => `line ${n}\n`).join(""));

test("what was appended is read at once, over segments, and after a crash", async () => {
  const dir = temporaryDir();
  const appender = new JournalAppender(dir, 20, true);
  let all = "";
  for (let n = 0; n < 10; n++) {
    await appender.append(lines(n));
    all += lines(n);
    expect(await readAll(dir, appender)).toBe(all);
  }
  expect(readdirSync(dir).length).toBeGreaterThan(2);
  expect(await readAll(dir)).toBe(all);
});

test("bytes of an append that the process did not survive are not read", async () => {
  const dir = temporaryDir();
  const appender = new JournalAppender(dir, 1000, true);
  await appender.append(lines(1));
  const path = segmentPath(dir, 1);
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from("line 2\nlin")]));
  expect(await readAll(dir, appender)).toBe("line 1\n");
  expect(await readAll(dir)).toBe("line 1\nline 2\n");
  truncateSync(path, "line 1\nli".length);
  expect(await readAll(dir)).toBe("line 1\n");
});

test("after a failed fsync nothing counts as appended, and what comes then goes elsewhere", async () => {
  const dir = temporaryDir();
  const appender = new JournalAppender(dir, 10, true);
  await appender.append(lines(1, 2));
  // Nothing can be synced to /dev/null.
  symlinkSync("/dev/null", segmentPath(dir, 2));
  await expect(appender.append(lines(3))).rejects.toThrow();
  rmSync(segmentPath(dir, 2), { force: true });
  await appender.append(lines(3));
  expect(await readAll(dir, appender)).toBe("line 1\nline 2\nline 3\n");
  expect(await readAll(dir)).toBe("line 1\nline 2\nline 3\n");
});

test("a segment that can be written and not synced gets no more lines", async () => {
  const dir = temporaryDir();
  const appender = new JournalAppender(dir, 1000, true);
  await appender.append(lines(1));
  const path = segmentPath(dir, 1);
  rmSync(path);
  symlinkSync("/dev/null", path);
  await expect(appender.append(lines(2))).rejects.toThrow("EINVAL");
  rmSync(path);
  writeFileSync(path, lines(1));
  await appender.append(lines(3));
  expect(appender.position.segment).toBe(2);
  expect(await readAll(dir, appender)).toBe("line 1\nline 3\n");
});

test("a segment that somebody deleted is not waited for", async () => {
  const dir = temporaryDir();
  const appender = new JournalAppender(dir, 1000, true);
  await appender.append(lines(1));
  rmSync(segmentPath(dir, 1));
  await appender.append(lines(2)).catch(() => appender.append(lines(2)));
  expect(await readAll(dir, appender)).toBe("line 2\n");
});

test("a directory that somebody removed is made again", async () => {
  const dir = join(temporaryDir(), "journal");
  mkdirSync(dir);
  const appender = new JournalAppender(dir, 1000, true);
  rmSync(dir, { recursive: true });
  await appender.append(lines(1));
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  expect(await readAll(dir, appender)).toBe("line 1\n");
});

test.runIf(process.getuid?.() === 0)(
  "on a full disk nothing is half appended, and it goes on when there is room",
  async () => {
    const dir = temporaryDir();
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", dir]);
    onTestFinished(() => void execFileSync("umount", [dir]));
    const appender = new JournalAppender(dir, 64 * 1024, true);
    let kept = "";
    let failed: unknown;
    for (let n = 0; failed === undefined && n < 100; n++) {
      const piece = Buffer.from(`${n} ${"x".repeat(7000)}\n${n} more\n`);
      try {
        await appender.append(piece);
        kept += piece;
      } catch (error) {
        failed = error;
      }
    }
    expect(failed).toMatchObject({ code: "ENOSPC" });
    await expect(appender.append(Buffer.alloc(50_000, "y\n"))).rejects.toThrow("ENOSPC");
    expect(await readAll(dir, appender)).toBe(kept);
    expect(await readAll(dir)).toBe(kept);
    const { position } = appender;
    rmSync(segmentPath(dir, 1));
    await appender.append(lines(1));
    const rest = kept.slice(statSync(segmentPath(dir, 2)).size);
    expect(rest).not.toBe("");
    expect((await readAll(dir)).endsWith("line 1\n")).toBe(true);
    expect(appender.position).not.toEqual(position);
  },
);
