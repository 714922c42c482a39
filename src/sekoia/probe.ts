import { channel } from "node:diagnostics_channel";
import { TLSSocket } from "node:tls";
import { IntakeClient, type IntakeSettings, type Outcome } from "./client.js";
import type { IntakeEvent } from "./request.js";

/** What a request to the intake showed. */
export interface Probe {
  readonly outcome: Outcome;
  /** Date of the answer minus this machine's clock, in milliseconds, to the second; absent without an answer. */
  readonly clockOffsetMs?: number;
  /** When the certificate of the intake (or of what stands before it) ends; absent without TLS. */
  readonly certificateEnds?: Date;
  readonly certificateIssuer?: string;
}

/**
 * Sends `events` in one request of its own; none: a request without event and key,
 * which shows whether the intake can be reached. Never rejects except for a CA file that cannot be read.
 */
export async function probe(
  settings: IntakeSettings,
  events: readonly IntakeEvent[],
): Promise<Probe> {
  const client = new IntakeClient(settings);
  let clockOffsetMs: number | undefined;
  let certificate: ReturnType<TLSSocket["getPeerCertificate"]> | undefined;
  const host = new URL(settings.url).hostname;
  const onHeaders = (message: unknown) => {
    const { response } = message as { response: { headers: Buffer[] } };
    const at = response.headers.findIndex((name) => name.toString().toLowerCase() === "date");
    const date = at < 0 ? Number.NaN : Date.parse(response.headers[at + 1]?.toString() ?? "");
    if (!Number.isNaN(date)) clockOffsetMs = date - Math.floor(Date.now() / 1000) * 1000;
  };
  const onConnected = (message: unknown) => {
    const { socket, connectParams } = message as {
      socket: unknown;
      connectParams?: { hostname?: string };
    };
    // A proxy reached by TLS shows a certificate too; the intake's is the one of its name.
    if (socket instanceof TLSSocket && connectParams?.hostname === host)
      certificate = socket.getPeerCertificate();
  };
  // undici's own diagnostic channels: the only way to the socket of a connection through a proxy.
  const headers = channel("undici:request:headers");
  const connected = channel("undici:client:connected");
  headers.subscribe(onHeaders);
  connected.subscribe(onConnected);
  try {
    const body = client.newBody();
    for (const event of events) body.add(event);
    const outcome = await client.send(body);
    return {
      outcome,
      ...(clockOffsetMs === undefined ? {} : { clockOffsetMs }),
      ...(certificate?.valid_to ? { certificateEnds: new Date(certificate.valid_to) } : {}),
      ...(certificate?.issuer ? { certificateIssuer: nameOf(certificate.issuer) } : {}),
    };
  } finally {
    headers.unsubscribe(onHeaders);
    connected.unsubscribe(onConnected);
    await client.destroy();
  }
}

function nameOf(issuer: { O?: string | string[]; CN?: string | string[] }): string {
  return [issuer.O, issuer.CN].flat().filter(Boolean).join(", ") || "an authority without a name";
}

/**
 * Whether an outcome of a request without events shows that an intake answered. It may refuse such a
 * request with 400, 401, 403 or 422: how it treats an empty list is not documented.
 */
export function intakeAnswered(outcome: Outcome): boolean {
  if (outcome.action === "accepted" || outcome.action === "split") return true;
  return outcome.status === 401 || outcome.status === 403;
}
