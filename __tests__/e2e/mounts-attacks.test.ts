import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pushEvent, type Runner } from '../../testbed/harness.ts';
import { makeBusyboxImage } from './busybox-image.ts';
import { builderInputs, succeeded } from './fixture.ts';
import { counting, main, runs, test } from './mounts-fixture.ts';
import { forbiddenFolder, makeArchive, plantEntry } from './planted-entry.ts';

/** Returns the folder that a runner's builder shares with it, as it is before the post step. */
function sharedFolderOf({ temp }: Runner): string {
  const lease = readdirSync(temp).find((name) => name.startsWith('buildkit-')) ?? '';
  return join(temp, lease, 'shared');
}

test.concurrent.for(['GNU', 'busybox'])(
  'a RUN that is not recognised cannot lead what is restored for the next one out of its mount, with the tools of %s',
  async (tools, { job, newRunner, testbed, image, cache }) => {
    const buildkit = tools === 'GNU' ? testbed.buildkitImage : await makeBusyboxImage('/bin');
    const inputs = { 'cache-mounts': 'auto', cache: 'off', push: '', 'buildkit-image': buildkit };
    const step = { event: pushEvent(), env: cache.env(main), inputs };
    succeeded((await job({ ...step, files: counting('1') })).main);
    await plantEntry(cache, main, (inner) => [
      { name: inner, text: makeArchive([{ name: './link/runtime.sh', text: '#!/bin/sh\n', mode: 0o755 }]) },
    ]);

    // BuildKit parts the options before it replaces the variable, so that the step's name says other options than it has.
    const runner = newRunner({
      files: {
        Dockerfile: `FROM debian:bookworm-slim
ENV PLACE=/planted,x
RUN --mount=type=cache,id=/count,target=$PLACE ln -s /run/buildkit-build-action $PLACE/link
RUN --mount=type=cache,target=/count readlink /count/link
`,
      },
    });
    const built = await runner.main({ ...step, inputs: { ...builderInputs(testbed), ...inputs, image } });
    const shared = sharedFolderOf(runner);
    expect(readFileSync(join(shared, 'runtime.sh'), 'utf8')).toContain('buildkit-runc');
    succeeded(built);
    expect(built.log).toContain(
      'Cache mount /count: not restored (an earlier step had it, and it is not certain which).',
    );
    expect(built.annotations.map(({ level, message }) => [level, message])).toStrictEqual([
      ['warning', expect.stringContaining('it is not certain which steps have them: ln -s')],
    ]);
    // What the host runs is not where the builder can write.
    expect(existsSync(join(shared, 'buildctl'))).toBe(false);
    await runner.post();
  },
);

test.concurrent('an entry of the Actions cache writes nothing but its own archive', async ({ job, cache }) => {
  const step = { event: pushEvent(), env: cache.env(main), inputs: { 'cache-mounts': 'auto', cache: 'off', push: '' } };
  succeeded((await job({ ...step, files: counting('1') })).main);
  const forbidden = forbiddenFolder();
  const inner = makeArchive([{ name: './file', text: 'x\nx\n' }]);
  await plantEntry(cache, main, (name) => [
    { name: join(forbidden.folder, 'absolute'), text: 'written' },
    { name: 'out', linkTo: forbidden.folder },
    { name: 'out/through', text: 'written' },
    { name: '../boot.sh', text: 'exit 1' },
    { name, text: inner },
  ]);

  const second = await job({ ...step, files: counting('2') });
  expect(readdirSync(forbidden.folder)).toStrictEqual([]);
  forbidden.remove();
  succeeded(second.main);
  expect(second.main.annotations).toStrictEqual([]);
  expect(runs(second.main)).toBe('3');
});

test.concurrent.for(['a link', 'a folder'] as const)(
  'an entry whose archive is %s leaves the mount empty',
  async (kind, { job, cache }) => {
    const step = {
      event: pushEvent(),
      env: cache.env(main),
      inputs: { 'cache-mounts': 'auto', cache: 'off', push: '' },
    };
    succeeded((await job({ ...step, files: counting('1') })).main);
    await plantEntry(cache, main, (name) => [
      kind === 'a link' ? { name, linkTo: '/etc/passwd' } : { name: `${name}/file`, text: 'x' },
    ]);

    const second = await job({ ...step, files: counting('2') });
    succeeded(second.main);
    expect(runs(second.main)).toBe('1');
    expect(second.main.annotations.map(({ level, message }) => [level, message])).toStrictEqual([
      ['warning', 'Cache mount /count began empty: its entry holds no archive.'],
    ]);
  },
);
