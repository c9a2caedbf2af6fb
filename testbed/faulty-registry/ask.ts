import { type ClientRequest, type IncomingMessage, request as openRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { changersOf, endConnection, passFirst } from './body.ts';
import type { Exchange, SideFaults } from './exchange.ts';
import { changeHeaders, endToEnd } from './headers.ts';
import type { HeaderChanges } from './rule.ts';

/** Sends a request to the registry and returns its answer, or undefined when a fault ended the client's connection before one. */
export async function ask(exchange: Exchange, faults: SideFaults): Promise<IncomingMessage | undefined> {
  const { request, tally } = exchange;
  const outgoing = open(exchange, faults.headers ?? {});
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  if (faults.cut === undefined) {
    request.on('data', (chunk: Buffer) => {
      tally.bytesIn += chunk.length;
    });
    send(request, outgoing, faults);
    return answered;
  }
  answered.catch(() => undefined);
  const passed = await passFirst(request, faults.cut.bytes, outgoing, (bytes) => {
    tally.bytesIn += bytes;
  });
  if (passed === 'whole') await complete(outgoing, answered);
  else outgoing.destroy();
  await endConnection(request.socket, faults.cut.ending);
  return undefined;
}

function open({ request, response, upstream }: Exchange, changes: HeaderChanges): ClientRequest {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  // Without either a request has no body, and Node.js would make it a chunked one.
  const framing = length === undefined && encoding === undefined && withBody.has(request.method ?? '');
  const outgoing = openRequest({
    host: upstream.host,
    port: upstream.port,
    agent: upstream.agent,
    method: request.method,
    path: request.url,
    headers: changeHeaders(endToEnd(request.rawHeaders), framing ? { 'Content-Length': '0', ...changes } : changes),
  });
  response.once('close', () => {
    if (!response.writableFinished) outgoing.destroy();
  });
  return outgoing;
}

const withBody = new Set(['POST', 'PUT', 'PATCH']);

/** A registry may answer and close before it has read the body: the client's connection must outlive that. */
function send(request: IncomingMessage, outgoing: ClientRequest, faults: SideFaults): void {
  const body = changersOf(faults).reduce<Readable>((source, changer) => source.pipe(changer), request);
  outgoing.on('error', () => {
    body.unpipe(outgoing);
    body.resume();
  });
  body.pipe(outgoing);
}

async function complete(outgoing: ClientRequest, answered: Promise<IncomingMessage>): Promise<void> {
  outgoing.end();
  const answer = await answered;
  for await (const _ of answer);
}
