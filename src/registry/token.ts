import { isLocalhost } from '../text/reference.ts';
import type { Challenge } from './challenge.ts';
import type { Credentials } from './docker-config.ts';
import type { Call, HttpAnswer, Send } from './http.ts';
import { askForLogin, explainStatus, Problem } from './problem.ts';
import type { Security } from './transport.ts';

/** What a call asks leave for. */
export interface Scope {
  readonly host: string;
  /** The repository on that host. */
  readonly path: string;
  /** Sorted and joined by commas: `pull`, `pull,push`, `delete,pull`. */
  readonly actions: string;
}

/** A header and how long it holds, in milliseconds since 1970. */
export interface Grant {
  readonly header: string;
  readonly expires: number;
  /** `login`: a token server took a login and gave a token for it. */
  readonly tokenFor: 'login' | 'nobody' | undefined;
}

export interface TokenOptions {
  readonly send: Send;
  readonly security: (host: string) => Security;
  readonly userAgent: string;
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal;
  readonly mask: (secret: string) => void;
}

/** Fetches a token from the server that a Bearer challenge names: by GET, or by POST for an identity token (distribution spec, token and OAuth2). Throws a Problem. */
export async function fetchToken(
  scope: Scope,
  challenge: Challenge,
  registry: URL,
  credentials: Credentials | undefined,
  options: TokenOptions,
): Promise<Grant> {
  const realm = readRealm(scope, challenge, registry, options);
  const query = new URLSearchParams(realm.search);
  const service = challenge.parameters.get('service');
  if (service !== undefined) query.set('service', service);
  query.set('scope', toScopeText(scope, challenge.parameters.get('scope')));
  const answer = await askServer(realm, query, credentials, options);
  if (answer.status === 401 || answer.status === 403) throw explainRefusal(answer, scope, realm, credentials);
  if (answer.status !== 200) throw explainStatus(answer, realm.host);
  return { ...readGrant(answer, realm, options), tokenFor: credentials === undefined ? 'nobody' : 'login' };
}

/** The Basic header of a login; masked, because its base64 is as good as the password. */
export function basic(username: string, password: string, mask: (secret: string) => void): string {
  const encoded = Buffer.from(`${username}:${password}`).toString('base64');
  mask(encoded);
  return `Basic ${encoded}`;
}

const LARGEST_ANSWER = 1024 * 1024;

async function askServer(
  realm: URL,
  query: URLSearchParams,
  credentials: Credentials | undefined,
  options: TokenOptions,
): Promise<HttpAnswer> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMilliseconds)]);
  const scheme = realm.protocol === 'http:' ? 'http' : 'https';
  const request = toRequest(realm, query, credentials, options);
  try {
    return await options.send({ ...request, host: realm.host, scheme, signal, largestBody: LARGEST_ANSWER });
  } catch (error) {
    if (options.signal.aborted || !signal.aborted) throw error;
    throw new Problem(`the token server ${realm.host} did not answer within ${options.timeoutMilliseconds / 1000} s`);
  }
}

/** An identity token travels in the body of a POST, a password in the header of a GET. */
function toRequest(
  realm: URL,
  query: URLSearchParams,
  credentials: Credentials | undefined,
  options: TokenOptions,
): Pick<Call, 'method' | 'path' | 'headers' | 'body'> {
  const headers = { 'user-agent': options.userAgent, accept: 'application/json' };
  if (credentials?.kind === 'identity-token') {
    query.set('client_id', options.userAgent.replace(/\/.*/, ''));
    query.set('grant_type', 'refresh_token');
    query.set('refresh_token', credentials.token);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', path: realm.pathname, headers: form, body: Buffer.from(query.toString()) };
  }
  const path = `${realm.pathname}?${query}`;
  if (credentials?.kind !== 'password') return { method: 'GET', path, headers };
  const authorization = basic(credentials.username, credentials.password, options.mask);
  return { method: 'GET', path, headers: { ...headers, authorization } };
}

/** A registry behind TLS may not send a login over the open network. */
function readRealm(scope: Scope, challenge: Challenge, registry: URL, options: TokenOptions): URL {
  const realm = URL.parse(challenge.parameters.get('realm') ?? '');
  if (realm?.protocol !== 'https:' && realm?.protocol !== 'http:') {
    throw new Problem(`${scope.host} names no token server that can be asked`);
  }
  const isOpen = realm.protocol === 'http:' && registry.protocol === 'https:';
  if (isOpen && !isLocalhost(realm.host) && options.security(realm.host) === 'https') {
    throw new Problem(`${scope.host} wants its login sent over plain HTTP to ${realm.host}`);
  }
  return realm;
}

/** What we need, and what the registry asks beyond that for the same repository (`*` for a deletion, say). */
function toScopeText(scope: Scope, asked: string | undefined): string {
  const prefix = `repository:${scope.path}:`;
  const more = (asked ?? '').split(' ').filter((part) => part.startsWith(prefix));
  const actions = [scope.actions, ...more.map((part) => part.slice(prefix.length))].join().split(',');
  return prefix + [...new Set(actions)].sort().join();
}

function explainRefusal(answer: HttpAnswer, scope: Scope, realm: URL, credentials: Credentials | undefined): Problem {
  if (credentials === undefined) return new Problem(askForLogin(scope.host), answer);
  const { message } = explainStatus(answer, realm.host);
  return new Problem(`${message} (its token server does not accept the login for ${scope.host})`, answer);
}

const SHORTEST_SECONDS = 60;

function readGrant(answer: HttpAnswer, realm: URL, options: TokenOptions): Omit<Grant, 'tokenFor'> {
  const text = Buffer.from(answer.bytes).toString();
  const { token, access_token: accessToken, expires_in: seconds } = parseObject(text);
  const value = typeof accessToken === 'string' && accessToken !== '' ? accessToken : token;
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw new Problem(`the token server ${realm.host} answered without a token`);
  }
  options.mask(value);
  const lifetime = typeof seconds === 'number' && seconds > 0 ? seconds : SHORTEST_SECONDS;
  return { header: `Bearer ${value}`, expires: Date.now() + lifetime * 900 };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
