import { ask } from './ask.ts';
import type { Exchange, ResponseFaults, SideFaults } from './exchange.ts';
import { reply } from './reply.ts';

/** Passes a request on to the registry and its answer back, both as streams, with faults on the way. */
export async function forward(
  exchange: Exchange,
  faults: { request?: SideFaults; response?: ResponseFaults } = {},
): Promise<void> {
  const answer = await ask(exchange, faults.request ?? {});
  if (answer !== undefined) await reply(exchange, answer, faults.response ?? {});
}
