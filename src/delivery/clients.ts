import type { Config, IntakeAddress } from "../config/config.js";
import { IntakeClient } from "../sekoia/client.js";

/** A client for one of the configuration's intakes. Throws when http.ca_file cannot be read. */
export function newClient(config: Config, { url, key }: IntakeAddress): IntakeClient {
  const { proxy, ca_file, timeout } = config.http;
  return new IntakeClient({
    url,
    key,
    timeoutMs: timeout,
    // One more, for the suspects: they are not to wait behind the stream.
    connections: config.batch.concurrency + 1,
    ...(proxy === undefined ? {} : { proxy }),
    ...(ca_file === undefined ? {} : { caFile: ca_file }),
  });
}

/** Every intake that the configuration names; `route` is undefined for the default one. */
export function intakesOf(config: Config): { route: string | undefined; intake: IntakeAddress }[] {
  const routed = config.routes.map(({ name, intake }) => ({ route: name, intake }));
  return config.intake ? [...routed, { route: undefined, intake: config.intake }] : routed;
}
