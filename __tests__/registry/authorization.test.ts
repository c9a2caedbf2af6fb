import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { at, client, login, manifest, type Seen, serve, type TestServer } from './server.ts';

const TEXT = '{"schemaVersion":2}';
const DIGEST = `sha256:${createHash('sha256').update(TEXT).digest('hex')}`;
const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
const query = (request: Seen | undefined): URLSearchParams => new URLSearchParams(request?.url.split('?')[1]);

/** A registry that lets in who sends the header, and challenges all others. */
function guarded(header: () => string, challenge: (url: string) => string): Promise<TestServer> {
  return serve(({ headers, url }, response) => {
    if (headers.authorization === header()) manifest(response, TEXT, { 'docker-content-digest': DIGEST });
    else response.writeHead(401, { 'www-authenticate': challenge(url) }).end('{"errors":[{"code":"UNAUTHORIZED"}]}');
  });
}

/** A token server that gives out `token-1`, `token-2`, …, and a registry that takes the last one. */
async function withTokens(answer: object = {}, scope = ''): Promise<{ registry: TestServer; tokens: TestServer }> {
  const tokens = await serve((_, response) => {
    response.end(JSON.stringify({ token: `token-${tokens.seen.length}`, ...answer }));
  });
  const realm = `http://${tokens.host}/token?account=x`;
  const registry = await guarded(
    () => `Bearer token-${tokens.seen.length}`,
    () => `Bearer realm="${realm}",service="the service"${scope}`,
  );
  return { registry, tokens };
}

describe('Basic', () => {
  const challenge = () => 'Basic realm="r"';
  test('is answered with the login of the host, once it is asked for', async () => {
    const registry = await guarded(() => basic('me', 'pass:word'), challenge);
    const asked: string[] = [];
    const me = client({
      credentials: (host) => {
        asked.push(host);
        return login('me', 'pass:word')();
      },
    });
    expect(await me.headManifest(at(registry))).toHaveProperty('kind', 'found');
    expect(await me.headManifest(at(registry))).toHaveProperty('kind', 'found');
    expect(registry.seen.map(({ headers }) => headers.authorization)).toStrictEqual([
      undefined,
      basic('me', 'pass:word'),
      basic('me', 'pass:word'),
    ]);
    expect(asked).toStrictEqual([registry.host]);
    expect(me.masked).toStrictEqual(['pass:word', basic('me', 'pass:word').slice('Basic '.length)]);
  });

  test('is a failure that says what to do when nobody logged in', async () => {
    const registry = await guarded(() => basic('me', 'secret'), challenge);
    expect(await client().headManifest(at(registry))).toStrictEqual({
      kind: 'failed',
      reason:
        `Looking for ${registry.host}/o/app:v1 failed: ${registry.host} asks for a login and Docker's configuration has none: ` +
        'use docker/login-action for it in an earlier step.',
      status: 401,
    });
  });

  test('with a wrong password is tried once', async () => {
    const registry = await guarded(() => basic('me', 'secret'), challenge);
    const me = client({ credentials: login('me', 'wrong') });
    const refused = {
      kind: 'failed',
      reason:
        `Looking for ${registry.host}/o/app:v1 failed: ${registry.host} answers 401 ` +
        "(it does not accept the login that Docker's configuration holds).",
      status: 401,
    };
    expect(await me.headManifest(at(registry))).toStrictEqual(refused);
    expect(registry.seen).toHaveLength(2);
    expect(await me.headManifest(at(registry))).toStrictEqual(refused);
    expect(registry.seen).toHaveLength(3);
  });

  test('takes no identity token', async () => {
    const registry = await guarded(() => 'never', challenge);
    const me = client({ credentials: async () => ({ kind: 'identity-token', token: 'refresh' }) });
    expect(await me.headManifest(at(registry))).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining(`${registry.host} takes no identity token`),
    });
  });
});

