// The minute after which a builder ends by itself: the tests of every day see only that its keeper removes it at once.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { files, test } from '../e2e/faults/fixture.ts';
import { buildersOf } from '../e2e/faults/machine.ts';
import { builderInputs, succeeded } from '../e2e/fixture.ts';

test('a builder whose job is gone, and its keeper too, ends by itself after a minute', async ({
  newRunner,
  testbed,
  image,
}) => {
  const runner = newRunner({ files });
  succeeded(await runner.main({ inputs: { ...builderInputs(testbed), image, push: 'true' } }));
  const folder = readdirSync(runner.temp).find((name) => name.startsWith('buildkit-')) ?? '';
  const keeper = Number(readFileSync(join(runner.temp, folder, 'keeper.pid'), 'utf8'));
  expect(await buildersOf(runner)).toHaveLength(1);
  const killed = performance.now();
  // GitHub's runner ends every process of a job, the keeper with them.
  process.kill(keeper, 'SIGKILL');
  await vi.waitFor(async () => expect(await buildersOf(runner)).toStrictEqual([]), {
    timeout: 240_000,
    interval: 1000,
  });
  expect(performance.now() - killed).toBeGreaterThan(45_000);
  succeeded(await runner.post());
});
