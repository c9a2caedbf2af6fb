import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { runCommand } from '../../testbed/command.ts';
import { pushEvent } from '../../testbed/harness.ts';
import { builderInputs, succeeded, writeCommand } from './fixture.ts';
import { counting, main, runs, test } from './mounts-fixture.ts';

test.concurrent('a cache service that never answers a look-up costs the RUN a set time and one warning', async ({
  job,
  cache,
}) => {
  const step = { event: pushEvent(), env: cache.env(main), inputs: { 'cache-mounts': 'auto', push: '' } };
  succeeded((await job({ ...step, files: counting('1') })).main);
  cache.hang('GetCacheEntryDownloadURL');

  const second = await job({ ...step, files: counting('2') });
  succeeded(second.main);
  expect(runs(second.main)).toBe('1');
  expect(second.main.annotations.map(({ level, message }) => [level, message])).toStrictEqual([
    ['warning', 'Cache mount /count began empty: the Actions cache did not answer within 10 s.'],
  ]);
  expect(second.post.annotations).toStrictEqual([]);
});

test.concurrent('a builder that takes the place of one that died gets the mounts anew', async ({
  job,
  newRunner,
  testbed,
  cache,
}) => {
  const inputs = { ...builderInputs(testbed), image: 'localhost/mounts', cache: 'off', 'cache-mounts': 'auto' };
  const step = { event: pushEvent(), env: cache.env(main) };
  succeeded((await job({ ...step, inputs: { ...inputs, push: '' }, files: counting('1') })).main);

  const runner = newRunner({ files: counting('2', 'RUN --mount=type=cache,target=/count sleep 3') });
  const running = runner.start('main', { ...step, inputs });
  await running.waitFor(/^runs: 2/);
  const lease = readdirSync(runner.temp).find((name) => name.startsWith('buildkit-')) ?? '';
  await runCommand('docker', ['kill', readFileSync(join(runner.temp, lease, 'lease'), 'utf8')]);
  const ended = succeeded(await running.result);
  expect([...ended.log.matchAll(/^runs: (\d)/gm)].map(([, count]) => count)).toStrictEqual(['2', '2']);
  expect(cache.requests.filter(({ what }) => what === 'download')).toHaveLength(2);
  expect((await runner.post()).log).toMatch(/Cache mount \/count: .* saved for branch main/);
});

test.concurrent('where the builder shares no folder with the runner, mounts are not kept and RUN has the network of the machine', async ({
  newRunner,
  job,
  cache,
}) => {
  const { root } = newRunner();
  writeCommand(
    join(root, 'bin', 'docker'),
    `case " $* " in *" type=bind,"*) echo 'invalid mount config for type "bind": bind source path does not exist' >&2; exit 125 ;; esac
exec ${(await runCommand('which', ['docker'])).trim()} "$@"
`,
  );
  const env = { ...cache.env(main), PATH: `${join(root, 'bin')}:${process.env.PATH}` };
  const inputs = { 'cache-mounts': 'auto', push: '' };
  const { main: step, post } = await job({ event: pushEvent(), env, inputs, files: counting('1') });
  succeeded(step);
  expect(runs(step)).toBe('1');
  expect(step.annotations.map(({ level, message }) => [level, message])).toStrictEqual([
    [
      'warning',
      expect.stringMatching(
        /^Every RUN of this build has this machine's network, .* cannot see this runner's folders\. Set /,
      ),
    ],
    ['notice', "Cache mounts are not kept: Docker's daemon cannot see this runner's folders."],
  ]);
  expect(post.annotations).toStrictEqual([]);
  expect(cache.requests).toStrictEqual([]);
});

test('a job that is cancelled while a RUN waits for its mount ends at once', async ({
  job,
  newRunner,
  testbed,
  cache,
}) => {
  const inputs = { ...builderInputs(testbed), image: 'localhost/mounts', cache: 'off', 'cache-mounts': 'auto' };
  const step = { event: pushEvent(), env: cache.env(main) };
  succeeded((await job({ ...step, inputs: { ...inputs, push: '' }, files: counting('1') })).main);
  cache.hang('download');

  const runner = newRunner({ files: counting('2') });
  const running = runner.start('main', { ...step, inputs });
  while (cache.requests.at(-1)?.what !== 'download') await sleep(20);
  const cancelled = Date.now();
  running.signal('SIGINT');
  expect((await running.result).exitCode).toBe(1);
  expect(Date.now() - cancelled).toBeLessThan(7000);
  await runner.post();
});