describe('Bearer', () => {
  test('gets an anonymous token for the repository', async () => {
    const { registry, tokens } = await withTokens();
    const me = client();
    expect(await me.headManifest(at(registry))).toHaveProperty('kind', 'found');
    expect(tokens.seen.map(({ method, headers }) => [method, headers.authorization])).toStrictEqual([
      ['GET', undefined],
    ]);
    expect([...query(tokens.seen[0])]).toStrictEqual([
      ['account', 'x'],
      ['service', 'the service'],
      ['scope', 'repository:o/app:pull'],
    ]);
    expect(me.masked).toStrictEqual(['token-1']);
  });

  test('sends the login to the token server only, and what it gives to the registry only', async () => {
    const { registry, tokens } = await withTokens();
    await client({ credentials: login('me', 'secret') }).headManifest(at(registry));
    expect(tokens.seen.map(({ headers }) => headers.authorization)).toStrictEqual([basic('me', 'secret')]);
    expect(registry.seen.map(({ headers }) => headers.authorization)).toStrictEqual([undefined, 'Bearer token-1']);
  });

  test('trades an identity token by POST', async () => {
    const { registry, tokens } = await withTokens({ token: undefined, access_token: 'token-1', refresh_token: 'new' });
    const me = client({ credentials: async () => ({ kind: 'identity-token', token: 'refresh' }) });
    expect(await me.headManifest(at(registry))).toHaveProperty('kind', 'found');
    const [request] = tokens.seen;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe('/token');
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toStrictEqual({
      account: 'x',
      service: 'the service',
      scope: 'repository:o/app:pull',
      client_id: 'test',
      grant_type: 'refresh_token',
      refresh_token: 'refresh',
    });
    expect(me.masked).toStrictEqual(['refresh', 'token-1']);
  });

  test('sends a registry token as it is', async () => {
    const registry = await guarded(
      () => 'Bearer given',
      () => 'Bearer realm="http://127.0.0.1:1/token"',
    );
    const me = client({ credentials: async () => ({ kind: 'registry-token', token: 'given' }) });
    expect(await me.headManifest(at(registry))).toHaveProperty('kind', 'found');
    const other = client({ credentials: async () => ({ kind: 'registry-token', token: 'old' }) });
    expect(await other.headManifest(at(registry))).toHaveProperty('status', 401);
  });

  test('goes before Basic', async () => {
    const { registry, tokens } = await withTokens();
    const both = await guarded(
      () => `Bearer token-${tokens.seen.length}`,
      () => `Basic realm="r", Bearer realm="http://${tokens.host}/token",service="s"`,
    );
    expect(await client({ credentials: login('me', 'secret') }).headManifest(at(both))).toHaveProperty('kind', 'found');
    expect(both.seen.map(({ headers }) => headers.authorization)).toStrictEqual([undefined, 'Bearer token-1']);
    expect(registry.seen).toStrictEqual([]);
  });

  test('one token serves all calls of one repository and action, at the same time and later', async () => {
    const { registry, tokens } = await withTokens();
    const me = client({ credentials: login('me', 'secret') });
    const tags = ['a', 'b', 'c', 'd', 'e'];
    const answers = await Promise.all(tags.map((tag) => me.headManifest(at(registry, `o/app:${tag}`))));
    expect(answers.map(({ kind }) => kind)).toStrictEqual(tags.map(() => 'found'));
    await me.getManifest(at(registry));
    expect(tokens.seen).toHaveLength(1);
    // Five challenges, five answers, and one call that knew its token.
    expect(registry.seen).toHaveLength(11);
  });

  test('but not those of another repository or action', async () => {
    const { registry, tokens } = await withTokens();
    const me = client();
    await me.headManifest(at(registry));
    await me.headManifest(at(registry, 'o/other'));
    await me.deleteManifest(at(registry));
    await me.putManifest(at(registry), Buffer.from(TEXT), 'text/plain');
    expect(tokens.seen.map((request) => query(request).get('scope'))).toStrictEqual([
      'repository:o/app:pull',
      'repository:o/other:pull',
      'repository:o/app:delete,pull',
      'repository:o/app:pull,push',
    ]);
  });

  test('asks beyond its own scope for what the registry wants for this repository, and for no other', async () => {
    const scope = ',scope="repository:o/app:*,pull repository:o/secret:pull registry:catalog:*"';
    const { registry, tokens } = await withTokens({}, scope);
    await client().deleteManifest(at(registry));
    expect(query(tokens.seen[0]).get('scope')).toBe('repository:o/app:*,delete,pull');
  });

  test('a token that is no longer taken is renewed', async () => {
    let valid = 1;
    const tokens = await serve((_, response) => response.end(JSON.stringify({ token: `t${valid}`, expires_in: 3600 })));
    const registry = await guarded(
      () => `Bearer t${valid}`,
      () => `Bearer realm="http://${tokens.host}/"`,
    );
    const me = client();
    await me.headManifest(at(registry));
    valid = 2;
    const answers = await Promise.all([1, 2, 3].map(() => me.headManifest(at(registry))));
    expect(answers.map(({ kind }) => kind)).toStrictEqual(['found', 'found', 'found']);
    expect(tokens.seen).toHaveLength(2);
  });

  test('a token that expired is not sent', async () => {
    const { registry, tokens } = await withTokens({ expires_in: 0.1 });
    const me = client();
    await me.headManifest(at(registry));
    await sleep(120);
    await me.headManifest(at(registry));
    expect(tokens.seen).toHaveLength(2);
    expect(registry.seen.map(({ headers }) => headers.authorization)).toStrictEqual([
      undefined,
      'Bearer token-1',
      undefined,
      'Bearer token-2',
    ]);
  });

  test('calls that waited for a token which expired meanwhile share the next one', async () => {
    const tokens = await serve((_, response) => response.end('{"token":"t","expires_in":1e-9}'));
    const registry = await guarded(
      () => 'Bearer t',
      () => `Bearer realm="http://${tokens.host}/"`,
    );
    const me = client();
    const answers = await Promise.all([1, 2, 3, 4].map(() => me.headManifest(at(registry))));
    expect(answers.map(({ kind }) => kind)).toStrictEqual(['found', 'found', 'found', 'found']);
    expect(tokens.seen).toHaveLength(2);
  });

  test('a fresh token that is refused is not renewed again', async () => {
    const tokens = await serve((_, response) => response.end(`{"token":"t${tokens.seen.length}"}`));
    const registry = await guarded(
      () => 'never',
      () => `Bearer realm="http://${tokens.host}/"`,
    );
    expect(await client().headManifest(at(registry))).toMatchObject({ kind: 'failed', status: 401 });
    expect(tokens.seen).toHaveLength(1);
    expect(registry.seen).toHaveLength(2);
  });
});

