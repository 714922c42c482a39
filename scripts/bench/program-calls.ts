import { type Classified, classify } from "../../src/pulse/classify.js";
import { defaultPulseSettings } from "../../src/pulse/settings.js";
import { UsualLines } from "../../src/pulse/usual-line.js";
import { COMPRESSION } from "../../src/sekoia/compress.js";
import { encodeMessage, RequestBody } from "../../src/sekoia/request.js";
import { KEY } from "../../test/support/workplace.js";

// All that the benchmarks call of the program's inside, in the way in which it calls it itself: pump.ts, lane.ts
// and client.ts, without their accounts.

/** How the program has bodies compressed. */
export { COMPRESSION };

const usualLines = new UsualLines(defaultPulseSettings);

/** Decodes and parses one line of the journal, which is UTF-8. */
export function classifyLine(line: Buffer): Classified {
  return usualLines.classify(line, 0, line.length) ?? classify(line, defaultPulseSettings);
}

/** From lines of the journal to the body of one request, not compressed. */
export function bodyOf(lines: readonly Buffer[]): RequestBody {
  const body = new RequestBody(KEY);
  for (const line of lines) {
    const { json, message, timestamp } = classifyLine(line);
    body.add({ json: json ?? encodeMessage(message), timestamp });
  }
  return body;
}
