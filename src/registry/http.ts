import type { Agent, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { KeyPair } from '../text/buildkitd-config.ts';

/** Whose word a server's certificate rests on: the public authorities', also this machine's, or nobody's. */
export type Trust = 'public' | 'machine' | 'anyone';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  /** Ends the request, the reading of the answer's body included. */
  readonly signal: AbortSignal;
  /** Bytes; a longer answer is an error. */
  readonly largestBody: number;
  readonly trust: Trust;
  /** Whether the proxy of HTTP_PROXY and HTTPS_PROXY is used where NO_PROXY allows it. */
  readonly proxy: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array;
  readonly url: URL;
  /** Whether a redirect led to another origin: what that one says is not the registry's word. */
  readonly elsewhere: boolean;
}

export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

export type Scheme = 'http' | 'https';

export interface Call extends Omit<HttpRequest, 'url' | 'trust' | 'proxy'> {
  /** With the port, if it is not the scheme's. */
  readonly host: string;
  /** From the slash on, with the query. */
  readonly path: string;
  /** Whether a redirect from TLS to plain HTTP is refused: of a text, unlike a blob, no digest is known. */
  readonly staysSecure?: boolean;
  /** Only where an address that a server named fixes it. */
  readonly scheme?: Scheme | undefined;
}

/** Makes a call to a host; rejects with a Problem, or with Node's error once the signal ended the call. */
export type Send = (call: Call) => Promise<HttpAnswer>;

/** The body of an answer was longer than allowed. */
export class TooLongError extends Error {}

/**
 * Creates a function that makes one HTTP request over a kept connection; it rejects with Node's own errors. The modules are loaded
 * by the first request, and not by `import`: that would read the lazy exports of node:http and cost 30 ms, fetch costs 45 ms.
 */
export function createHttp(
  env: NodeJS.ProcessEnv,
  certificates: (host: string) => readonly string[],
  keypairs: (host: string) => readonly KeyPair[] = () => [],
): Http {
  const agents = new Map<string, Agent>();
  return async (request) => {
    const { url, trust, proxy, method, headers, signal } = request;
    const ca = url.protocol === 'https:' && trust === 'machine' ? certificates(url.host) : [];
    const files = { ca, keypairs: url.protocol === 'https:' ? keypairs(url.host) : [] };
    const key = JSON.stringify([url.protocol, trust, proxy, files]);
    const agent = agents.get(key) ?? createAgent(url.protocol, trust, proxy ? proxyVariables(env) : undefined, files);
    agents.set(key, agent);
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    const module = url.protocol === 'https:' ? https() : http();
    const outgoing = module.request(url, { method, headers, agent, signal }, (incoming) => {
      const { statusCode: status = 0, headers: answered } = incoming;
      // An answer to HEAD tells the length of a body that does not follow.
      const largest = method === 'HEAD' ? Number.POSITIVE_INFINITY : request.largestBody;
      readBody(incoming, largest).then(
        (bytes) => resolve({ status, headers: answered, bytes, url, elsewhere: false }),
        reject,
      );
    });
    outgoing.on('error', reject);
    outgoing.end(request.body);
    return promise;
  };
}

const http = () => process.getBuiltinModule('node:http');
const https = () => process.getBuiltinModule('node:https');

/** `proxyEnv` is Node 24.5's; older ones ignore it and go without a proxy. */
function createAgent(
  protocol: string,
  trust: Trust,
  proxyEnv: NodeJS.ProcessEnv | undefined,
  { ca, keypairs }: { readonly ca: readonly string[]; readonly keypairs: readonly KeyPair[] },
): Agent {
  const common = { keepAlive: true, ...(proxyEnv && { proxyEnv }) };
  if (protocol !== 'https:') return new (http().Agent)(common);
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const read = (file: string): string => readFileSync(file, 'utf8');
  const own = { cert: keypairs.map(({ cert }) => read(cert)), key: keypairs.map(({ key }) => read(key)) };
  if (trust === 'anyone') return new (https().Agent)({ ...common, ...own, rejectUnauthorized: false });
  if (trust === 'public') return new (https().Agent)({ ...common, ...own });
  const { createSecureContext, getCACertificates } = process.getBuiltinModule('node:tls');
  const authorities = [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...ca.map(read)])];
  // Made once: for some hundred authorities it takes 100 ms, which each connection would spend again.
  return new (https().Agent)({ ...common, secureContext: createSecureContext({ ca: authorities, ...own }) });
}

async function readBody(incoming: IncomingMessage, largest: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  const told = Number(incoming.headers['content-length'] ?? 0);
  if (told > largest) incoming.destroy(new TooLongError());
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largest) throw new TooLongError();
  }
  return Buffer.concat(chunks);
}

/** The proxy variables alone; like Go's clients, a proxy without a scheme is an http one. */
function proxyVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const found = Object.entries(env).filter(([name, value]) => value && /^(https?|no)_proxy$/i.test(name));
  const full = (name: string, value = ''): string =>
    /^no/i.test(name) || value.includes('://') ? value : `http://${value}`;
  return Object.fromEntries(found.map(([name, value]) => [name, full(name, value)]));
}
