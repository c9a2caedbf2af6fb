import { expect, test } from 'vitest';
import { toTransfers } from '../../bench/transfers.ts';

const entry = (id: number, size: number | undefined) => ({ id, key: `k${id}`, version: 'v', scope: 'main', size });

test('an archive that comes in parts is stored once, and one that is fetched twice is fetched twice', () => {
  const requests = [
    { what: 'CreateCacheEntry', key: 'k2' },
    { what: 'upload', key: '2' },
    { what: 'upload', key: '2' },
    { what: 'download', key: '1' },
    { what: 'download', key: '1' },
  ] as const;
  expect(toTransfers(requests, [entry(1, 100), entry(2, 7)])).toStrictEqual({ stored: 7, fetched: 200 });
});

test('an upload that was never finished stores nothing', () => {
  expect(toTransfers([{ what: 'upload', key: '1' }], [])).toStrictEqual({ stored: 0, fetched: 0 });
});
