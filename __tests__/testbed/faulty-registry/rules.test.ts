import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Match, Rule, When } from '../../../testbed/faulty-registry/rule.ts';
import { createRuleBook } from '../../../testbed/faulty-registry/rule-book.ts';
import { toTarget } from '../../../testbed/faulty-registry/target.ts';
import { exchangeRaw, get, withFaults } from './wire.ts';

const digest = `sha256:${'0'.repeat(64)}`;
const answer = (status: number): Rule['action'] => ({ kind: 'answer', status });

test.each<[method: string, path: string, kind: string, repository?: string, reference?: string]>([
  ['GET', '/v2/', 'ping'],
  ['GET', '/token?scope=repository:o/app:pull', 'token'],
  ['GET', '/v2/_catalog', 'other'],
  ['PUT', '/v2/o/app/manifests/v1', 'manifest', 'o/app', 'v1'],
  ['HEAD', `/v2/app/blobs/${digest}`, 'blob', 'app', digest],
  ['POST', '/v2/o/app/blobs/uploads/', 'upload', 'o/app'],
  ['POST', `/v2/o/app/blobs/uploads/?mount=${digest}&from=o/base`, 'upload', 'o/app', digest],
  ['PATCH', '/v2/o/app/blobs/uploads/1-2-3?_state=x', 'upload', 'o/app'],
  ['PUT', `/v2/o/app/blobs/uploads/1-2-3?_state=x&digest=${encodeURIComponent(digest)}`, 'upload', 'o/app', digest],
  ['GET', '/v2/o/blobs/manifests/tags/list', 'tags', 'o/blobs/manifests', 'list'],
  ['GET', `/v2/o/app/referrers/${digest}`, 'referrers', 'o/app', digest],
])('%s %s is about %s %s %s', (method, path, kind, repository, reference) => {
  expect(toTarget(method, path)).toStrictEqual({
    method,
    path,
    kind,
    repository,
    reference,
    length: undefined,
    userAgent: undefined,
  });
});

test.each<[title: string, match: Match, matched: number[]]>([
  ['method', { method: 'HEAD' }, [1]],
  ['methods and kind', { method: ['PUT', 'HEAD'], kind: 'manifest' }, [1, 2]],
  ['kinds', { kind: ['ping', 'blob'] }, [0, 3]],
  ['path', { path: /^\/v2\/$/g }, [0]],
  ['repository', { repository: 'o/other' }, [3]],
  ['repositories', { repository: /^o\/a/ }, [1, 2, 4]],
  ['reference and method', { reference: 'v1', method: 'PUT' }, [2]],
  ['references', { reference: /^sha256:/ }, [3, 4]],
  ['length', { minLength: 1000 }, [4]],
  ['user agent', { userAgent: /^buildkit\// }, [4]],
  ['nothing', {}, [0, 1, 2, 3, 4]],
])('a rule by %s hits those requests only', (_, match, matched) => {
  const requests = [
    toTarget('GET', '/v2/'),
    toTarget('HEAD', '/v2/o/app/manifests/v1'),
    toTarget('PUT', '/v2/o/app/manifests/v1', '999'),
    toTarget('GET', `/v2/o/other/blobs/${digest}`),
    toTarget('PUT', `/v2/o/app/blobs/uploads/1?digest=${digest}`, '1000', 'buildkit/v0.32'),
  ];
  const book = createRuleBook([{ match, action: answer(500) }]);
  expect(requests.flatMap((target, i) => (book.take(target, 0) === undefined ? [] : [i]))).toStrictEqual(matched);
});

test.each<[title: string, when: When | undefined, due: number[]]>([
  ['without a count', undefined, [1, 2, 3, 4, 5]],
  ['for the first two', { first: 2 }, [1, 2]],
  ['from the fourth on', { from: 4 }, [4, 5]],
  ['for the second and the fifth', { nth: [2, 5] }, [2, 5]],
  ['for 250 ms of one request in 100 ms', { forMilliseconds: 250 }, [1, 2, 3]],
])('a rule %s acts on just these requests', (_, when, due) => {
  const book = createRuleBook([when === undefined ? { action: answer(500) } : { when, action: answer(500) }]);
  const acted = [1, 2, 3, 4, 5].filter((n) => book.take(toTarget('GET', '/v2/'), 1000 + 100 * n) !== undefined);
  expect(acted).toStrictEqual(due);
});

test('rules of one request follow each other: what one takes the next does not count', async () => {
  const rules: Rule[] = [
    { when: { first: 1 }, action: answer(503) },
    { name: 'too many', when: { first: 1 }, action: answer(429) },
  ];
  await withFaults(rules, async (registry) => {
    const ask = async () => (await fetch(`http://${registry.address}/v2/`)).status;
    expect([await ask(), await ask(), await ask()]).toStrictEqual([503, 429, 200]);
    expect(registry.journal.map((entry) => entry.rule)).toStrictEqual(['answer', 'too many', undefined]);
    registry.setRules(rules);
    expect(await ask()).toStrictEqual(503);
  });
});

test('a delay comes before the registry sees the request, and another action may follow', async () => {
  const delay: Rule['action'] = { kind: 'delay', milliseconds: 150, next: answer(500) };
  await withFaults(
    [{ when: { first: 1 }, action: delay }, { action: { ...delay, of: 'response' } }],
    async ({ address }, { got }) => {
      const start = performance.now();
      expect((await fetch(`http://${address}/v2/`)).status).toStrictEqual(500);
      expect(performance.now() - start).toBeGreaterThan(145);
      const late = fetch(`http://${address}/v2/`);
      await sleep(75);
      expect(got).toHaveLength(1);
      expect((await late).status).toStrictEqual(200);
      expect(performance.now() - start).toBeGreaterThan(290);
    },
  );
});

test('a registry that refuses connections resets those that are open and comes back at the same address', async () => {
  const rules: Rule[] = [{ when: { first: 1 }, action: { kind: 'refuse', milliseconds: 300 } }];
  await withFaults(rules, async (registry) => {
    const ends = [await exchangeRaw(registry.address, get('/v2/')), await exchangeRaw(registry.address, get('/v2/'))];
    expect(ends.map(({ end }) => end)).toStrictEqual(['ECONNRESET', 'ECONNREFUSED']);
    await expect.poll(async () => (await exchangeRaw(registry.address, get('/v2/'), 100)).end).toStrictEqual('open');
    registry.setRules([{ when: { first: 1 }, action: { kind: 'refuse' } }]);
    const again = [await exchangeRaw(registry.address, get('/v2/')), await exchangeRaw(registry.address, get('/v2/'))];
    expect(again.map(({ end }) => end)).toStrictEqual(['ECONNRESET', 'ECONNREFUSED']);
    registry.setRules([]);
    await expect.poll(async () => (await exchangeRaw(registry.address, get('/v2/'), 100)).end).toStrictEqual('open');
  });
});
