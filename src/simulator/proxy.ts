import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { listen } from "./listen.js";
import type { Stats } from "./statistics.js";

export interface ProxyOptions {
  /** TCP port; 0, the default, is any free one. */
  port?: number;
  /** `user:password` that a client has to give as HTTP Basic in Proxy-Authorization. */
  auth?: string;
  /** Answers 403 to every CONNECT. */
  refuse?: boolean;
}

/** A running HTTP proxy. */
export interface RunningProxy {
  /** Its address, such as `http://127.0.0.1:3128`. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts an HTTP proxy on loopback that opens CONNECT tunnels, to loopback only: whatever a test
 * does wrong, its events stay on this machine.
 *
 * @param stats where it counts CONNECT requests and tunnels
 */
export async function startProxy(options: ProxyOptions, stats: Stats): Promise<RunningProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => {
    response.writeHead(405, { "Content-Type": "text/plain", Allow: "CONNECT" });
    response.end("This proxy only opens CONNECT tunnels.\n");
  });
  server.on("connection", (socket) => track(sockets, socket));
  server.on("connect", (request, client, head) => {
    stats.connects++;
    client.on("error", () => client.destroy());
    const refusal = refusalOf(request, options);
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    openTunnel(request, client, head, sockets, stats);
  });

  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The status line of a refused CONNECT and what headers belong to it; `undefined` if it is fine. */
function refusalOf(request: IncomingMessage, { auth, refuse }: ProxyOptions): string | undefined {
  if (refuse) return "403 Forbidden";
  const given = request.headers["proxy-authorization"];
  if (auth !== undefined && given !== `Basic ${Buffer.from(auth, "utf8").toString("base64")}`) {
    return '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="simulator"';
  }
  return targetOf(request) === undefined ? "403 Only loopback can be reached" : undefined;
}

function targetOf(request: IncomingMessage): { host: string; port: number } | undefined {
  const [, host, port] =
    /^(localhost|127(?:\.\d{1,3}){3}):(\d{1,5})$/.exec(request.url ?? "") ?? [];
  if (host === undefined || Number(port) > 65_535) return undefined;
  // The simulator listens on IPv4 only, while localhost may be ::1 first.
  return { host: host === "localhost" ? "127.0.0.1" : host, port: Number(port) };
}

function openTunnel(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  sockets: Set<Socket>,
  stats: Stats,
): void {
  const target = targetOf(request);
  if (target === undefined) throw new Error("A CONNECT without a target is refused above.");
  const server = connect(target);
  track(sockets, server);
  let connected = false;
  server.once("error", () => {
    if (!connected) client.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    else client.destroy();
  });
  server.once("connect", () => {
    connected = true;
    stats.tunnels++;
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    server.write(head);
    server.pipe(client);
    client.pipe(server);
  });
  server.once("close", () => {
    if (connected) client.destroy();
  });
  client.on("close", () => server.destroy());
}

function track(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.once("close", () => sockets.delete(socket));
}
