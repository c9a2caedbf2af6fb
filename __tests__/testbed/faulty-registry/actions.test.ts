import { expect, test } from 'vitest';
import { registryError } from '../../../testbed/faulty-registry/registry-error.ts';
import type { Action } from '../../../testbed/faulty-registry/rule.ts';
import { exchangeRaw, get, put, withFaults } from './wire.ts';

const blob = '/v2/o/app/blobs/sha256:0';

/** What a client receives when an action hits its request, and what the registry behind got of it. */
function hit(action: Action, request = get(blob), wait = 300) {
  return withFaults([{ action }], async (registry, { got }) => {
    const { head, body, end } = await exchangeRaw(registry.address, request, wait);
    const journal = registry.journal.map(({ status, bytesIn, bytesOut, rule }) => ({
      status,
      bytesIn,
      bytesOut,
      rule,
    }));
    return { status: head.split('\r\n', 1)[0], body, end, journal, upstream: got.map((entry) => entry.body) };
  });
}

const ok = 'HTTP/1.1 200 OK';

test('an answer comes with its status, headers and body, and the registry never sees the request', async () => {
  const action = registryError(429, 'TOOMANYREQUESTS', 'slow down', { 'Retry-After': '7' });
  await withFaults([{ action }], async ({ address }, { got }) => {
    const answer = await fetch(`http://${address}${blob}`, { method: 'PUT', body: 'layer' });
    expect(answer.status).toStrictEqual(429);
    expect(answer.headers.get('retry-after')).toStrictEqual('7');
    expect(await answer.json()).toStrictEqual({ errors: [{ code: 'TOOMANYREQUESTS', message: 'slow down' }] });
    expect(got).toStrictEqual([]);
  });
});

test('a reset without a place is an RST before the registry sees the request', async () => {
  expect(await hit({ kind: 'reset' })).toStrictEqual({
    status: '',
    body: '',
    end: 'ECONNRESET',
    journal: [{ status: undefined, bytesIn: 0, bytesOut: 0, rule: 'reset' }],
    upstream: [],
  });
});

test('a reset within a response is an RST after exactly so many bytes', async () => {
  expect(await hit({ kind: 'reset', after: { of: 'response', bytes: 4 } })).toStrictEqual({
    status: ok,
    body: '0123',
    end: 'ECONNRESET',
    journal: [{ status: 200, bytesIn: 0, bytesOut: 4, rule: 'reset' }],
    upstream: [''],
  });
});

test('a reset within a request lets so many bytes through to a registry that never gets the rest', async () => {
  const action: Action = { kind: 'reset', after: { of: 'request', bytes: 3 } };
  await withFaults([{ action }], async (registry, { got }) => {
    const { head, end } = await exchangeRaw(registry.address, put(blob, 'abcdef'));
    expect([head, end, registry.journal[0]?.bytesIn]).toStrictEqual(['', 'ECONNRESET', 3]);
    await expect.poll(() => got.map((entry) => entry.body)).toStrictEqual(['abc ECONNRESET']);
  });
});

test('a reset at the end of a request comes after the registry has done its work', async () => {
  const result = await hit({ kind: 'reset', after: { of: 'request', bytes: Infinity } }, put(blob, 'abcdef'));
  expect(result).toMatchObject({ status: '', end: 'ECONNRESET', upstream: ['abcdef'] });
});

test('a black hole takes the request and never answers', async () => {
  expect(await hit({ kind: 'black-hole' }, put(blob, 'abcdef'))).toStrictEqual({
    status: '',
    body: '',
    end: 'open',
    journal: [{ status: undefined, bytesIn: 6, bytesOut: 0, rule: 'black-hole' }],
    upstream: [],
  });
});

test('a black hole within a response falls silent after so many bytes', async () => {
  expect(await hit({ kind: 'black-hole', after: { of: 'response', bytes: 4 } })).toMatchObject({
    status: ok,
    body: '0123',
    end: 'open',
  });
});

test('a response that is cut off ends below the length that it announced', async () => {
  const result = await hit({ kind: 'truncate', bytes: 4 });
  expect(result).toMatchObject({ status: ok, body: '0123', end: 'FIN' });
});

test('a response that is shorter is complete for its client', async () => {
  await withFaults([{ action: { kind: 'truncate', bytes: 4, length: 'shorter' } }], async ({ address }) => {
    const answer = await fetch(`http://${address}${blob}`);
    expect([answer.headers.get('content-length'), await answer.text()]).toStrictEqual(['4', '0123']);
  });
});

test('a corrupt byte has its bits inverted, in a response or in a request, and nothing else changes', async () => {
  expect(await hit({ kind: 'corrupt', byte: 2 })).toMatchObject({
    body: `01${String.fromCharCode(~0x32 & 0xff)}3456789`,
  });
  const request = await hit({ kind: 'corrupt', of: 'request' }, put(blob, 'A'));
  expect(request.upstream).toStrictEqual([Buffer.from([~0x41 & 0xff]).toString()]);
  expect(await hit({ kind: 'corrupt', byte: 10 })).toMatchObject({ body: '0123456789' });
});

test('a body that trickles comes whole, in either direction, and at its pace', async () => {
  const start = performance.now();
  expect(await hit({ kind: 'trickle', bytesPerSecond: 20 }, undefined, 1000)).toMatchObject({ body: '0123456789' });
  const sent = await hit({ kind: 'trickle', of: 'request', bytesPerSecond: 20 }, put(blob, 'abcdef'), 1000);
  expect(sent.upstream).toStrictEqual(['abcdef']);
  expect(performance.now() - start).toBeGreaterThan(700);
});

test('headers are set and taken away on either side', async () => {
  const headers = { Location: 'http://elsewhere/x', 'docker-content-digest': 'sha256:wrong', 'X-Gone': undefined };
  const rules = [
    { match: { method: 'GET' }, action: { kind: 'change-headers', headers } as const },
    { action: { kind: 'change-headers', of: 'request', headers: { 'X-Asked': 'yes' } } as const },
  ];
  const upstreamHeaders = { Location: '/v2/', 'Docker-Content-Digest': 'sha256:right', 'X-Gone': 'x' };
  await withFaults(
    rules,
    async ({ address }, { got }) => {
      const answer = await fetch(`http://${address}${blob}`);
      expect(['location', 'docker-content-digest', 'x-gone'].map((name) => answer.headers.get(name))).toStrictEqual([
        'http://elsewhere/x',
        'sha256:wrong',
        null,
      ]);
      await fetch(`http://${address}${blob}`, { method: 'HEAD' });
      expect(got.map((entry) => entry.headers['x-asked'])).toStrictEqual([undefined, 'yes']);
    },
    { headers: upstreamHeaders },
  );
});
