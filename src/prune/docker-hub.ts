import type { Credentials } from '../registry/credentials.ts';
import type { Call, HttpAnswer, Send } from '../registry/http.ts';
import { explainStatus, Problem, toFailure } from '../registry/problem.ts';
import type { Reference } from '../text/reference.ts';
import type { Deletion, DeletionApi } from './deletion-api.ts';

export interface HubOptions {
  /** `hub.docker.com`. */
  readonly host: string;
  readonly send: Send;
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly mask: (secret: string) => void;
  readonly signal: AbortSignal;
}

/** Deletes a tag by Docker Hub's own API, which unlike its registry takes it off the repository's page too (docker/hub-feedback#2361). */
export function hubDeletion(options: HubOptions, { path, name }: Reference): DeletionApi {
  let token: Promise<string | undefined> | undefined;
  return async ({ tag }): Promise<Deletion> => {
    try {
      token ??= logIn(options);
      const bearer = await token;
      if (bearer === undefined)
        return { kind: 'unsupported', reason: `${options.host} takes a user and a password only.` };
      const answer = await call(options, {
        method: 'DELETE',
        path: `/v2/repositories/${path}/tags/${tag}/`,
        headers: { authorization: `Bearer ${bearer}` },
      });
      if (answer.status === 200 || answer.status === 204) return { kind: 'deleted', frees: true };
      if (answer.status === 404) return { kind: 'kept', reason: 'it was gone already' };
      throw explainStatus(answer, options.host);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return toFailure(`Deleting ${name}:${tag}`, error, (text) => text);
    }
  };
}

/** Docker Hub API, "Create access token". */
async function logIn(options: HubOptions): Promise<string | undefined> {
  const credentials = await options.credentials();
  if (credentials?.kind !== 'password') return undefined;
  const body = JSON.stringify({ identifier: credentials.username, secret: credentials.password });
  const headers = { 'content-type': 'application/json' };
  const answer = await call(options, { method: 'POST', path: '/v2/auth/token', headers, body: Buffer.from(body) });
  if (answer.status !== 200) throw explainStatus(answer, options.host);
  const { access_token: token } = parseObject(answer.bytes);
  if (typeof token !== 'string') throw new Problem(`${options.host} answered without a token`);
  options.mask(token);
  return token;
}

const TIMEOUT_MILLISECONDS = 30_000;
const LARGEST_ANSWER = 1024 * 1024;

async function call(
  { host, send, signal }: HubOptions,
  request: Pick<Call, 'method' | 'path' | 'headers' | 'body'>,
): Promise<HttpAnswer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
  const headers = { ...request.headers, accept: 'application/json', 'user-agent': 'buildkit-build-action' };
  try {
    return await send({ ...request, host, headers, signal: limit, largestBody: LARGEST_ANSWER });
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw new Problem(`${host} did not answer within ${TIMEOUT_MILLISECONDS / 1000} s`);
    throw error;
  }
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return {};
  }
}
