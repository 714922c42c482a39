import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** One address for several servers, as a load balancer or a floating address gives them. */
export interface Forwarder {
  readonly port: number;
  stop(): Promise<void>;
}

/** Forwards every connection to the first of these ports of 127.0.0.1 that accepts it. */
export async function startForwarder(targets: readonly number[]): Promise<Forwarder> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.once("close", () => sockets.delete(socket));
    // An error is followed by close, which is all that matters here.
    socket.on("error", () => undefined);
    return socket;
  };
  const server = createServer(async (client) => {
    keep(client);
    for (const port of targets) {
      const upstream = keep(connect(port, "127.0.0.1"));
      const accepted = await Promise.race([
        once(upstream, "connect").then(
          () => true,
          () => false,
        ),
        once(upstream, "close").then(() => false),
      ]);
      if (!accepted) continue;
      upstream.once("close", () => client.destroy());
      client.once("close", () => upstream.destroy());
      client.pipe(upstream).pipe(client);
      return;
    }
    client.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
