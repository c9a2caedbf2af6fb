import { describe, expect, test } from 'vitest';
import type { DeletionApi } from '../../src/prune/deletion-api.ts';
import { hubDeletion } from '../../src/prune/docker-hub.ts';
import type { Credentials } from '../../src/registry/credentials.ts';
import { createTransport } from '../../src/registry/transport.ts';
import { parseReference } from '../../src/text/reference.ts';
import { type Answer, serve, type TestServer } from '../registry/server.ts';

const LOGIN: Credentials = { kind: 'password', username: 'me', password: 'dckr_pat_1' };

/** Docker Hub as its API is documented ("Create access token") and as its clients use it (deletion of a tag). */
const hub =
  (tags: Set<string>): Answer =>
  ({ method, url, headers, body }, response) => {
    if (method === 'POST' && url === '/v2/auth/token') {
      const { identifier, secret } = JSON.parse(body);
      const isKnown = identifier === 'me' && secret === 'dckr_pat_1';
      response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(isKnown ? { access_token: 'jwt' } : { detail: 'Incorrect authentication credentials' }),
      );
      return;
    }
    const tag = /^\/v2\/repositories\/octo\/app\/tags\/([^/]+)\/$/.exec(url)?.[1] ?? '';
    if (headers.authorization !== 'Bearer jwt') response.writeHead(401).end();
    else response.writeHead(method === 'DELETE' && tags.delete(tag) ? 204 : 404).end();
  };

function way(server: TestServer, credentials: Credentials | undefined = LOGIN, masked: string[] = []): DeletionApi {
  const send = createTransport({ security: () => 'https', certificates: () => [], env: {} });
  const { signal } = new AbortController();
  const mask = (secret: string): void => {
    masked.push(secret);
  };
  return hubDeletion(
    { host: server.host, send, credentials: async () => credentials, mask, signal },
    parseReference('octo/app'),
  );
}

describe('a tag is deleted by the API of Docker Hub', () => {
  test('with one login for all', async () => {
    const tags = new Set(['a', 'b', 'c']);
    const server = await serve(hub(tags));
    const masked: string[] = [];
    const remove = way(server, LOGIN, masked);
    expect(await remove({ tag: 'a', digest: '' })).toStrictEqual({ kind: 'deleted', frees: true });
    expect(await remove({ tag: 'b', digest: '' })).toStrictEqual({ kind: 'deleted', frees: true });
    expect(await remove({ tag: 'b', digest: '' })).toStrictEqual({ kind: 'kept', reason: 'it was gone already' });
    expect([...tags]).toStrictEqual(['c']);
    expect(server.lines().filter((line) => line.startsWith('POST'))).toHaveLength(1);
    expect(masked).toStrictEqual(['jwt']);
  });

  test('not without user and password', async () => {
    const server = await serve(hub(new Set(['a'])));
    expect(await way(server, { kind: 'registry-token', token: 'x' })({ tag: 'a', digest: '' })).toStrictEqual({
      kind: 'unsupported',
      reason: `${server.host} takes a user and a password only.`,
    });
    expect(server.seen).toStrictEqual([]);
  });

  test('not with a wrong password, which is sent once and said nowhere', async () => {
    const server = await serve(hub(new Set(['a', 'b'])));
    const remove = way(server, { ...LOGIN, password: 'wrong' });
    const ends = [await remove({ tag: 'a', digest: '' }), await remove({ tag: 'b', digest: '' })];
    expect(ends).toMatchObject([
      { kind: 'failed', status: 401 },
      { kind: 'failed', status: 401 },
    ]);
    expect(server.seen).toHaveLength(1);
    expect(JSON.stringify(ends)).not.toContain('wrong');
  });

  test.each([
    ['a refusal', 403, '{"detail":"insufficient scope"}'],
    ['too many requests', 429, ''],
  ])('not after %s', async (_, status, body) => {
    const answer: Answer = (request, response) =>
      request.method === 'POST' ? hub(new Set())(request, response) : response.writeHead(status).end(body);
    const server = await serve(answer);
    expect(await way(server)({ tag: 'a', digest: '' })).toMatchObject({ kind: 'failed', status });
  });

  test('not after a login that gives no token', async () => {
    const server = await serve((_, response) => response.end('{}'));
    expect(await way(server)({ tag: 'a', digest: '' })).toStrictEqual({
      kind: 'failed',
      reason: `Deleting octo/app:a failed: ${server.host} answered without a token.`,
    });
  });
});
