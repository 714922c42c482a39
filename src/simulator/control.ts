import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, jsonAnswer, send } from "./answer.js";
import { FaultRuleError, type Faults, parseFaultRuleJson } from "./faults.js";
import { Refusal } from "./refusal.js";
import { bodyText, decodeBody, receiveBody } from "./request-body.js";
import type { Goal, Statistics } from "./statistics.js";

/** Paths that begin so are about the simulator, and no part of the intake. */
export const CONTROL_PREFIX = "/_simulator/";

const PATHS = [
  "POST /_simulator/faults",
  "DELETE /_simulator/faults",
  "GET /_simulator/stats",
  "GET /_simulator/wait?events=N",
  "GET /_simulator/wait?requests=N",
];

/** The simulator's remote control: faults in, numbers out. */
export class Control {
  readonly #faults: Faults;
  readonly #statistics: Statistics;

  constructor(faults: Faults, statistics: Statistics) {
    this.#faults = faults;
    this.#statistics = statistics;
  }

  /** @param url the request's path and query */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    url: { path: string; query: URLSearchParams },
  ): Promise<void> {
    const body = await receiveBody(request);
    if (body === undefined) return;
    try {
      refuseBrowsers(request);
      switch (`${request.method} ${url.path}`) {
        case "POST /_simulator/faults": {
          const content = await decodeBody(body, request.headers["content-encoding"]);
          this.#faults.add(parseFaultRuleJson(bodyText(content)));
          return send(response, noContent());
        }
        case "DELETE /_simulator/faults":
          this.#faults.clear();
          return send(response, noContent());
        case "GET /_simulator/stats":
          return send(response, jsonAnswer(200, this.#statistics.stats));
        case "GET /_simulator/wait":
          return this.#wait(response, goalFrom(url.query));
        default:
          throw new Refusal(404, `The simulator knows: ${PATHS.join(", ")}.`);
      }
    } catch (error) {
      if (error instanceof Refusal) {
        return send(response, jsonAnswer(error.status, { message: error.message }));
      }
      if (error instanceof FaultRuleError) {
        return send(response, jsonAnswer(400, { message: error.message }));
      }
      throw error;
    }
  }

  #wait(response: ServerResponse, goal: Goal): void {
    const giveUp = this.#statistics.whenReached(goal, () => {
      send(response, jsonAnswer(200, this.#statistics.stats));
    });
    response.once("close", giveUp);
  }
}

/** Names of this machine, with any port. */
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/**
 * A page that somebody looks at in a browser on this machine must not control the simulator: neither by a request of
 * its own (Origin), nor by a name of its own that leads to 127.0.0.1 (Host; "DNS rebinding").
 *
 * @throws Refusal 403
 */
function refuseBrowsers({ headers: { origin, host } }: IncomingMessage): void {
  if (origin !== undefined) {
    throw new Refusal(403, `The simulator is not controlled by web pages (Origin ${origin}).`);
  }
  if (host === undefined || !LOCAL.test(host)) {
    throw new Refusal(403, `Address it as 127.0.0.1 or localhost, not as ${host ?? "nothing"}.`);
  }
}

/** @throws Refusal 400 */
function goalFrom(query: URLSearchParams): Goal {
  const goal: Goal = {};
  for (const what of ["events", "requests"] as const) {
    const text = query.get(what);
    if (text === null) continue;
    if (!/^\d{1,15}$/.test(text)) {
      throw new Refusal(400, `Query parameter ${what} should be a number, not "${text}".`);
    }
    goal[what] = Number(text);
  }
  if (Object.keys(goal).length === 0) {
    throw new Refusal(400, "Tell what to wait for: ?events=N or ?requests=N.");
  }
  return goal;
}

function noContent(): Answer {
  return { status: 204, headers: {}, body: "" };
}
