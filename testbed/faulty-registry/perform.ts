import { setTimeout as sleep } from 'node:timers/promises';
import type { Ending } from './body.ts';
import type { Exchange, SideFaults } from './exchange.ts';
import { forward } from './forward.ts';
import type { Action, Place, Side } from './rule.ts';

/** Does with a request what an action says, or passes it on where there is none. */
export async function perform(
  exchange: Exchange,
  action: Action | undefined,
  refuse: (milliseconds?: number) => void,
): Promise<void> {
  switch (action?.kind) {
    case undefined:
      return forward(exchange);
    case 'answer':
      return answer(exchange, action);
    case 'delay':
      if (action.of === 'response') {
        return forward(exchange, { response: { delayMilliseconds: action.milliseconds } });
      }
      await sleep(action.milliseconds);
      return perform(exchange, action.next, refuse);
    case 'black-hole':
      return action.after === undefined ? take(exchange) : forward(exchange, cut(action.after, 'stall'));
    case 'reset':
      if (action.after !== undefined) return forward(exchange, cut(action.after, 'reset'));
      exchange.request.socket.resetAndDestroy();
      return;
    case 'truncate':
      if (action.length === 'shorter') return forward(exchange, { response: { shortenTo: action.bytes } });
      return forward(exchange, cut({ of: 'response', bytes: action.bytes }, 'close'));
    case 'corrupt':
      return forward(exchange, { [action.of ?? 'response']: { corruptByte: action.byte ?? 0 } });
    case 'trickle':
      return forward(exchange, { [action.of ?? 'response']: { bytesPerSecond: action.bytesPerSecond } });
    case 'change-headers':
      return forward(exchange, { [action.of ?? 'response']: { headers: action.headers } });
    case 'refuse':
      refuse(action.milliseconds);
  }
}

function cut({ of, bytes }: Place, ending: Ending): { [side in Side]?: SideFaults } {
  return { [of]: { cut: { bytes, ending } } };
}

/** What is left of the request's body is read and dropped by Node.js, so that the connection can be used again. */
function answer({ request, response, tally }: Exchange, action: Extract<Action, { kind: 'answer' }>): void {
  const body = Buffer.from(action.body ?? '');
  tally.status = action.status;
  tally.bytesOut = request.method === 'HEAD' ? 0 : body.length;
  response.writeHead(action.status, { 'Content-Length': body.length, ...action.headers }).end(body);
}

function take({ request, tally }: Exchange): void {
  request.on('data', (chunk: Buffer) => {
    tally.bytesIn += chunk.length;
  });
}