describe('a manifest that is refused although the token server gave a token', () => {
  const refusing = async (status: number) => {
    const tokens = await serve((_, response) => response.end('{"token":"t"}'));
    const registry = await serve(({ headers }, response) => {
      const challenge = { 'www-authenticate': `Bearer realm="http://${tokens.host}/"` };
      if (headers.authorization === 'Bearer t') response.writeHead(status, status === 401 ? challenge : {}).end();
      else response.writeHead(401, challenge).end();
    });
    return { registry, tokens };
  };

  test.each([401, 403])('%i to a login may be a repository that does not exist, every time', async (status) => {
    const { registry, tokens } = await refusing(status);
    const me = client({ credentials: login('me', 'secret') });
    const hidden = {
      kind: 'failed',
      cause: 'hidden',
      status,
      reason: `Looking for ${registry.host}/o/app:v1 failed: ${registry.host} answers ${status}.`,
    };
    expect(await me.headManifest(at(registry))).toStrictEqual(hidden);
    expect(await me.headManifest(at(registry))).toStrictEqual(hidden);
    // A token that was refused is asked for anew, and is then the same.
    expect(tokens.seen).toHaveLength(status === 401 ? 2 : 1);
  });

  test.each([401, 403])('%i to nobody is a refusal', async (status) => {
    const { registry } = await refusing(status);
    const answer = await client().headManifest(at(registry));
    expect(answer).toMatchObject({ kind: 'failed', status });
    expect(answer).not.toHaveProperty('cause');
  });

  test('nor is one that was to be written', async () => {
    const { registry } = await refusing(403);
    const me = client({ credentials: login('me', 'secret') });
    expect(await me.putManifest(at(registry), Buffer.from(TEXT), 'a/b')).not.toHaveProperty('cause');
  });
});

