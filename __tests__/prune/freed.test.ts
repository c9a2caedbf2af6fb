import { expect, test } from 'vitest';
import type { CacheTag } from '../../src/prune/cache-tag.ts';
import type { Cache } from '../../src/prune/read-cache.ts';
import { cacheBytes, freedBytes } from '../../src/prune/run-plan.ts';

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
