import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultyRegistry, startFaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import { summarize } from '../../../testbed/faulty-registry/summary.ts';
import { type Registry, startRegistry } from '../../../testbed/registry.ts';
import { withFaults } from './wire.ts';

let upstream: Registry;
let registry: FaultyRegistry;
beforeAll(async () => {
  upstream = await startRegistry();
  registry = await startFaultyRegistry({ upstream: upstream.address });
});
afterAll(async () => {
  await registry.close();
  await upstream.stop();
});

const blob = randomBytes(5_000_000);
const digest = `sha256:${createHash('sha256').update(blob).digest('hex')}`;

test('a blob goes through in both directions, and all of its upload stays at the proxy', async () => {
  const start = await fetch(`http://${registry.address}/v2/o/app/blobs/uploads/`, { method: 'POST' });
  const location = new URL(start.headers.get('location') ?? '');
  expect(location.host).toStrictEqual(registry.address);
  location.searchParams.set('digest', digest);
  const headers = { 'User-Agent': 'tester/1', Authorization: 'Basic c2VjcmV0' };
  const end = await fetch(location, { method: 'PUT', body: blob, headers });
  expect([end.status, end.headers.get('location')]).toStrictEqual([
    201,
    `http://${registry.address}/v2/o/app/blobs/${digest}`,
  ]);
  const back = await fetch(end.headers.get('location') ?? '');
  expect(Buffer.from(await back.arrayBuffer()).equals(blob)).toStrictEqual(true);

  const [, put, get] = registry.journal;
  expect(put).toMatchObject({ kind: 'upload', reference: digest, status: 201, bytesIn: 5_000_000, bytesOut: 0 });
  expect(put).toMatchObject({ userAgent: 'tester/1', authorization: 'basic', rule: undefined });
  expect(get).toMatchObject({ kind: 'blob', repository: 'o/app', status: 200, bytesIn: 0, bytesOut: 5_000_000 });
  expect(registry.journal.every(({ started, ended = 0 }) => started <= ended && ended <= Date.now() + 1)).toStrictEqual(
    true,
  );
  expect(summarize(registry.journal).split('\n').at(-1)).toMatch(
    /^3 requests on \d+ connections: 5000000 bytes in, 5000000 bytes out$/,
  );
});

test('a registry that names itself in Location is rewritten to the host that the client asked', async () => {
  await withFaults([], async ({ address }) => {
    const own = await startFaultyRegistry({
      upstream: address,
      rules: [{ action: { kind: 'answer', status: 202, headers: { Location: `http://${address}/v2/x?_state=1` } } }],
    });
    const outer = await startFaultyRegistry({ upstream: own.address });
    const answer = await fetch(`http://${outer.address}/v2/`);
    expect(answer.headers.get('location')).toStrictEqual(`http://${address}/v2/x?_state=1`);
    own.setRules([
      { action: { kind: 'answer', status: 202, headers: { Location: `http://${own.address}/v2/x?_state=1` } } },
    ]);
    const rewritten = await fetch(`http://${outer.address}/v2/`);
    expect(rewritten.headers.get('location')).toStrictEqual(`http://${outer.address}/v2/x?_state=1`);
    await outer.close();
    await own.close();
  });
});

test('one connection serves many requests', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const from = registry.journal.length;
  for (let i = 0; i < 20; i += 1) {
    await new Promise((resolve, reject) => {
      const call = request(`http://${registry.address}/v2/`, { agent }, (answer) => answer.resume().on('end', resolve));
      call.on('error', reject).end();
    });
  }
  agent.destroy();
  expect(new Set(registry.journal.slice(from).map((entry) => entry.connection)).size).toStrictEqual(1);
});

test('a registry that is down looks like a bad gateway', async () => {
  const lost = await startFaultyRegistry({ upstream: 'localhost:1' });
  expect((await fetch(`http://${lost.address}/v2/`)).status).toStrictEqual(502);
  await lost.close();
});
