// The minute that a cache mount is waited for.
import { expect } from 'vitest';
import { pushEvent } from '../../testbed/harness.ts';
import { succeeded } from '../e2e/fixture.ts';
import { counting, main, runs, test } from '../e2e/mounts-fixture.ts';

test('a cache service that never answers a download costs the RUN a set time and one warning', async ({
  job,
  cache,
}) => {
  const step = { event: pushEvent(), env: cache.env(main), inputs: { 'cache-mounts': 'auto', push: '' } };
  succeeded((await job({ ...step, files: counting('1') })).main);
  cache.hang('download');

  const second = await job({ ...step, files: counting('2') });
  succeeded(second.main);
  expect(runs(second.main)).toBe('1');
  expect(second.main.annotations.map(({ level, message }) => [level, message])).toStrictEqual([
    ['warning', 'Cache mount /count began empty: it was not there within 60 s.'],
  ]);
  expect(second.post.annotations).toStrictEqual([]);
});
