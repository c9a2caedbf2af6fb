import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultyRegistry, startFaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import { type Registry, startRegistry } from '../../../testbed/registry.ts';

const password = 'p:ä "x"';
const tokens = {
  lifetimeSeconds: 1,
  users: {
    ada: { password, repositories: { 'o/app': ['pull', 'push'], 'o/base*': ['pull'] } },
  },
  anonymous: { 'o/open': ['pull'] },
} as const;

let upstream: Registry;
let registry: FaultyRegistry;
beforeAll(async () => {
  upstream = await startRegistry();
  registry = await startFaultyRegistry({ upstream: upstream.address, tokens });
});
afterAll(async () => {
  await registry.close();
  await upstream.stop();
});

const basic = (secret: string) => ({ Authorization: `Basic ${Buffer.from(`ada:${secret}`).toString('base64')}` });

type Token = { token: string; access_token: string; expires_in: number; issued_at: string; refresh_token?: string };

async function getToken(scopes: string[], headers: Record<string, string> = basic(password)): Promise<Token> {
  const query = scopes.map((scope) => `scope=${encodeURIComponent(scope)}`).join('&');
  const answer = await fetch(`http://${registry.address}/token?service=faulty-registry&${query}`, { headers });
  return (await answer.json()) as Token;
}

function postToken(fields: Record<string, string>): Promise<Response> {
  return fetch(`http://${registry.address}/token`, { method: 'POST', body: new URLSearchParams(fields) });
}

async function ask(method: string, path: string, token?: string): Promise<[status: number, challenge: string | null]> {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const answer = await fetch(`http://${registry.address}${path}`, { method, headers });
  return [answer.status, answer.headers.get('www-authenticate')];
}

const challenge = () => `Bearer realm="http://${registry.address}/token",service="faulty-registry"`;

test('a request without a token is told where to get one and for which scopes', async () => {
  expect(await ask('GET', '/v2/')).toStrictEqual([401, challenge()]);
  expect(await ask('HEAD', '/v2/o/app/manifests/v1')).toStrictEqual([
    401,
    `${challenge()},scope="repository:o/app:pull"`,
  ]);
  expect(await ask('POST', '/v2/o/app/blobs/uploads/?mount=sha256:0&from=o/base')).toStrictEqual([
    401,
    `${challenge()},scope="repository:o/app:pull,push repository:o/base:pull"`,
  ]);
  expect(await ask('DELETE', '/v2/o/app/manifests/v1')).toStrictEqual([
    401,
    `${challenge()},scope="repository:o/app:delete"`,
  ]);
});

test('a token opens what was asked for, as far as its user has the right to it', async () => {
  const { token, access_token, expires_in, issued_at } = await getToken([
    'repository:o/app:pull,push',
    'repository:o/base-2:*',
  ]);
  expect([access_token, expires_in]).toStrictEqual([token, 1]);
  expect(Math.abs(Date.parse(issued_at) - Date.now())).toBeLessThan(2000);
  expect((await ask('GET', '/v2/', token))[0]).toStrictEqual(200);
  expect((await ask('POST', '/v2/o/app/blobs/uploads/', token))[0]).toStrictEqual(202);
  expect((await ask('GET', '/v2/o/base-2/manifests/v1', token))[0]).toStrictEqual(404);
  expect(await ask('POST', '/v2/o/base-2/blobs/uploads/', token)).toStrictEqual([
    401,
    `${challenge()},scope="repository:o/base-2:pull,push",error="insufficient_scope"`,
  ]);
});

test('a token is of no use after its lifetime', async () => {
  const { token } = await getToken(['repository:o/app:pull']);
  expect((await ask('GET', '/v2/o/app/manifests/v1', token))[0]).toStrictEqual(404);
  await sleep(1050);
  const expired = [401, `${challenge()},scope="repository:o/app:pull",error="invalid_token"`];
  expect(await ask('GET', '/v2/o/app/manifests/v1', token)).toStrictEqual(expired);
  expect(await ask('GET', '/v2/o/app/manifests/v1', 'made-up')).toStrictEqual(expired);
});

test('without credentials one gets what is open to everybody', async () => {
  const { token } = await getToken(['repository:o/open:pull,push', 'repository:o/app:pull'], {});
  expect((await ask('GET', '/v2/o/open/manifests/v1', token))[0]).toStrictEqual(404);
  expect((await ask('GET', '/v2/o/app/manifests/v1', token))[0]).toStrictEqual(401);
});

test('a wrong password, user or refresh token gets no token', async () => {
  const wrong = [
    await fetch(`http://${registry.address}/token`, { headers: basic('wrong') }),
    await postToken({ grant_type: 'password', username: 'ada', password: 'wrong' }),
    await postToken({ grant_type: 'password', username: 'constructor', password: 'wrong' }),
    await postToken({ grant_type: 'refresh_token', refresh_token: 'made-up' }),
  ];
  expect(wrong.map((answer) => answer.status)).toStrictEqual([401, 401, 401, 401]);
  expect((await fetch(`http://${registry.address}/token`, { method: 'PUT' })).status).toStrictEqual(405);
});

test('a password gets a refresh token by POST, and that gets access tokens', async () => {
  const scope = 'repository:o/app:pull';
  const fields = { grant_type: 'password', username: 'ada', password, scope, access_type: 'offline' };
  const { refresh_token = '' } = (await (await postToken(fields)).json()) as Token;
  const refreshed = (await (await postToken({ grant_type: 'refresh_token', refresh_token, scope })).json()) as Token;
  expect((await ask('GET', '/v2/o/app/manifests/v1', refreshed.access_token))[0]).toStrictEqual(404);
});

test('faults hit the token endpoint and what is behind it, and no secret gets into the journal', async () => {
  registry.setRules([{ match: { kind: 'token' }, when: { first: 2 }, action: { kind: 'answer', status: 502 } }]);
  const from = registry.journal.length;
  const statuses = [1, 2, 3].map(() => fetch(`http://${registry.address}/token`, { headers: basic(password) }));
  expect((await Promise.all(statuses)).map((answer) => answer.status).sort()).toStrictEqual([200, 502, 502]);
  const { token } = await getToken(['repository:o/app:pull']);
  await ask('GET', '/v2/', token);
  const entries = registry.journal.slice(from);
  expect(entries.map((entry) => entry.authorization)).toStrictEqual(['basic', 'basic', 'basic', 'basic', 'bearer']);
  const text = JSON.stringify(entries);
  expect(
    [token, password, basic(password).Authorization.slice(6)].filter((secret) => text.includes(secret)),
  ).toStrictEqual([]);
});
