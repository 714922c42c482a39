import { once } from "node:events";
import { connect } from "node:net";

/**
 * Sends syslog messages over one TCP connection, octet-counted (RFC 6587), so that a message may hold any
 * byte. Resolves when all have been handed over and the connection is closed. `device` is the address they
 * come from, any of 127.0.0.0/8.
 */
export async function sendSyslog(
  port: number,
  messages: Iterable<Buffer | string>,
  device?: string,
): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1", ...(device && { localAddress: device }) });
  await once(socket, "connect");
  for (const message of messages) {
    const bytes = typeof message === "string" ? Buffer.from(message) : message;
    const frame = Buffer.concat([Buffer.from(`${bytes.length} `), bytes]);
    if (!socket.write(frame)) await once(socket, "drain");
  }
  socket.end();
  await once(socket, "close");
}
