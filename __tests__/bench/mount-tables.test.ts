import { expect, test } from 'vitest';
import { mountsSummary, mountsTable } from '../../bench/mount-tables.ts';
import type { ContestantName } from '../../bench/types.ts';
import { measurement, resultsWith } from './results.ts';

const row = (contestant: ContestantName, toDigest: number[], total: number[]) =>
  measurement({
    ...{ part: 'mounts', project: 'mount-250', shape: { stages: 1, layers: 1, megabytes: 250 }, contestant },
    ...{ toDigest, total },
  });

const results = resultsWith({
  measurements: [
    row('buildx', [2000, 2200], [2500, 2600]),
    {
      ...row('buildx-mounts', [9000, 11_000], [19_000, 21_000]),
      transfers: [
        { fetched: 250e6, stored: 0 },
        { fetched: 252e6, stored: 0 },
      ],
    },
    row('action-disk', [600], [900]),
    { ...row('action-mounts', [700], [1000]), transfers: [{ fetched: 0, stored: 0 }] },
  ],
});

test('each way of keeping a mount has its seconds and its bytes, and what was not measured no row', () => {
  expect(mountsTable(results).split('\n')).toStrictEqual([
    '|  | way of building | seconds to the digest | seconds in total | MB from the Actions cache | MB to it | rounds |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| 250 MB, nothing changed | this action, `cache-mounts: auto` | 0.70 | 1.00 | 0.00 | 0.00 | 1 |',
    '| 250 MB, nothing changed | this action, nothing kept | 0.60 | 0.90 | – | – | 1 |',
    '| 250 MB, nothing changed | docker buildx, restored before every build | 10.0 (9.00–11.0) | 20.0 (19.0–21.0) | 251 | 0.00 | 2 |',
    '| 250 MB, nothing changed | docker buildx, nothing kept | 2.10 (2.00–2.20) | 2.55 (2.50–2.60) | – | – | 2 |',
  ]);
});

test('a sentence for each size says what a build costs in which nothing changed', () => {
  expect(mountsSummary(results)).toBe(
    '* **250 MB, nothing changed**: 0.70 s to the digest with `cache-mounts`, 0.60 s without it, 10.0 s where the mount is restored before every build.',
  );
});

test('without a measurement there is no sentence', () => {
  expect(mountsSummary(resultsWith({}))).toBe('');
});
