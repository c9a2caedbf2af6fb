import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { RegistryClient } from '../../src/registry/client.ts';
import { parseReference, type Reference } from '../../src/text/reference.ts';
import { at, client, manifest, serve } from './server.ts';

const OCI = 'application/vnd.oci.image.manifest.v1+json';
const TEXT = '{"schemaVersion":2}';
const sha = (algorithm: string, text: string): string =>
  `${algorithm}:${createHash(algorithm).update(text).digest('hex')}`;
const DIGEST = sha('sha256', TEXT);
const OTHER = sha('sha256', 'something else');
let hub: RegistryClient;
const FOUND = { kind: 'found', digest: DIGEST, mediaType: OCI, size: TEXT.length };

describe('a manifest is looked for with HEAD', () => {
  test('and found', async () => {
    const server = await serve((_, response) => manifest(response, TEXT, { 'docker-content-digest': DIGEST }));
    expect(await client().headManifest(at(server))).toStrictEqual(FOUND);
    expect(server.lines()).toStrictEqual(['HEAD /v2/o/app/manifests/v1']);
    expect(server.seen[0]?.headers).toMatchObject({ 'user-agent': 'test/1', host: server.host });
    expect(server.seen[0]?.headers.accept?.split(', ')).toStrictEqual([
      'application/vnd.oci.image.manifest.v1+json',
      'application/vnd.oci.image.index.v1+json',
      'application/vnd.docker.distribution.manifest.v2+json',
      'application/vnd.docker.distribution.manifest.list.v2+json',
      '*/*',
    ]);
  });

  test('by its digest before its tag, and as latest without either', async () => {
    const server = await serve((_, response) => manifest(response, TEXT, { 'docker-content-digest': DIGEST }));
    expect(await client().headManifest(at(server, `o/app:v1@${DIGEST}`))).toStrictEqual(FOUND);
    expect(await client().headManifest(at(server, 'o/app'))).toStrictEqual(FOUND);
    expect(server.lines()).toStrictEqual([`HEAD /v2/o/app/manifests/${DIGEST}`, 'HEAD /v2/o/app/manifests/latest']);
  });

  test('and not found', async () => {
    const server = await serve((_, response) => response.writeHead(404).end());
    expect(await client().headManifest(at(server))).toStrictEqual({ kind: 'missing' });
  });

  test.each([
    ['without a digest', 200, { 'content-length': '99' }],
    ['with a malformed digest', 200, { 'content-length': '99', 'docker-content-digest': 'sha256:1' }],
    ['without a length', 200, { 'docker-content-digest': DIGEST }],
    ['that it does not support', 405, {}],
  ])('but read where the registry answers HEAD %s', async (_, status, headers) => {
    const server = await serve(({ method }, response) => {
      if (method === 'HEAD') response.writeHead(status, headers).end();
      else manifest(response, TEXT);
    });
    expect(await client().headManifest(at(server))).toStrictEqual(FOUND);
    expect(server.lines()).toStrictEqual(['HEAD /v2/o/app/manifests/v1', 'GET /v2/o/app/manifests/v1']);
  });

  test('and another digest than the one that was asked for is a failure', async () => {
    const server = await serve((_, response) => manifest(response, TEXT, { 'docker-content-digest': OTHER }));
    expect(await client().headManifest(at(server, `o/app@${DIGEST}`))).toStrictEqual({
      kind: 'failed',
      reason: `Looking for ${server.host}/o/app@${DIGEST} failed: ${server.host} has ${OTHER} where ${DIGEST} was expected.`,
    });
  });
});

