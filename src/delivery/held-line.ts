// A line that is suspected of failing on its own account carries in the journal since when it is, as one more member
// of its JSON object: `,"held":"2026-11-25T10:21:15.000Z"}`. Parsers pass over members they do not know.

const MEMBER = ',"held":"';
const TIME_LENGTH = "2026-11-25T10:21:15.000Z".length;
const END = '"}';
const LENGTH = MEMBER.length + TIME_LENGTH + END.length;
const LF = 0x0a;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Since when the line from `start` up to `end` (without LF) is held, in milliseconds since 1970; undefined when it is
 * not. Inside a JSON string the quotes would be escaped, so no message can bring this about.
 */
export function heldSince(bytes: Buffer, start: number, end: number): number | undefined {
  if (end - start <= LENGTH || bytes[start] !== OPEN || bytes[end - 1] !== CLOSE) return undefined;
  const tail = bytes.toString("latin1", end - LENGTH, end);
  if (!tail.startsWith(MEMBER) || !tail.endsWith(END)) return undefined;
  const time = Date.parse(tail.slice(MEMBER.length, MEMBER.length + TIME_LENGTH));
  return Number.isNaN(time) ? undefined : time;
}

/**
 * The line (with its LF) as it is held since `since`, or as it is where it says so already. One that is no JSON
 * object stays as it is: for it the time begins again when the program does.
 */
export function holdLine(line: Buffer, since: number): Buffer {
  const end = line.at(-1) === LF ? line.length - 1 : line.length;
  if (line[0] !== OPEN || line[end - 1] !== CLOSE || end <= 2) return line;
  if (heldSince(line, 0, end) !== undefined) return line;
  const stamp = `${MEMBER}${new Date(since).toISOString()}${END}\n`;
  return Buffer.concat([line.subarray(0, end - 1), Buffer.from(stamp, "latin1")]);
}
