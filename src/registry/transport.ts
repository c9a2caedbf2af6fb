import type { KeyPair } from '../text/buildkitd-config.ts';
import { isLocalhost } from '../text/reference.ts';
import { type Call, createHttp, type HttpAnswer, type Scheme, type Send, type Trust } from './http.ts';
import { explainError, isUntrusted } from './problem.ts';
import { followRedirects } from './redirects.ts';
import { repeat, settle } from './repeat.ts';

/** How a registry is reached: `insecure` is TLS with any certificate, or plain HTTP where no TLS is spoken. */
export type Security = 'https' | 'http' | 'insecure';

export interface TransportOptions {
  readonly security: (host: string) => Security;
  /** Files with further authorities for a host. */
  readonly certificates: (host: string) => readonly string[];
  /** Files with what a host is shown of this client. */
  readonly keypairs?: (host: string) => readonly KeyPair[];
  readonly env: NodeJS.ProcessEnv;
}

/** Creates a function that reaches hosts the way docker does, follows redirects of GET and HEAD, and repeats a call twice after a passing fault. */
export function createTransport(options: TransportOptions): Send {
  const http = createHttp(options.env, options.certificates, options.keypairs);
  const proven = new Map<string, Way>();
  const take = async (call: Call, way: Way): Promise<HttpAnswer> => {
    const url = new URL(`${way.scheme}://${call.host}${call.path}`);
    return http({ ...call, url, trust: way.trust, proxy: !isLocalhost(call.host) });
  };
  const reach: Send = async (call) => {
    const key = `${call.scheme ?? ''}//${call.host}`;
    const known = proven.get(key);
    const [first, second] = known ? [known] : waysTo(call, options);
    const outcome = await settle(take(call, first));
    if (second && wantsOther(outcome, first, second, call.host)) {
      const other = await settle(take(call, second));
      if (other.answer) {
        proven.set(key, second);
        return other.answer;
      }
    }
    if (!outcome.answer) throw outcome.error;
    proven.set(key, first);
    return outcome.answer;
  };
  const explained: Send = (call) =>
    repeat(reach, call).catch((error: unknown) => {
      throw call.signal.aborted ? error : explainError(error, call.host);
    });
  return (call) => followRedirects(explained, call);
}

interface Way {
  readonly scheme: Scheme;
  readonly trust: Trust;
}

const HTTP: Way = { scheme: 'http', trust: 'anyone' };
const TLS: Record<Trust, Way> = {
  public: { scheme: 'https', trust: 'public' },
  machine: { scheme: 'https', trust: 'machine' },
  anyone: { scheme: 'https', trust: 'anyone' },
};

/** docker and BuildKit: plain HTTP first for this machine, TLS first and HTTP second for `insecure`, TLS alone for all others. */
function waysTo(call: Call, options: TransportOptions): [Way, Way?] {
  const security = options.security(call.host);
  const isLocal = isLocalhost(call.host);
  const hasOwn = options.certificates(call.host).length > 0;
  const checked: [Way, Way?] = hasOwn ? [TLS.machine] : [TLS.public, TLS.machine];
  const tls: [Way, Way?] = security === 'insecure' || isLocal ? [TLS.anyone] : checked;
  if (call.scheme) return call.scheme === 'http' ? [HTTP] : tls;
  if (security === 'http') return [HTTP];
  if (security === 'insecure') return [TLS.anyone, HTTP];
  return isLocal ? [HTTP, TLS.anyone] : tls;
}

/** Tells whether the first way's outcome is what a server gives that wants to be spoken to the other way. */
function wantsOther(outcome: Awaited<ReturnType<typeof settle>>, first: Way, second: Way, host: string): boolean {
  const code = outcome.error?.code ?? '';
  if (first.scheme === second.scheme) return isUntrusted(code);
  if (code === 'ECONNREFUSED') return !/:\d+$/.test(host); // Each scheme has its own port.
  if (first.scheme === 'https') return code === 'EPROTO' || code.startsWith('ERR_SSL_');
  return outcome.answer?.status === 400 || code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_');
}