describe('a manifest is read', () => {
  test('with its bytes, whatever parameters its media type has', async () => {
    const server = await serve((_, response) => manifest(response, TEXT, { 'content-type': `${OCI}; charset=utf-8` }));
    const got = await client().getManifest(at(server));
    expect(got).toStrictEqual({ ...FOUND, bytes: Buffer.from(TEXT) });
  });

  test('by a digest of another algorithm', async () => {
    const digest = sha('sha512', TEXT);
    const server = await serve((_, response) => manifest(response, TEXT));
    expect(await client().getManifest(at(server, `o/app@${digest}`))).toMatchObject({ kind: 'found', digest });
  });

  test.each([
    ['asked for', `o/app@${OTHER}`, {}],
    ['told by the registry', 'o/app:v1', { 'docker-content-digest': OTHER }],
  ])('and refused when its bytes do not have the digest that was %s', async (_, reference, headers) => {
    const server = await serve((_, response) => manifest(response, TEXT, headers));
    expect(await client().getManifest(at(server, reference))).toStrictEqual({
      kind: 'failed',
      reason: `Reading ${server.host}/${reference} failed: ${server.host} has ${DIGEST} where ${OTHER} was expected.`,
    });
  });

  test('up to 4 MiB, and no further', async () => {
    let sent = 0;
    const server = await serve(async (_, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      while (!response.destroyed && sent < 64 * 1024 * 1024) {
        sent += chunk.length;
        if (!response.write(chunk))
          await Promise.race([new Promise((done) => response.once('drain', done)), sleep(50)]);
      }
    });
    expect(await client().getManifest(at(server))).toStrictEqual({
      kind: 'failed',
      reason: `Reading ${server.host}/o/app:v1 failed: ${server.host} sent more than is allowed here.`,
    });
    expect(sent).toBeLessThan(32 * 1024 * 1024);
  });

  test('not at all when its length is told to be more', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': `${4 * 1024 * 1024 + 1}` }).flushHeaders();
    });
    expect(await client({ timeoutMilliseconds: 2000 }).getManifest(at(server))).toStrictEqual({
      kind: 'failed',
      reason: `Reading ${server.host}/o/app:v1 failed: ${server.host} sent more than is allowed here.`,
    });
  });

  test('not when it breaks off', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"schema');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await client().getManifest(at(server))).toStrictEqual({
      kind: 'failed',
      reason: `Reading ${server.host}/o/app:v1 failed: ${server.host} closed the connection.`,
    });
  });
});

test('a blob is read and its digest checked', async () => {
  const server = await serve(({ url }, response) => {
    if (url.endsWith(DIGEST)) manifest(response, TEXT, { 'content-type': 'application/octet-stream' });
    else if (url.endsWith(OTHER)) manifest(response, TEXT);
    else response.writeHead(404).end();
  });
  const { getBlob } = client();
  expect(await getBlob(at(server), DIGEST)).toStrictEqual({
    ...FOUND,
    mediaType: 'application/octet-stream',
    bytes: Buffer.from(TEXT),
  });
  expect(await getBlob(at(server), OTHER)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/has sha256:.* where sha256:/),
  });
  expect(await getBlob(at(server), sha('sha256', 'none'))).toStrictEqual({ kind: 'missing' });
  expect(await getBlob(at(server), DIGEST, 5)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/sent more than is allowed/),
  });
  expect(server.lines()[0]).toBe(`GET /v2/o/app/blobs/${DIGEST}`);
});

describe('a manifest is written', () => {
  test.each([
    ['o/app:v1', 'v1'],
    [`o/app:v1@${DIGEST}`, 'v1'],
    [`o/app@${DIGEST}`, DIGEST],
    ['o/app', 'latest'],
  ])('to %s under %s', async (reference, target) => {
    const server = await serve((_, response) => response.writeHead(201, { 'docker-content-digest': DIGEST }).end());
    expect(await client().putManifest(at(server, reference), Buffer.from(TEXT), OCI)).toStrictEqual({
      ...FOUND,
      kind: 'written',
    });
    expect(server.lines()).toStrictEqual([`PUT /v2/o/app/manifests/${target}`]);
    expect(server.seen[0]?.headers['content-type']).toBe(OCI);
    expect(server.seen[0]?.body).toBe(TEXT);
  });

  test('but not under a digest that it does not have', async () => {
    const server = await serve((_, response) => response.writeHead(201).end());
    expect(await client().putManifest(at(server, `o/app@${OTHER}`), Buffer.from(TEXT), OCI)).toStrictEqual({
      kind: 'failed',
      reason: `Writing ${server.host}/o/app@${OTHER} failed: its bytes are those of ${DIGEST}.`,
    });
    expect(server.seen).toStrictEqual([]);
  });

  test('and the registry must have understood the same bytes', async () => {
    const server = await serve((_, response) => response.writeHead(201, { 'docker-content-digest': OTHER }).end());
    const answer = await client().putManifest(at(server), Buffer.from(TEXT), OCI);
    expect(answer).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(new RegExp(`has ${OTHER} where ${DIGEST} was expected`)),
    });
  });

  test.each([
    [
      400,
      '{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry"}]}',
      'answers 400: MANIFEST_BLOB_UNKNOWN blob unknown to registry',
    ],
    [
      413,
      '<html><head><title>413 Too large</title></head>\n<body>\u001b[31m nginx</body></html>',
      'answers 413: 413 Too large [31m nginx',
    ],
    [409, '', 'answers 409'],
    [404, '{"errors":[{"code":"NAME_UNKNOWN"}]}', 'answers 404: NAME_UNKNOWN'],
    [418, `{"errors":[{"code":"X","message":"${'long '.repeat(100)}"}]}`, `answers 418: X ${'long '.repeat(31)}lon…`],
    [418, '::set-output name=digest::x\r\n::error::y', 'answers 418: ::set-output name=digest::x ::error::y'],
  ])('a status %s fails with one line of what is said: %j', async (status, body, clause) => {
    const server = await serve((_, response) => response.writeHead(status).end(body));
    expect(await client().putManifest(at(server), Buffer.from(TEXT), OCI)).toStrictEqual({
      kind: 'failed',
      reason: `Writing ${server.host}/o/app:v1 failed: ${server.host} ${clause}.`,
      status,
    });
  });
});

