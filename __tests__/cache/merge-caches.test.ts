import { expect, test } from 'vitest';
import { type CacheConfig, mergeConfigs } from '../../src/cache/merge-caches.ts';

test('two caches become one, with the places in its lists moved; BuildKit leaves out a place that is 0', () => {
  const one: CacheConfig = {
    layers: [{ blob: 'a', parent: -1 }, { blob: 'b' }],
    records: [{ digest: '1' }, { digest: '2', layers: [{ layer: 1 }], inputs: [[{ selector: '/x' }]] }],
  };
  const other: CacheConfig = {
    layers: [{ blob: 'a', parent: -1 }, { blob: 'c' }],
    records: [
      { digest: '1', layers: [{}] },
      { digest: '3', chains: [{ layers: [0, 1] }], inputs: [[{}, { link: 1, selector: '/y' }]] },
    ],
  };
  expect(mergeConfigs(one, other)).toStrictEqual({
    layers: [...(one.layers ?? []), { blob: 'a', parent: -1 }, { blob: 'c', parent: 2 }],
    records: [
      ...(one.records ?? []),
      { digest: '1', layers: [{ layer: 2 }] },
      { digest: '3', chains: [{ layers: [2, 3] }], inputs: [[{ link: 2 }, { link: 3, selector: '/y' }]] },
    ],
  });
});

test('nothing is added to nothing', () => {
  expect(mergeConfigs({}, {})).toStrictEqual({ layers: [], records: [] });
});
