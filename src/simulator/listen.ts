import type { Server } from "node:net";

/** An address that could not be listened on. The message says which, and why. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/**
 * Listens on 127.0.0.1 and nowhere else.
 *
 * @param port TCP port; 0 is any free one
 * @throws ListenError
 */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      const advice =
        error.code === "EADDRINUSE" ? " Choose another port, or 0 for a free one." : "";
      reject(
        new ListenError(`Cannot listen on 127.0.0.1:${port}: ${error.message}.${advice}`, {
          cause: error,
        }),
      );
    };
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", fail);
      resolve();
    });
  });
}