describe('a manifest is deleted', () => {
  test.each([
    ['o/app:v1', 'v1'],
    [`o/app:v1@${DIGEST}`, 'v1'],
    [`o/app@${DIGEST}`, DIGEST],
  ])('%s as %s', async (reference, target) => {
    const server = await serve((_, response) => response.writeHead(202).end());
    expect(await client().deleteManifest(at(server, reference))).toStrictEqual({ kind: 'deleted' });
    expect(server.lines()).toStrictEqual([`DELETE /v2/o/app/manifests/${target}`]);
  });

  test.each([
    [405, '{"errors":[{"code":"UNSUPPORTED","message":"The operation is unsupported."}]}', 'o/app:v1', 'unsupported'],
    [405, '', `o/app@${DIGEST}`, 'unsupported'],
    [400, '{"errors":[{"code":"UNSUPPORTED"}]}', 'o/app:v1', 'unsupported'],
    [400, '{"errors":[{"code":"DIGEST_INVALID"}]}', 'o/app:v1', 'unsupported'],
    [400, '{"errors":[{"code":"DIGEST_INVALID"}]}', `o/app@${DIGEST}`, 'failed'],
    [404, '', 'o/app:v1', 'missing'],
    [403, '', 'o/app:v1', 'failed'],
  ])('status %s %s for %s: %s', async (status, body, reference, kind) => {
    const server = await serve((_, response) => response.writeHead(status).end(body));
    expect(await client().deleteManifest(at(server, reference))).toMatchObject({ kind });
  });
});

test('a registry that never deletes that way says so', async () => {
  const server = await serve((_, response) => response.writeHead(405).end());
  expect(await client().deleteManifest(at(server))).toStrictEqual({
    kind: 'unsupported',
    reason: `${server.host} does not delete tags.`,
  });
  expect(await client().deleteManifest(at(server, `o/app@${DIGEST}`))).toStrictEqual({
    kind: 'unsupported',
    reason: `${server.host} does not delete manifests.`,
  });
});

describe('what fails says so and is never taken for missing', () => {
  test.each([
    [400, 'answers 400'],
    [403, 'answers 403'],
    [429, 'answers 429'],
    [500, 'answers 500'],
    [302, 'answers 302'],
    [204, 'answers 204'],
  ])('status %s', async (status, clause) => {
    const server = await serve((_, response) => response.writeHead(status).end());
    expect(await client().headManifest(at(server))).toStrictEqual({
      kind: 'failed',
      reason: `Looking for ${server.host}/o/app:v1 failed: ${server.host} ${clause}.`,
      status,
    });
  });

  test.each([
    ['read', (reference: Reference) => hub.headManifest(reference)],
    ['write', (reference: Reference) => hub.putManifest(reference, Buffer.from(TEXT), OCI)],
    ['write', (reference: Reference) => hub.deleteManifest(reference)],
  ])('a refusal of ghcr.io names the permission that a job needs: %s', async (right, call) => {
    const server = await serve((_, response) => response.writeHead(403).end());
    hub = client({ env: { HTTP_PROXY: server.host }, insecure: () => 'http' });
    expect(await call(parseReference('ghcr.io/o/app:v1'))).toHaveProperty(
      'reason',
      expect.stringMatching(
        new RegExp(
          ` ghcr.io answers 403 \\(a job that uses github.token needs "permissions: packages: ${right}"\\)\\.$`,
        ),
      ),
    );
  });

  test.each([
    ['7', 7],
    ['soon', undefined],
  ])('Retry-After: %s', async (value, seconds) => {
    const server = await serve((_, response) => response.writeHead(429, { 'retry-after': value }).end());
    const answer = await client().headManifest(at(server));
    expect(answer).toHaveProperty('status', 429);
    expect('retryAfterSeconds' in answer ? answer.retryAfterSeconds : undefined).toBe(seconds);
  });

  test('a name that does not resolve', async () => {
    const answer = await client({ timeoutMilliseconds: 20_000 }).headManifest(
      parseReference('registry.invalid/o/app:v1'),
    );
    expect(answer).toStrictEqual({
      kind: 'failed',
      reason: expect.stringMatching(
        /^Looking for registry\.invalid\/o\/app:v1 failed: the name registry\.invalid does not resolve \((ENOTFOUND|EAI_AGAIN)\)\.$/,
      ),
    });
  }, 30_000);

  test('a port where nobody listens', async () => {
    const server = await serve(() => undefined);
    const reference = at({ ...server, host: '127.0.0.1:1' });
    expect(await client().headManifest(reference)).toStrictEqual({
      kind: 'failed',
      reason: 'Looking for 127.0.0.1:1/o/app:v1 failed: 127.0.0.1:1 refuses connections.',
    });
  });

  test('a host that is none', async () => {
    const answer = await client().headManifest(parseReference('localhost:99999/o/app:v1'));
    expect(answer).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/the connection to localhost:99999 failed \(ERR_INVALID_URL\)/),
    });
  });

  test('an answer that never comes', async () => {
    const server = await serve(() => undefined);
    const start = performance.now();
    expect(await client({ timeoutMilliseconds: 300 }).headManifest(at(server))).toStrictEqual({
      kind: 'failed',
      reason: `Looking for ${server.host}/o/app:v1 failed: ${server.host} did not answer within 0.3 s.`,
      cause: 'late',
    });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('a body that never ends', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await client({ timeoutMilliseconds: 300 }).getManifest(at(server))).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/did not answer within 0\.3 s/),
    });
  });

  test('a call that is cancelled', async () => {
    const server = await serve(() => undefined);
    const signal = AbortSignal.timeout(50);
    expect(await client({ signal }).headManifest(at(server))).toMatchObject({
      kind: 'failed',
      reason: `Looking for ${server.host}/o/app:v1 failed: the call to ${server.host} was cancelled.`,
    });
  });
});

