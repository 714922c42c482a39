import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const DIR = resolve(import.meta.dirname, "../../rsyslog.d");
const read = (name: string) => readFileSync(join(DIR, name), "utf8");

const LOCAL = read("49-pulse-sekoia.conf");
const EDGES = ["49-pulse-sekoia-kafka-edge.conf.example", "49-pulse-sekoia-relp-edge.conf.example"];
const RECEIVERS = [
  "51-pulse-sekoia-kafka-worker.conf.example",
  "51-pulse-sekoia-relp-central.conf.example",
];

/** The members of the JSON object, in the order they are written. */
function members(snippet: string): string {
  const found = /template\(name="pulse_sekoia_(?:\w+_)?json" type="list"\) \{\n([\s\S]*?)\n\}/.exec(
    snippet,
  );
  return found?.[1] ?? "";
}

/** The condition of the rule, with the comment that explains it. */
function rule(snippet: string): string {
  return /(# Which messages are Pulse\.[\s\S]*?)\nthen \{/.exec(snippet)?.[1] ?? "";
}

test.each(EDGES)("%s sends what the program expects, of the messages it should", (name) => {
  expect(members(LOCAL)).toContain('outname="raw"');
  expect(members(read(name))).toBe(members(LOCAL));
  expect(rule(LOCAL)).toContain("$programname");
  expect(rule(read(name))).toBe(rule(LOCAL));
});

test.each(RECEIVERS)("%s has no queue between input and program", (name) => {
  const queues = read(name).match(/^[^#\n]*queue\.\w+="[^"]*"/gm) ?? [];
  expect(queues).toHaveLength(1);
  expect(queues[0]).toContain('queue.type="Direct"');
});

test("all names begin with pulse_sekoia, and none is defined twice", () => {
  const names = readdirSync(DIR).flatMap((file) =>
    [...read(file).matchAll(/^\s*(?!#)[^#\n]*?\bname="(\w+)"/gm)].map(([, name]) => name ?? ""),
  );
  const defined = names.filter((name) => !PROPERTIES.has(name));
  expect(defined.filter((name) => !name.startsWith("pulse_sekoia"))).toEqual([]);
  expect(defined.length).toBe(new Set(defined).size);
});

/** Of rsyslog's messages. */
const PROPERTIES = new Set(
  "rawmsg msg programname hostname fromhost-ip fromhost pri timereported timegenerated".split(" "),
);

test.each([
  ["action.resumeRetryCount", "-1", "any other number throws messages away when it is reached"],
  [
    "queue.dequeueBatchSize",
    "64",
    "so many messages are lost at most by a restart on a full spool",
  ],
  ["queue.saveOnShutdown", "on", "what waits in memory is lost at a stop otherwise"],
  ["queue.maxDiskSpace", "4g", "without a limit it fills the disk"],
  ["closeTimeout", "10000", "the program ships for 3 s and takes late messages for up to 5 s"],
  ["confirmTimeout", "20000", "a slow disk is not a dead program"],
  ["killUnresponsive", "on", "a hanging program would be left behind"],
  ["signalOnClose", undefined, "the end of input is enough; SIGTERM would cut it short"],
  ["confirmMessages", "on", "without acknowledgement rsyslog forgets at once"],
  ["reportFailures", "on", "why a message is refused has to be in rsyslog's log"],
  ["useTransactions", undefined, "a transaction that is cut short is lost"],
  ["fileCreateMode", "0640", "the log names devices and users"],
  ["hup.signal", "HUP", "makes the program read its configuration"],
  ["queue.workerThreads", "2", "one worker alone waits for the program's answers"],
])("%s is %j: %s", (name, value, _reason) => {
  const code = LOCAL.replace(/^\s*#.*$/gm, "");
  const found = [...code.matchAll(new RegExp(`\\b${name.replace(".", "\\.")}="([^"]*)"`, "g"))];
  expect(found.map(([, text]) => text)).toEqual(value === undefined ? [] : [value]);
});
