import { describe, expect, test } from 'vitest';
import type { Results } from '../../../testbed/faults/figures.ts';
import type { RowResult } from '../../../testbed/faults/matrix.ts';
import { countPassed, toMatrix } from '../../../testbed/faults/matrix.ts';
import { formatPage, formatReadme, toFigures } from '../../../testbed/faults/report.ts';
import type { SoakedBuild, SoakResult } from '../../../testbed/faults/soak.ts';

const found = { date: '2026-01-02', machine: '2 cores' };
const row = (passed: number, failed: number): RowResult => ({
  ...{ section: 'Push', scenario: 'a | b', expected: 'R', passed, failed, skipped: 0 },
});
const growth = { first: 2 ** 20, last: 3 * 2 ** 20, allowed: 64 * 2 ** 20 };
const build = (fault: string, ...problems: string[]): SoakedBuild => ({
  ...{ fault, end: 'succeeded', problems, memory: { main: 1, post: 2, engine: 3, machine: 4 } },
});
const soaked: SoakResult = {
  builds: [build('none'), build('a reset', 'the digest is wrong'), build('a kill')],
  before: { containers: 0, volumes: 1, loopDevices: 2, folders: 3 },
  after: { containers: 0, volumes: 1, loopDevices: 2, folders: 3 },
  memory: {
    peaks: { main: 70 * 2 ** 20, post: 60 * 2 ** 20 },
    growth: { main: growth, post: growth, engine: growth, machine: growth },
    leaks: ['memory of engine grew from 1 to 2 bytes'],
  },
  seconds: 12.4,
};

describe("README's figures", () => {
  test.each<[string, Results, string]>([
    [
      'rows, tests and property runs',
      { matrix: { ...found, seconds: 9, rows: [row(2, 0), row(1, 1), row(0, 0)], tests: 3, propertyRuns: 4000 } },
      '* 1 of 3 rows hold, by 3 passed tests with 4000 property runs (2026-01-02); again with `npm run faults`.',
    ],
    [
      'a soak, with everything that must not be',
      { soak: { ...toFigures(soaked, 7, 2), ...found } },
      '* 3 builds, the last 2 of them at once, with random faults of 2 kinds: 2 problems (2026-01-02); again with `npm run faults -- --soak`.',
    ],
    ['nothing where nothing was run', {}, ''],
  ])('tell of %s', (_, results, text) => {
    expect(formatReadme(results)).toBe(text);
  });
});

test('the page shows the memory of a soak in MiB', () => {
  const lines = formatPage({ soak: { ...toFigures(soaked, 7, 2), ...found } }).split('\n');
  expect(lines).toContain('| main step | 1 MiB | 3 MiB | 64 MiB | 70 MiB |');
  expect(lines).toContain('| dockerd and containerd | 1 MiB | 3 MiB | 64 MiB |  |');
});

test('a test that holds several rows counts for each of them, and once in all', () => {
  const file = '__tests__/build/retry.test.ts';
  const tests = ['passed', 'failed', 'passed'].map((status) => ({ file, titles: ['a title'], status }));
  const rows = toMatrix(tests).filter(({ passed }) => passed > 0);
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.map(({ passed, failed }) => [passed, failed])).toStrictEqual(rows.map(() => [2, 1]));
  expect(countPassed(tests)).toBe(2);
});
