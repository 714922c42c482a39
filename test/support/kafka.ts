import { spawn } from "node:child_process";

/** librdkafka's mock cluster: one broker in memory, topics of four partitions with 5 MiB each. */
export interface Kafka {
  /** host:port */
  readonly broker: string;
  /** How often consumers have told it what they consumed. */
  commits(): number;
  /** Consumers that shared out the partitions among them when they last did. */
  sharers(): number;
  /** The broker stops answering; connections stay. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Starts a mock cluster as a process of its own. It ends with `stop()`, and when its standard input does. */
export async function startKafka(): Promise<Kafka> {
  const child = spawn(
    "kcat",
    ["-P", "-t", "x", "-b", "x", "-X", "test.mock.num.brokers=1", "-d", "mock"],
    { stdio: ["pipe", "ignore", "pipe"] },
  );
  const exited = new Promise<void>((done) => child.once("exit", () => done()));
  let commits = 0;
  let sharers = 0;
  let line = "";
  const follow = (chunk: string) => {
    const lines = (line + chunk).split("\n");
    line = lines.pop() ?? "";
    for (const text of lines) {
      if (text.includes("Sending OffsetCommitResponse")) commits++;
      const [, up] = / with (\d+) member\(s\) changing state \w+ -> Up:/.exec(text) ?? [];
      if (up !== undefined) sharers = Number(up);
    }
  };
  const broker = await new Promise<string>((found, failed) => {
    let text = "";
    child.once("error", failed);
    child.once("exit", (code) => failed(new Error(`kcat ended (${code}): ${text}`)));
    child.stderr.on("data", (chunk: Buffer) => {
      // What follows the address is a line or more per request.
      follow(chunk.toString("latin1"));
      if (text.length < 10_000) text += chunk.toString("latin1");
      const address = /bootstrap\.servers=(\S+)/.exec(text)?.[1];
      if (address !== undefined) found(address);
    });
  });
  return {
    broker,
    commits: () => commits,
    sharers: () => sharers,
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    stop: () => {
      child.kill("SIGKILL");
      return exited;
    },
  };
}
