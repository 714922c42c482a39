import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";

/** The first of the ports that the kernel gives to whoever asks for any port, or connects. */
const [FIRST_GIVEN = Number.NaN] = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "latin1")
  .split(/\s+/)
  .map(Number);
const LOWEST = 10_000;
/** Where the kernel has them all to give, nothing can be kept from it. */
const END = FIRST_GIVEN > LOWEST + 1000 ? FIRST_GIVEN : 32_768;

const reserved = new Set<number>();

/**
 * A TCP port of 127.0.0.1 that nobody listens on, for a server that is started later, or again and again. The
 * kernel gives it to nobody meanwhile, and neither does this function.
 */
export async function reservePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (END - LOWEST));
    if (reserved.has(port) || !(await isFree(port))) continue;
    reserved.add(port);
    return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
