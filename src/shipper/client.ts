import type { Config } from "../config.js";
import { IntakeClient } from "../sekoia/client.js";

/** A client for the intake that the configuration names. Throws when http.ca_file cannot be read. */
export function newClient(config: Config): IntakeClient {
  const { proxy, ca_file, timeout } = config.http;
  return new IntakeClient({
    url: config.intake.url,
    key: config.intake.key,
    timeoutMs: timeout,
    connections: config.batch.concurrency,
    ...(proxy === undefined ? {} : { proxy }),
    ...(ca_file === undefined ? {} : { caFile: ca_file }),
  });
}
