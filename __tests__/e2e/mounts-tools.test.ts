import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runCommand } from '../../testbed/command.ts';
import { pushEvent } from '../../testbed/harness.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { tool } from '../../testbed/tools.ts';
import { makeBusyboxImage } from './busybox-image.ts';
import { succeeded } from './fixture.ts';
import { counting, main, runs, test } from './mounts-fixture.ts';

test('mounts live on in a builder whose shell and tools are those of busybox, as in the official image', async ({
  job,
  cache,
}) => {
  const image = await makeBusyboxImage('/bin');
  const inputs = { 'cache-mounts': 'auto', push: '', 'buildkit-image': image };
  const step = { event: pushEvent(), env: cache.env(main), inputs };
  const first = await job({ ...step, files: counting('1') });
  succeeded(first.main);
  expect(cache.entries().map(({ key }) => key.includes('-other-'))).toStrictEqual([true]);
  const second = await job({ ...step, files: counting('2') });
  succeeded(second.main);
  expect(runs(second.main)).toBe('2');
  for (const { main: ran, post } of [first, second]) {
    expect([...ran.annotations, ...post.annotations]).toStrictEqual([]);
  }
});

test('mounts live on under act, whose cache server is of the first generation', async ({ newRunner, testbed }) => {
  const { workspace, root, commit } = newRunner({
    files: {
      ...counting('1'),
      '.github/workflows/image.yml': `on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: ./action
        with:
          buildkit-image: ${testbed.buildkitImage}
          buildkitd-config: ${testbed.buildkitdConfigFile}
          image: localhost/mounts
          cache: "off"
          cache-mounts: auto
`,
    },
  });
  for (const name of ['action.yml', 'dist']) {
    cpSync(join(projectFolder, name), join(workspace, 'action', name), { recursive: true });
  }
  await commit();
  const act = await tool('act');
  const args = [
    'push',
    '--platform=ubuntu-latest=-self-hosted',
    '--defaultbranch=main',
    '--cache-server-addr=127.0.0.1',
  ];
  const run = () =>
    runCommand(act, [...args, `--cache-server-path=${join(root, 'cache')}`], {
      cwd: workspace,
      env: { ...process.env, HOME: join(root, 'home') },
    });

  const first = await run();
  expect(runs({ log: first }), first).toBe('1');
  expect(first).toContain('Cache mount /count: began empty');
  expect(first).toMatch(/Cache mount \/count: .* saved for branch main/);
  writeFileSync(join(workspace, 'round'), `${readFileSync(join(workspace, 'round'), 'utf8')}2`);
  const second = await run();
  expect(runs({ log: second }), second).toBe('2');
  expect(second).toMatch(/Cache mount \/count: .* of branch main restored in/);
});
