import type { Socket } from "node:net";
import type { Stats } from "./statistics.js";

interface Connection {
  socket: Socket;
  counted: boolean;
  carriedIntakeRequest: boolean;
}

/**
 * The server's open TCP connections. They are known by the client's port, because under TLS a
 * request only knows the encrypted socket, and a reset has to be sent on the TCP one below it.
 *
 * Connections that carry nothing but requests to `/_simulator` are not counted: those who look at
 * the numbers should not find themselves in them.
 */
export class Connections {
  readonly #byClientPort = new Map<number, Connection>();
  readonly #stats: Stats;

  constructor(stats: Stats) {
    this.#stats = stats;
  }

  opened(socket: Socket): void {
    const port = socket.remotePort;
    if (port === undefined) return;
    const connection = { socket, counted: false, carriedIntakeRequest: false };
    this.#byClientPort.set(port, connection);
    this.#count(connection, 1);
    socket.once("close", () => {
      if (connection.counted) this.#stats.connections--;
      if (this.#byClientPort.get(port) === connection) this.#byClientPort.delete(port);
    });
  }

  carriesIntakeRequest(socket: Socket): void {
    const connection = this.#find(socket);
    if (connection === undefined) return;
    connection.carriedIntakeRequest = true;
    if (!connection.counted) this.#count(connection, 1);
  }

  carriesControlRequest(socket: Socket): void {
    const connection = this.#find(socket);
    if (connection?.counted && !connection.carriedIntakeRequest) this.#count(connection, -1);
  }

  /**
   * Sends a TCP reset, so that the client sees a broken connection and not an orderly end. Not at
   * once: while Node's HTTP parser is still in the middle of a request, taking its TLS socket away
   * leaves a dead connection in the server's list, on which `server.close()` throws.
   */
  reset(socket: Socket): void {
    const connection = this.#find(socket);
    setImmediate(() => connection?.socket.resetAndDestroy());
  }

  closeAll(): void {
    for (const { socket } of this.#byClientPort.values()) socket.destroy();
  }

  #find(socket: Socket): Connection | undefined {
    return socket.remotePort === undefined ? undefined : this.#byClientPort.get(socket.remotePort);
  }

  #count(connection: Connection, change: 1 | -1): void {
    connection.counted = change === 1;
    this.#stats.connections += change;
    this.#stats.connectionsTotal += change;
  }
}
