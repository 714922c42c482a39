import type { Config } from "../config/config.js";
import { classify } from "../pulse/classify.js";
import { Router } from "../routing/router.js";
import type { DeadLetter } from "./letter.js";

/**
 * Tells the route of a dead letter, undefined for none: the one it was to take, if that is still configured,
 * else the one that it would take now.
 */
export function letterRoutes(config: Config): (letter: DeadLetter) => string | undefined {
  const router = new Router(config.routes);
  const names = new Set(config.routes.map(({ name }) => name));
  return ({ route, source, event }) => {
    if (route !== undefined && names.has(route)) return route;
    if (names.size === 0) return undefined;
    // The letter keeps who sent the message, not what its syslog header said.
    const { vpn, fw } = classify(Buffer.from(event), config.pulse);
    return router.route({ ip: source, host: source, vpn, fw });
  };
}
