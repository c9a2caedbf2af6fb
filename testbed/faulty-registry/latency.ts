import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The distance of the network between client and registry, as round-trip time R:
 * - opening a connection costs R (SYN there, SYN-ACK back), counted from the moment it opens, so that a request which is
 *   sent later than that pays nothing for it;
 * - each exchange costs R (request there, answer back), bodies included, however long they are.
 *
 * So the first request of a fresh connection costs 2 R, each further one R, and requests on several connections wait side
 * by side. Not modelled: a limit of bandwidth, TCP's slow start, loss and jitter, TLS handshakes and names that are looked up.
 *
 * All of R is spent before the request is looked at. Halves before and after would take the same time for the client, whose
 * bodies flow in either case as soon as the first byte is through, and one timer is more exact than two.
 */
export type Latency = {
  /** Notes that a connection opens now. */
  opened(socket: Socket): void;
  /** Resolves when a request that is sent now would have come back from a registry that takes no time. */
  roundTrip(socket: Socket): Promise<void>;
};

/** Returns a network of a round-trip time in milliseconds; 0 adds nothing. */
export function createLatency(milliseconds: number): Latency {
  const readyAt = new WeakMap<Socket, number>();
  if (milliseconds === 0) return { opened: () => undefined, roundTrip: () => Promise.resolve() };
  return {
    opened(socket) {
      readyAt.set(socket, performance.now() + milliseconds);
    },
    async roundTrip(socket) {
      const now = performance.now();
      const sent = Math.max(now, readyAt.get(socket) ?? now);
      await sleep(sent + milliseconds - now);
    },
  };
}
