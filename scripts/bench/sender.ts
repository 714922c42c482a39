import { once } from "node:events";
import { connect } from "node:net";

const PIECE_BYTES = 256 * 1024;

/** Sends bytes over one TCP connection and closes it. Resolves when the other end has closed as well. */
export async function sendBytes(port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.resume();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    if (!socket.write(bytes.subarray(at, at + PIECE_BYTES))) await once(socket, "drain");
  }
  socket.end();
  await once(socket, "close");
}
