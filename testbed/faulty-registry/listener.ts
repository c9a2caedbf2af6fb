import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

const host = '127.0.0.1';

/** A server on a loopback port that can stop accepting connections and start again on the same port. */
export type Listener = {
  port: number;
  /** Resets all connections and refuses new ones, for a number of milliseconds or until accept(). */
  refuse(milliseconds?: number): void;
  accept(): void;
  close(): Promise<void>;
};

/** Starts a server on a loopback port, any free one by default; throws when the port is taken. */
export async function listen(
  onRequest: RequestListener,
  { port = 0, onConnection }: { port?: number | undefined; onConnection?: (socket: Socket) => void } = {},
): Promise<Listener> {
  // No time limit of the server's own may look like a fault.
  const server = createServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0, noDelay: true }, onRequest);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    onConnection?.(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  let timer: NodeJS.Timeout | undefined;
  const accept = (): void => {
    clearTimeout(timer);
    if (!server.listening) server.listen(bound, host);
  };
  // A process that took the port in between gives it back sooner or later.
  server.removeAllListeners('error').on('error', () => {
    timer = setTimeout(accept, 20);
  });
  return {
    port: bound,
    accept,
    refuse(milliseconds) {
      clearTimeout(timer);
      server.close();
      for (const socket of sockets) socket.resetAndDestroy();
      if (milliseconds !== undefined) timer = setTimeout(accept, milliseconds);
    },
    async close() {
      clearTimeout(timer);
      server.removeAllListeners('error').on('error', () => undefined);
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
