import { expect } from 'vitest';
import { soak } from '../../../testbed/faults/soak.ts';
import { test } from './fixture.ts';

test('a few builds with random faults, some of them at once, leave nothing behind', async ({ testbed }) => {
  const { builds, memory } = await soak(
    testbed,
    { builds: 6, atOnce: 4, minutes: 3, seed: 7 },
    new AbortController().signal,
  );
  expect(builds).toHaveLength(10);
  expect(builds.flatMap(({ problems }) => problems)).toStrictEqual([]);
  // What grows shows over hundreds of builds only; what a step may take at all shows at once.
  expect(Math.max(memory.peaks.main, memory.peaks.post)).toBeLessThan(150 * 2 ** 20);
  expect(Math.min(memory.peaks.main, memory.peaks.post)).toBeGreaterThan(0);
});
