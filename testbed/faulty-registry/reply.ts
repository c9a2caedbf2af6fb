import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { changersOf, endConnection, passFirst } from './body.ts';
import type { Exchange, ResponseFaults } from './exchange.ts';
import { changeHeaders, endToEnd, headerValue, keepLocation } from './headers.ts';
import type { HeaderChanges } from './rule.ts';

/** Passes the registry's answer back to the client. */
export async function reply(exchange: Exchange, answer: IncomingMessage, faults: ResponseFaults): Promise<void> {
  const { request, response, tally } = exchange;
  if (faults.delayMilliseconds !== undefined) await sleep(faults.delayMilliseconds);
  sendHead(exchange, answer, faults);
  const count = (bytes: number): void => {
    tally.bytesOut += bytes;
  };
  if (faults.shortenTo !== undefined) {
    await passFirst(answer, faults.shortenTo, response, count);
    answer.destroy();
    response.end();
  } else if (faults.cut !== undefined) {
    response.flushHeaders();
    await passFirst(answer, faults.cut.bytes, response, count);
    answer.destroy();
    await endConnection(request.socket, faults.cut.ending);
  } else {
    answer.on('data', (chunk: Buffer) => count(chunk.length));
    await pipeline([answer, ...changersOf(faults), response]);
  }
}

function sendHead(
  { request, response, upstream, tally }: Exchange,
  answer: IncomingMessage,
  faults: ResponseFaults,
): void {
  const headers = keepLocation(endToEnd(answer.rawHeaders), upstream.address, request.headers.host);
  const changes = { ...shorter(headers, faults.shortenTo), ...faults.headers };
  tally.status = answer.statusCode;
  response.writeHead(answer.statusCode ?? 0, answer.statusMessage, changeHeaders(headers, changes));
}

function shorter(headers: string[], bytes: number | undefined): HeaderChanges {
  const length = headerValue(headers, 'content-length');
  if (length === undefined || bytes === undefined) return {};
  return { 'Content-Length': String(Math.min(Number(length), bytes)) };
}