describe('a token server that fails fails the call, and is not taken for an answer about the manifest', () => {
  const failing = async (...[answer, credentials]: [Parameters<typeof serve>[0], ReturnType<typeof login>?]) => {
    const tokens = await serve(answer);
    const registry = await guarded(
      () => 'never',
      () => `Bearer realm="http://${tokens.host}/token",service="s"`,
    );
    const me = client({ timeoutMilliseconds: 1000, ...(credentials && { credentials }) });
    const answers = await Promise.all([1, 2, 3].map(() => me.headManifest(at(registry))));
    return { answers, tokens, registry, again: () => me.headManifest(at(registry)) };
  };

  test.each([401, 403])(
    'a login that is refused with %s is tried once, by all calls together and for ever',
    async (status) => {
      const { answers, tokens, registry, again } = await failing(
        (_, response) => {
          response.writeHead(status).end('{"errors":[{"code":"DENIED","message":"bad login"}]}');
        },
        login('me', 'wrong'),
      );
      const failure = {
        kind: 'failed',
        reason:
          `Looking for ${registry.host}/o/app:v1 failed: ${tokens.host} answers ${status}: DENIED bad login ` +
          `(its token server does not accept the login for ${registry.host}).`,
        status,
      };
      expect(answers).toStrictEqual([failure, failure, failure]);
      expect(await again()).toStrictEqual(failure);
      expect(tokens.seen).toHaveLength(1);
    },
  );

  test('and without a login it is one that is missing', async () => {
    const { answers, registry } = await failing((_, response) => response.writeHead(401).end());
    expect(answers[0]).toMatchObject({
      kind: 'failed',
      status: 401,
      reason: expect.stringContaining(`${registry.host} asks for a login and Docker's configuration has none`),
    });
  });

  test('502 twice is passed over', async () => {
    const tokens: TestServer = await serve((_, response) => {
      if (tokens.seen.length <= 2) response.writeHead(502).end();
      else response.end('{"token":"t"}');
    });
    const registry = await guarded(
      () => 'Bearer t',
      () => `Bearer realm="http://${tokens.host}/"`,
    );
    expect(await client().headManifest(at(registry))).toHaveProperty('kind', 'found');
  });

  test('500 is a failure that another call may get over', async () => {
    let status = 500;
    const tokens = await serve((_, response) => response.writeHead(status).end('{"token":"t"}'));
    const registry = await guarded(
      () => 'Bearer t',
      () => `Bearer realm="http://${tokens.host}/"`,
    );
    const me = client();
    expect(await me.headManifest(at(registry))).toMatchObject({ kind: 'failed', status: 500 });
    status = 200;
    expect(await me.headManifest(at(registry))).toHaveProperty('kind', 'found');
  });

  test('silence ends with the time of the call', async () => {
    const { answers, registry } = await failing(() => undefined);
    const failure = {
      kind: 'failed',
      reason: `Looking for ${registry.host}/o/app:v1 failed: the login for ${registry.host} did not answer within 1 s.`,
      cause: 'late',
    };
    expect(answers).toStrictEqual([failure, failure, failure]);
  });

  test.each([
    ['no JSON', 'junk'],
    ['no token', '{"token":""}'],
    ['a token that is no text', '{"token":["x"]}'],
    ['a token with a line break', '{"token":"a\\nX-Evil: 1"}'],
    ['null', 'null'],
  ])('%s', async (_, body) => {
    const { answers, tokens } = await failing((_, response) => response.end(body));
    expect(answers[0]).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining(`the token server ${tokens.host} answered without a token`),
    });
  });
});

describe('a challenge that cannot be answered is a failure', () => {
  test.each([
    ['', 'asks for a login without saying how it takes one'],
    ['Negotiate', 'asks for a login without saying how it takes one'],
    ['Bearer service="x"', 'names no token server that can be asked'],
    ['Bearer realm="file:///etc/passwd"', 'names no token server that can be asked'],
    ['Bearer realm="/token"', 'names no token server that can be asked'],
  ])('%j', async (challenge, clause) => {
    const registry = await guarded(
      () => 'never',
      () => challenge,
    );
    expect(await client({ credentials: login('me', 'secret') }).headManifest(at(registry))).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining(`${registry.host} ${clause}`),
    });
  });

  test('and so is a login that cannot be read', async () => {
    const registry = await guarded(
      () => 'never',
      () => 'Basic',
    );
    const credentials = () => Promise.reject(new Error('The credential helper docker-credential-x failed.'));
    expect(await client({ credentials }).headManifest(at(registry))).toStrictEqual({
      kind: 'failed',
      reason: `Looking for ${registry.host}/o/app:v1 failed: The credential helper docker-credential-x failed.`,
    });
  });
});

test('no answer holds a secret, even when the registry sends it back', async () => {
  const secret = 'hunter2-secret';
  const tokens = await serve((_, response) => response.end('{"token":"the-token"}'));
  const registry = await serve(({ headers }, response) => {
    if (headers.authorization === undefined) {
      response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${tokens.host}/"` }).end();
      return;
    }
    const echo = `${headers.authorization} ${secret} ${basic('me', secret)}`;
    response.writeHead(400).end(JSON.stringify({ errors: [{ code: 'X', message: echo }] }));
  });
  const answer = await client({ credentials: login('me', secret) }).getManifest(at(registry));
  expect(answer).toMatchObject({ kind: 'failed', reason: expect.stringContaining('X Bearer *** *** Basic ***') });
});
