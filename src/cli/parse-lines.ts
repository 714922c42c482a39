import { once } from "node:events";
import { createReadStream } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { type Explained, explain } from "../pulse/explain.js";
import type { PulseSettings } from "../pulse/settings.js";
import { printable, printableJson } from "../terminal/printable.js";
import { splitLines } from "./split-lines.js";

export interface ParseInput {
  /** Files to read one after the other; none: read `stdin`. */
  readonly files: readonly string[];
  /** For people, instead of one JSON object per line. */
  readonly explain: boolean;
  readonly settings: PulseSettings;
  /** The route a record takes and why, in words; undefined: none. Absent without routes. */
  readonly routeOf?: (record: Explained) => string | undefined;
}

export interface ParseStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** Output is handed over in pieces of about this many characters. */
const PIECE = 1 << 16;

/** One line of output for one line of input; the members and their order are fixed. */
export function parsedJson(line: Explained): string {
  const { format, pulse, code, time, message, fields } = line;
  return printableJson(JSON.stringify({ format, pulse, code, time, message, fields }));
}

const FORMAT = { welf: "WELF", standard: "Standard", unknown: "neither WELF nor Standard" };
const VERDICT = { ship: "shipped", "set-aside": "set aside", drop: "dropped" };

/** What was recognised, what would be shipped, and why it would not be; a blank line at the end. */
export function explainedText(
  number: number,
  line: Explained,
  routeOf?: ParseInput["routeOf"],
): string {
  const header =
    line.tag === null
      ? "no program in the syslog header"
      : `program ${line.tag} in the syslog header`;
  const said: [string, string][] = [
    ["recognised", `${FORMAT[line.format]}, ${line.pulse ? "Pulse" : "not Pulse"} (${header})`],
  ];
  if (line.format === "standard") {
    said.push(["advice", "choose the WELF filter for this syslog server on the device"]);
  }
  if (line.code !== null) {
    const doubt = line.codeCertain ? "" : " (the record can be read in more than one way)";
    said.push(["event code", line.code + doubt]);
  }
  if (line.time !== null) said.push(["its time", `${line.time} ${line.offset ?? "(no offset)"}`]);
  said.push(["event time", line.timestamp ?? "none: the intake takes the time of arrival"]);
  const device = [line.vpn && `vpn=${line.vpn}`, line.fw && `fw=${line.fw}`, line.host, line.ip];
  said.push(["device", device.filter(Boolean).join(" ") || "not named"]);
  if (line.truncated) said.push(["truncated", "the record was cut before its end"]);
  if (line.forged !== null) {
    said.push(["forged", `could be read in more than one way; as it came: ${line.forged}`]);
  }
  const fields = Object.entries(line.fields).filter(([, value]) => value !== "");
  if (fields.length > 0) {
    said.push([
      "fields",
      fields.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(" "),
    ]);
  }
  said.push(["verdict", VERDICT[line.verdict] + (line.reason ? `: ${line.reason.text}` : "")]);
  if (routeOf && line.verdict === "ship") {
    said.push(["route", routeOf(line) ?? "none, and there is no default intake: it waits for one"]);
  }
  said.push([line.verdict === "ship" ? "as" : "message", line.message]);
  const lines = said.map(([name, value]) => `  ${name.padEnd(10)}  ${printable(value)}\n`);
  return `line ${number}\n${lines.join("")}\n`;
}

/** Writes, and waits where the reader is slower. */
async function write(stdout: Writable, text: string): Promise<void> {
  if (text !== "" && !stdout.write(text)) await once(stdout, "drain");
}

async function parseStream(
  input: ParseInput,
  bytes: AsyncIterable<Buffer>,
  stdout: Writable,
  numberFrom: number,
): Promise<number> {
  let number = numberFrom;
  let piece = "";
  for await (const lines of splitLines(bytes)) {
    for (const line of lines) {
      number++;
      const explained = explain(line, input.settings);
      piece += input.explain
        ? explainedText(number, explained, input.routeOf)
        : `${parsedJson(explained)}\n`;
      if (piece.length >= PIECE) {
        await write(stdout, piece);
        piece = "";
      }
    }
  }
  await write(stdout, piece);
  return number;
}

/**
 * The command `parse`: log lines in, one output per line, in order.
 * @returns the exit code: 1 if a file could not be read, which is said on stderr
 */
export async function parse(input: ParseInput, streams: ParseStreams): Promise<number> {
  const { stdin, stdout, stderr } = streams;
  if (input.files.length === 0) {
    await parseStream(input, stdin, stdout, 0);
    return 0;
  }
  let failed = 0;
  for (const file of input.files) {
    try {
      await parseStream(input, createReadStream(file, { highWaterMark: PIECE }), stdout, 0);
    } catch (error) {
      const problem = error as NodeJS.ErrnoException;
      if (problem.syscall === "write") throw error;
      stderr.write(`${printable(`pulse-sekoia parse: cannot read ${file}: ${problem.message}`)}\n`);
      failed = 1;
    }
  }
  return failed;
}