describe('a fault that passes is passed over', () => {
  test.each([502, 503, 504])('status %s twice', async (status) => {
    const server = await serve((_, response) => {
      if (server.seen.length <= 2) response.writeHead(status).end();
      else manifest(response, TEXT, { 'docker-content-digest': DIGEST });
    });
    expect(await client().headManifest(at(server))).toStrictEqual(FOUND);
    expect(server.seen).toHaveLength(3);
  });

  test('but not three times', async () => {
    const server = await serve((_, response) => response.writeHead(503).end());
    expect(await client().headManifest(at(server))).toMatchObject({ kind: 'failed', status: 503 });
    expect(server.seen).toHaveLength(3);
  });

  test('not when the registry names a time', async () => {
    const server = await serve((_, response) => response.writeHead(503, { 'retry-after': '1' }).end());
    expect(await client().headManifest(at(server))).toMatchObject({
      kind: 'failed',
      status: 503,
      retryAfterSeconds: 1,
    });
    expect(server.seen).toHaveLength(1);
  });

  test('a connection that is closed twice', async () => {
    const server = await serve((_, response) => {
      if (server.seen.length <= 2) response.destroy();
      else manifest(response, TEXT, { 'docker-content-digest': DIGEST });
    });
    expect(await client().headManifest(at(server))).toStrictEqual(FOUND);
  });

  test('a connection that is closed while something is written is not: it may have been carried out', async () => {
    const server = await serve((_, response) => response.destroy());
    expect(await client().putManifest(at(server), Buffer.from(TEXT), OCI)).toStrictEqual({
      kind: 'failed',
      reason: `Writing ${server.host}/o/app:v1 failed: ${server.host} closed the connection.`,
    });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a mirror is asked first, as BuildKit does', () => {
  const mirrors = (host: string) => () => [{ host, path: 'proxy' }];
  test('and found there', async () => {
    const mirror = await serve((_, response) => manifest(response, TEXT, { 'docker-content-digest': DIGEST }));
    const server = await serve((_, response) => response.writeHead(500).end());
    expect(await client({ mirrors: mirrors(mirror.host) }).headManifest(at(server))).toStrictEqual(FOUND);
    expect(mirror.lines()).toStrictEqual([`HEAD /v2/proxy/o/app/manifests/v1?ns=${encodeURIComponent(server.host)}`]);
    expect(server.seen).toStrictEqual([]);
  });

  test.each([404, 500])('and the registry itself when the mirror answers %s', async (status) => {
    const mirror = await serve((_, response) => response.writeHead(status).end());
    const server = await serve((_, response) => manifest(response, TEXT, { 'docker-content-digest': DIGEST }));
    expect(await client({ mirrors: mirrors(mirror.host) }).headManifest(at(server))).toStrictEqual(FOUND);
    expect(mirror.seen).not.toStrictEqual([]);
  });
});

test('connections are kept', async () => {
  const ports = new Set<unknown>();
  const server = await serve((_, response) => {
    ports.add(response.socket?.remotePort);
    manifest(response, TEXT, { 'docker-content-digest': DIGEST });
  });
  const { headManifest, getManifest } = client();
  for (let turn = 0; turn < 3; turn++) await headManifest(at(server));
  await getManifest(at(server));
  expect(ports.size).toBe(1);
});
