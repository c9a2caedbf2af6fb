import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { cacheTag, wipTag } from '../../src/cache/key.ts';
import { tryCommand } from '../../testbed/command.ts';
import { pullRequestEvent, pushEvent } from '../../testbed/harness.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { tool } from '../../testbed/tools.ts';
import { startGitHub } from '../prune/github-server.ts';
import { deleteEvent } from '../prune/run-prune.ts';
import { outputsOf, runAct, test } from './act.ts';
import { tagDigests } from './fixture.ts';

const workflows = ['.github/workflows', 'examples/workflows'].flatMap((folder) =>
  readdirSync(join(projectFolder, folder)).map((name) => join(folder, name)),
);

test('actionlint finds nothing in the workflows of this repository and of the examples', async () => {
  const args = ['-shellcheck=', '-pyflakes=', ...workflows];
  const { exitCode, stdout, stderr } = await tryCommand(await tool('actionlint'), args, { cwd: projectFolder });
  expect(exitCode, stdout + stderr).toBe(0);
});

test('the workflows that are made for act are those that are run below', () => {
  const made = workflows.map((path) => basename(path)).filter((name) => name.startsWith('local-'));
  expect(made.sort()).toStrictEqual([
    ...['local-cache-life.yml', 'local-matrix.yml', 'local-pull-request.yml', 'local-single-image.yml'],
  ]);
});

// Installs packages from the network, which may be slow.
test('act runs single-image, matrix and pull-request: the image is pushed, and the later runs take all of it from the cache', {
  timeout: 900_000,
}, async ({ newCheckout, testbed, registry, repository }) => {
  const checkout = await newCheckout();
  const event = pushEvent({ sha: checkout.sha });
  const single = await runAct(checkout, testbed, repository, {
    workflow: 'examples/workflows/local-single-image.yml',
    event,
  });
  const website = `${repository}/examples/website`;
  const { main } = await tagDigests(registry, website);
  const first = outputsOf(single);
  expect(first).toMatchObject({ digest: main, pushed: 'true', tags: `${testbed.registry}/${website}:main` });
  expect(single.stdout).toContain(
    `${testbed.registry}/${website}@${main} was built with the cache of none, 0 of ${first['total-steps']} steps cached`,
  );
  expect(single.stdout).toContain('Cache exported to ');
  expect(single.stdout).toContain('### ✅ ');

  const options = { workflow: 'examples/workflows/local-matrix.yml', event, args: ['--matrix', 'image:website'] };
  const matrix = await runAct(checkout, testbed, repository, options);
  const second = outputsOf(matrix);
  expect(second).toMatchObject({ digest: main, 'cache-source': 'own', 'cached-steps': first['total-steps'] });
  expect(matrix.stdout).toContain(`${testbed.registry}/${website}@${main} was built with the cache of own`);

  const pull = pullRequestEvent({ number: 12, head: 'feature/a', base: 'main', sha: checkout.sha });
  const request = await runAct(checkout, testbed, repository, {
    workflow: 'examples/workflows/local-pull-request.yml',
    event: pull,
  });
  expect(request.stdout).toContain('The check found no violation.');
  const tags = await tagDigests(registry, website);
  expect(tags).toMatchObject({ main });
  expect(Object.keys(tags).filter((tag) => tag.startsWith('cache-pr-12-')).length).toBe(1);
  expect(request.stdout).toContain(`${tags['pr-12']} was built with the cache of base and pushed (true)`);
  expect(outputsOf(request)['cached-steps']).toBe(first['total-steps']);
});

test.concurrent('act runs cache-life: what a broken build had finished is not run again, and all goes with its branch', async ({
  newCheckout,
  testbed,
  registry,
  repository,
  onTestFinished,
}) => {
  const checkout = await newCheckout();
  const args = ['--cache-server-path', join(checkout.home, 'cache')];
  const workflow = 'examples/workflows/local-cache-life.yml';
  const event = pushEvent({ branch: 'feature/a', sha: checkout.sha });
  const run = await runAct(checkout, testbed, repository, { workflow, event, args });
  const image = `${repository}/examples/cache-life`;
  const before = await tagDigests(registry, image);
  const cache = cacheTag({ kind: 'branch', ref: 'refs/heads/feature/a' }, 'context=examples/cache-life');
  expect(Object.keys(before).sort()).toStrictEqual([cache, wipTag(cache), 'feature-a'].sort());
  const outputs = outputsOf(run);
  expect(outputs).toMatchObject({ digest: before['feature-a'], 'cache-source': 'own' });
  expect(Number(outputs['cached-steps'])).toBeGreaterThan(0);
  expect(run.stdout).toContain(
    `${outputs['cached-steps']} of ${outputs['total-steps']} steps came from the cache of own`,
  );
  expect(run.stdout).toMatch(/\/broken\].*Cache mount visits: .* saved for branch feature\/a in /);
  expect(run.stdout).toMatch(/\/mended\].*Cache mount visits: .* of branch feature\/a restored in /);

  const mount = { id: 1, key: 'buildkit-mount-visits', ref: 'refs/heads/feature/a', size_in_bytes: 1000 };
  const github = await startGitHub({ caches: [{ ...mount, created_at: '2026-01-02T03:04:05Z' }] });
  onTestFinished(() => github.close());
  const api = ['--env', `GITHUB_API_URL=${github.url}`, '--secret', 'GITHUB_TOKEN=ghs_test'];
  const pruned = await runAct(checkout, testbed, repository, {
    workflow,
    event: deleteEvent('feature/a'),
    args: [...args, ...api],
  });
  expect(pruned.stdout).toMatch(/3 caches are gone, \d+ bytes are free/);
  expect(github.state.caches).toStrictEqual([]);
  // The cache and what the failed attempt left are one manifest by now, which nothing else has.
  expect(await tagDigests(registry, image)).toStrictEqual({ 'feature-a': before['feature-a'] });
});

test.concurrent('act runs three jobs at once: each has a builder of its own, and nothing is left of any', async ({
  newCheckout,
  testbed,
  registry,
  repository,
}) => {
  const steps = (name: string) => [
    `  ${name}:`,
    '    runs-on: ubuntu-latest',
    '    steps:',
    // Which act only copies.
    '      - uses: actions/checkout@v6',
    '      - uses: ./',
    '        with:',
    `          image: \${{ vars.REGISTRY }}/${name}`,
    '          context: three',
    '          push: true',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own placeholders.
    '          buildkitd-config-inline: ${{ vars.BUILDKITD_CONFIG }}',
  ];
  const names = ['one', 'two', 'three'];
  const checkout = await newCheckout({
    'examples/workflows/three.yml': ['on: push', 'jobs:', ...names.flatMap(steps)].join('\n'),
    'three/Dockerfile': 'FROM debian:bookworm-slim\nRUN sleep 4; echo built > /x\n',
  });
  const event = pushEvent({ sha: checkout.sha });
  const args = ['--concurrent-jobs', '3'];
  const run = await runAct(checkout, testbed, repository, { workflow: 'examples/workflows/three.yml', event, args });
  expect(run.stdout).not.toMatch(/BuildKit (ended|does not answer)|an earlier job of this runner/);
  for (const name of names) expect(await tagDigests(registry, `${repository}/${name}`)).toHaveProperty('main');
});
