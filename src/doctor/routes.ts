import type { RouteRule } from "../routing/rules.js";
import { type Finding, warning } from "./finding.js";

/**
 * Routes that trust what a message says of itself: whoever reaches a port of this rsyslog can write another's vpn=,
 * fw= or host name, and so send events to another's intake.
 */
export function checkRoutes(routes: readonly RouteRule[]): Finding[] {
  return routes
    .filter(({ match }) => match.source.length === 0)
    .map(({ name }) =>
      warning(
        `route ${name}`,
        "has no source: it takes whatever names its host, vpn or fw, whoever sent it",
        `add match.source to route ${name} in the configuration: the addresses that its devices, or their relay, send from`,
      ),
    );
}
