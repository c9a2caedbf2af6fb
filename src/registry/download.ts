import { createTransport } from './transport.ts';

/** Bytes of a text that is fetched, such as a Dockerfile: BuildKit takes no larger one (frontend/dockerfile, 1 MiB for its options). */
const largestText = 1024 * 1024;

/** Milliseconds that a server may take. */
const patience = 30_000;

/** Fetches a text over http or https, through the proxies of `env`, with redirects but from TLS to none; throws an Error with a sentence. */
export async function download(url: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  const { host, pathname, search, protocol } = new URL(url);
  const send = createTransport({ security: () => 'https', certificates: () => [], env });
  const answer = await send({
    ...{ method: 'GET', host, path: `${pathname}${search}`, scheme: protocol === 'http:' ? 'http' : 'https' },
    ...{
      headers: {},
      staysSecure: true,
      largestBody: largestText,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    },
  });
  if (answer.status !== 200) throw new Error(`${host} answered ${answer.status}`);
  return Buffer.from(answer.bytes).toString('utf8');
}
