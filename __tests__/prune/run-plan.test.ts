import { expect, test } from 'vitest';
import type { CacheTag } from '../../src/prune/cache-tag.ts';
import type { Deletion } from '../../src/prune/deletion-api.ts';
import type { Outcome } from '../../src/prune/outcome.ts';
import type { Cache } from '../../src/prune/read-cache.ts';
import { cacheBytes, freedBytes, removeAll } from '../../src/prune/run-plan.ts';

const DELETED: Deletion = { kind: 'deleted', frees: true };
const failed = (status?: number): Deletion => ({ kind: 'failed', reason: 'x', ...(status && { status }) });

async function run(ends: Deletion[], cancel = new AbortController()): Promise<{ kinds: string[]; told: Outcome[] }> {
  const told: Outcome[] = [];
  const jobs = ends.map((end, index) => ({
    item: { name: `cache-${index}`, bytes: index, why: 'its branch is gone' },
    remove: async () => end,
  }));
  const outcomes = await removeAll(jobs, { cancel: cancel.signal, late: new AbortController().signal }, (outcome) =>
    told.push(outcome),
  );
  expect(outcomes).toStrictEqual(told);
  return { kinds: outcomes.map(({ end }) => end.kind), told };
}

test('each is removed in turn and told', async () => {
  const { told } = await run([DELETED, failed(500)]);
  expect(told).toStrictEqual([
    { name: 'cache-0', bytes: 0, why: 'its branch is gone', end: DELETED },
    { name: 'cache-1', bytes: 1, why: 'its branch is gone', end: failed(500) },
  ]);
});

test.each([
  ['no right', failed(403)],
  ['a wrong login', failed(401)],
  ['too many requests', failed(429)],
  ['no answer', failed()],
  ['no such way', { kind: 'unsupported', reason: 'No.' } as const],
])('the rest is not tried after %s', async (_, end) => {
  expect((await run([DELETED, end, DELETED, DELETED])).kinds).toStrictEqual([
    'deleted',
    end.kind,
    'not-tried',
    'not-tried',
  ]);
});

test.each([
  ['a fault of one', failed(500)],
  ['one that stays', { kind: 'kept', reason: 'x' } as const],
])('the rest is tried after %s', async (_, end) => {
  expect((await run([end, DELETED])).kinds).toStrictEqual([end.kind, 'deleted']);
});

test('a cancelled job removes nothing more', async () => {
  const cancel = new AbortController();
  const reason = new Error('The job was cancelled.');
  const removed: string[] = [];
  const job = (name: string) => ({
    item: { name, bytes: 0, why: '' },
    remove: async () => {
      removed.push(name);
      cancel.abort(reason);
      return DELETED;
    },
  });
  await expect(
    removeAll([job('a'), job('b')], { cancel: cancel.signal, late: new AbortController().signal }, () => undefined),
  ).rejects.toBe(reason);
  expect(removed).toStrictEqual(['a']);
});

test('nothing more is tried when there is no time left, and what went before is told', async () => {
  const late = new AbortController();
  const remove = async (): Promise<Deletion> => {
    late.abort();
    throw new Error('aborted');
  };
  const jobs = [async () => DELETED, remove, async () => DELETED].map((each) => ({
    item: { name: 'cache', bytes: 0, why: '' },
    remove: each,
  }));
  const ends = { cancel: new AbortController().signal, late: late.signal };
  const outcomes = await removeAll(jobs, ends, () => undefined);
  expect(outcomes.map(({ end }) => end.kind)).toStrictEqual(['deleted', 'failed', 'not-tried']);
});

const cache = (blobs: Record<string, number>): Cache => ({
  kind: 'cache',
  tag: {} as CacheTag,
  digest: '',
  blobs: new Map(Object.entries(blobs)),
  madeAt: undefined,
});

test('a cache weighs what it lists', () => {
  expect(cacheBytes(cache({ a: 1, b: 20 }))).toBe(21);
});

test('freed is what only caches list that are gone, each blob once', () => {
  const gone = [cache({ base: 1000, a: 1, shared: 20 }), cache({ base: 1000, shared: 20, b: 3 })];
  expect(freedBytes(gone, [])).toBe(1024);
  expect(freedBytes(gone, [cache({ base: 1000, main: 5 })])).toBe(24);
  expect(freedBytes([], [cache({ base: 1000 })])).toBe(0);
});
