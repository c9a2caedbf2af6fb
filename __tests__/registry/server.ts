import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { createRegistryClient, type RegistryClient, type RegistryClientOptions } from '../../src/registry/client.ts';
import { parseReference, type Reference } from '../../src/text/reference.ts';

/** A request as a test server got it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface TestServer {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly seen: Seen[];
  /** The requests as lines: `HEAD /v2/…`. */
  lines(): string[];
}

export type Answer = (request: Seen, response: ServerResponse) => void;

const open: Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Starts a server on this machine's loopback that ends with the test. */
export async function serve(answer: Answer, tls?: { key: string; cert: string }): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = tls ? createTlsServer(tls) : createServer();
  server.on('request', async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    seen.push(request);
    answer(request, response);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, seen, lines: () => seen.map(({ method, url }) => `${method} ${url}`) };
}

/** A client whose masked secrets can be looked at. */
export function client(options: Partial<RegistryClientOptions> = {}): RegistryClient & { readonly masked: string[] } {
  const masked: string[] = [];
  const made = createRegistryClient({
    credentials: async () => undefined,
    mask: (secret) => masked.push(secret),
    userAgent: 'test/1',
    env: {},
    ...options,
  });
  return { ...made, masked };
}

export function at(server: TestServer, rest = 'o/app:v1'): Reference {
  return parseReference(`${server.host}/${rest}`);
}

export const login = (username: string, password: string) => async () =>
  ({ kind: 'password', username, password }) as const;

/** Answers as a registry does that holds one manifest under every name. */
export function manifest(
  response: ServerResponse,
  text: string,
  more: Record<string, string> = {},
  status = 200,
): void {
  const headers = {
    'content-type': 'application/vnd.oci.image.manifest.v1+json',
    'content-length': `${Buffer.byteLength(text)}`,
  };
  response.writeHead(status, { ...headers, ...more }).end(text);
}
