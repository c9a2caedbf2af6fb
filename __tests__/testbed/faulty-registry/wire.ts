import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type FaultyRegistry, startFaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import type { Rule } from '../../../testbed/faulty-registry/rule.ts';

/** What a client got on a connection of its own, and how that ended: FIN, or the error's code; open after the time to wait. */
export type Received = { head: string; body: string; end: string };

/** Sends a request byte by byte as given and reads until the connection ends, or for a number of milliseconds. */
export function exchangeRaw(address: string, request: string, wait = 5000): Promise<Received> {
  return new Promise((resolve) => {
    const socket = connect(Number(address.split(':')[1]), '127.0.0.1');
    let received = '';
    const finish = (end: string): void => {
      socket.destroy();
      const [head = '', ...body] = received.split('\r\n\r\n');
      resolve({ head, body: body.join('\r\n\r\n'), end });
    };
    socket.setTimeout(wait, () => finish('open'));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.on('end', () => finish('FIN'));
    socket.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? ''));
    socket.write(request);
  });
}

export const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

export const put = (path: string, body: string): string =>
  `PUT ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** A registry that answers every request with 200 and one body, and notes what it got. */
export type Upstream = {
  address: string;
  got: { line: string; body: string; headers: NodeJS.Dict<string | string[]> }[];
};

/** Runs work with a proxy before a small upstream. */
export async function withFaults<T>(
  rules: Rule[],
  work: (registry: FaultyRegistry, upstream: Upstream) => Promise<T>,
  { answer = '0123456789', headers = {} }: { answer?: string; headers?: Record<string, string> } = {},
): Promise<T> {
  const got: Upstream['got'] = [];
  const server = createServer(async (request, response) => {
    const entry = { line: `${request.method} ${request.url}`, body: '', headers: request.headers };
    got.push(entry);
    try {
      for await (const chunk of request) entry.body += chunk;
    } catch (error) {
      entry.body += ` ${(error as NodeJS.ErrnoException).code}`;
    }
    response.writeHead(200, { 'Content-Length': answer.length, ...headers }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `localhost:${(server.address() as AddressInfo).port}`;
  const registry = await startFaultyRegistry({ upstream: address, rules });
  try {
    return await work(registry, { address, got });
  } finally {
    await registry.close();
    await new Promise((resolve) => server.close(resolve));
  }
}
