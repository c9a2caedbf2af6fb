import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pullRequestEvent, pushEvent } from '../../testbed/harness.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { builderInputs, succeeded } from './fixture.ts';
import { counting, main, runs, test } from './mounts-fixture.ts';

test.concurrent('a build that fails after a RUN with a mount still saves the mount', async ({ job, cache }) => {
  const step = { event: pushEvent(), env: cache.env(main), inputs: { 'cache-mounts': 'auto', push: '' } };

  const failed = await job({ ...step, files: counting('1', 'RUN exit 3') });
  expect(failed.main.exitCode).toBe(1);
  expect(failed.post.log).toMatch(/Cache mount \/count: .* saved for branch main/);

  const mended = await job({ ...step, files: counting('2') });
  succeeded(mended.main);
  expect(runs(mended.main)).toBe('2');
});

test.concurrent("a pull request begins with its base branch's mounts and saves its own, also with plain progress", async ({
  job,
  cache,
}) => {
  const inputs = { 'cache-mounts': 'auto', push: '', progress: 'plain' };
  const pull = pullRequestEvent({ number: 7, base: 'main', head: 'topic' });
  const pullEnv = cache.env('refs/pull/7/merge', main);

  await job({ event: pushEvent(), env: cache.env(main), inputs, files: counting('1') });
  const opened = await job({ event: pull, env: pullEnv, inputs, files: counting('2') });
  succeeded(opened.main);
  expect(opened.main.log).toContain('of branch main restored in');
  const pushed = await job({ event: pull, env: pullEnv, inputs, files: counting('3') });
  expect(pushed.main.log).toContain('of pull request 7 restored in');
  expect(pushed.main.log).toMatch(/runs: 3$/m);
  expect(cache.entries().map(({ scope }) => scope)).toStrictEqual([main, 'refs/pull/7/merge', 'refs/pull/7/merge']);
  const onMain = await job({ event: pushEvent(), env: cache.env(main), inputs, files: counting('4') });
  expect(onMain.main.log).toMatch(/runs: 2$/m);
});

test.concurrent('a mount that is too large is not saved, one that is not named is not touched, and no-cache begins with empty ones', async ({
  job,
  cache,
}) => {
  const files = (round: string) => ({
    Dockerfile: `FROM debian:bookworm-slim
COPY round /
RUN --mount=type=cache,id=large,target=/large --mount=type=cache,id=small,target=/small --mount=type=cache,id=other,target=/other \\
    head -c 3000000 /dev/urandom > /large/file; echo x > /other/file; echo x >> /small/file; echo "runs: $(wc -l < /small/file)"
`,
    round,
  });
  const inputs = { 'cache-mounts': 'large,small', 'cache-mounts-max-size': '2m', push: '' };
  const step = { event: pushEvent(), env: cache.env(main), inputs };

  const first = await job({ ...step, files: files('1') });
  succeeded(first.main);
  expect(first.post.annotations.map(({ level, message }) => [level, message])).toStrictEqual([
    ['warning', 'Cache mount large: not saved, since it has 3.0 MB and "cache-mounts-max-size" allows 2.1 MB.'],
  ]);
  expect(cache.entries().map(({ key }) => key.includes('-small-gnu-'))).toStrictEqual([true]);

  cache.requests.length = 0;
  const anew = await job({ ...step, inputs: { ...inputs, 'no-cache': 'true' }, files: files('1') });
  expect(runs(anew.main)).toBe('1');
  expect(anew.main.log).toContain('Cache mount small: began empty (its step is built without cache).');
  expect(cache.requests.filter(({ what }) => what === 'GetCacheEntryDownloadURL')).toStrictEqual([]);
});

test.concurrent('a mount is kept however its target is written', async ({ job, cache }) => {
  const files = {
    Dockerfile: `FROM debian:bookworm-slim
WORKDIR /work
RUN --mount=target=/context/ --mount=type=cache,target=/go/pkg/mod/ --mount=type=cache,target=//twice//slashed \\
    --mount=type=cache,target=/a/./dot --mount=type=cache,target=/a/../up/ --mount=type=cache,target=here/ \\
    --mount=type=cache,target=/first,dst=/last/ \\
    for mount in /go/pkg/mod /twice/slashed /a/dot /up /work/here /last; do echo $mount > $mount/file; done
`,
  };
  const inputs = { 'cache-mounts': 'auto', push: '' };
  const { main: step, post } = await job({ event: pushEvent(), env: cache.env(main), inputs, files });
  succeeded(step);
  expect([...step.annotations, ...post.annotations]).toStrictEqual([]);
  const saved = [...post.log.matchAll(/^Cache mount (\S+): .* saved for branch main/gm)].map(([, id]) => id);
  expect(saved.sort()).toStrictEqual(['/a/dot', '/go/pkg/mod', '/last', '/twice/slashed', '/up', 'here']);
});

test.concurrent('a build without cache mounts loads nothing of the Actions cache', async ({
  newRunner,
  testbed,
  cache,
}) => {
  const action = newRunner().workspace;
  cpSync(join(projectFolder, 'action.yml'), join(action, 'action.yml'));
  cpSync(join(projectFolder, 'dist'), join(action, 'dist'), { recursive: true });
  // The post step loads nothing late but that library; main loads a file of its own while Docker is at work.
  const chunks = readdirSync(join(action, 'dist/post')).filter((name) => /^\d+\.index\.js$/.test(name));
  expect(chunks.length).toBeGreaterThan(0);
  for (const folder of ['dist', 'dist/post'])
    for (const chunk of chunks) rmSync(join(action, folder, chunk), { force: true });

  const build = async (mounts: string) => {
    const runner = newRunner({ action, files: counting('1') });
    const inputs = { ...builderInputs(testbed), image: 'localhost/mounts', cache: 'off', 'cache-mounts': mounts };
    const step = await runner.main({ inputs, event: pushEvent(), env: cache.env(main) });
    await runner.post();
    return succeeded(step).annotations.map(({ message }) => message);
  };
  expect(await build('off')).toStrictEqual([]);
  expect(await build('auto')).toStrictEqual([
    expect.stringMatching(/^Cache mount \/count began empty: Cannot find module/),
  ]);
});
