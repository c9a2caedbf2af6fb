import { expect } from 'vitest';
import { type GitHubEvent, otherEvent, pullRequestEvent, pushEvent, tagEvent } from '../../testbed/harness.ts';
import { instructionsOf, type Job, layerDigests, succeeded, tagDigests, test } from './fixture.ts';
import { all, cachesOf, page, scopeOf, source } from './page.ts';

test.concurrent('main → branch → pull request → merge queue → main: each reads its nearest cache, writes its own, and changes no other', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const caches = async () => cachesOf(await tagDigests(registry, repository));
  const run = async (event: GitHubEvent, text: string) => {
    const done = await job({ files: source(text), event });
    return { ...scopeOf(done, image), said: saidOf(done, image) };
  };

  const first = await run(pushEvent(), 'one');
  const main = first.to;
  expect(main).toMatch(/^cache-b-[0-9a-f]{20}-main$/);
  expect(first).toStrictEqual({
    from: 'none',
    to: main,
    executed: all,
    said: [
      'No cache to import: there is none yet of branch main.',
      `Exporting cache to ${main} (branch main): it is the pushed branch.`,
    ],
  });
  const afterMain = await caches();
  expect(Object.keys(afterMain)).toStrictEqual([main]);

  const branch = await run(pushEvent({ branch: 'feature' }), 'two');
  const feature = branch.to;
  expect(feature).toMatch(/^cache-b-[0-9a-f]{20}-feature$/);
  expect(branch).toStrictEqual({
    from: 'default',
    to: feature,
    executed: page,
    said: [
      `Importing cache from ${main} (branch main): branch feature has none yet.`,
      `Exporting cache to ${feature} (branch feature): it is the pushed branch.`,
    ],
  });
  const afterBranch = await caches();
  expect(afterBranch).toStrictEqual({ ...afterMain, [feature]: expect.any(String) });

  const pull = await run(pullRequestEvent({ number: 7, head: 'feature' }), 'two');
  expect(pull).toStrictEqual({
    from: 'head',
    to: 'cache-pr-7-merge',
    executed: [],
    said: [
      `Importing cache from ${feature} (branch feature): pull request 7 has none yet.`,
      'Exporting cache to cache-pr-7-merge (pull request 7): a pull request has a cache of its own.',
    ],
  });
  const afterPull = await caches();
  expect(afterPull).toStrictEqual({ ...afterBranch, 'cache-pr-7-merge': expect.any(String) });
  const again = await run(pullRequestEvent({ number: 7, head: 'feature' }), 'two');
  expect(again).toStrictEqual({
    from: 'own',
    to: 'cache-pr-7-merge',
    executed: [],
    said: [
      'Importing cache from cache-pr-7-merge (pull request 7).',
      'Exporting cache to cache-pr-7-merge (pull request 7): a pull request has a cache of its own.',
    ],
  });
  expect(await caches()).toStrictEqual(afterPull);

  // The merge queue fires two events for one merge group.
  const queue = 'gh-readonly-queue/main/pr-7-0123456789abcdef0123456789abcdef01234567';
  const group = { merge_group: { base_ref: 'refs/heads/main', head_ref: `refs/heads/${queue}` } };
  const events = [
    otherEvent('merge_group', { ref: `refs/heads/${queue}`, payload: group }),
    pushEvent({ branch: queue }),
  ];
  for (const event of events) {
    expect(await run(event, 'two')).toStrictEqual({
      from: 'base',
      to: '',
      executed: page,
      said: [`Importing cache from ${main} (branch main).`, 'No cache is exported: a merge queue keeps no cache.'],
    });
    expect(await caches()).toStrictEqual(afterPull);
  }

  const merged = await run(pushEvent(), 'two');
  expect(merged).toStrictEqual({
    from: 'own',
    to: main,
    executed: page,
    said: [
      `Importing cache from ${main} (branch main).`,
      `Exporting cache to ${main} (branch main): it is the pushed branch.`,
    ],
  });
  const { [main]: replaced, ...others } = await caches();
  const { [main]: old, ...untouched } = afterPull;
  expect(others).toStrictEqual(untouched);
  expect(replaced).not.toBe(old);
});

test.concurrent('two branches do not see each other’s cache', async ({ job, image }) => {
  const run = async (event: GitHubEvent) => scopeOf(await job({ files: source('same'), event }), image);
  const one = await run(pushEvent({ branch: 'one' }));
  const two = await run(pushEvent({ branch: 'two' }));
  expect([one.from, two.from, one.executed, two.executed]).toStrictEqual(['none', 'none', all, all]);
  expect(one.to).not.toBe(two.to);
});

test.concurrent('a fork whose branch is called main, and every event that writes no cache, change no cache and add none', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const run = async (event: GitHubEvent) =>
    scopeOf(await job({ files: source('two'), event, inputs: { push: 'false' } }), image);
  succeeded((await job({ files: source('one') })).main);
  const before = await tagDigests(registry, repository);
  const events: [role: string, GitHubEvent][] = [
    ['base', pullRequestEvent({ fork: 'mallory', head: 'main' })],
    ['base', pullRequestEvent({ fork: 'mallory', head: 'main', action: 'closed', merged: true })],
    ['base', pullRequestEvent({ head: 'dependabot/npm/x', actor: 'dependabot[bot]' })],
    [
      'base',
      { ...pullRequestEvent({ fork: 'mallory', head: 'main' }), name: 'pull_request_target', ref: 'refs/heads/main' },
    ],
    ['default', tagEvent({ tag: 'main' })],
    ['default', otherEvent('workflow_run')],
  ];
  for (const [role, event] of events) {
    expect(await run(event)).toStrictEqual({ from: role, to: '', executed: page });
    expect(await tagDigests(registry, repository)).toStrictEqual(before);
  }
});

test.concurrent('a newer record of the same step is not taken from a cache that is not the source, as two imports of the old kind would', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const build = async (event: GitHubEvent, inputs: Record<string, string> = {}) => {
    const { main } = await job({ files: source('page'), event, inputs });
    succeeded(main);
    const { executed } = instructionsOf(main);
    const layers = await layerDigests(registry, repository, main.outputs.digest ?? '');
    return { layers, executed, from: main.outputs['cache-source'], to: main.outputs['cache-ref'] };
  };
  const push = pushEvent();
  const branch = pushEvent({ branch: 'feature' });
  const anew = { 'no-cache': 'true' };

  // A pull request poisons nobody: main goes on with what it built itself.
  const trusted = await build(push);
  const poisoned = await build(pullRequestEvent({ number: 7 }), anew);
  expect(poisoned.to).toBe(`${image}:cache-pr-7-merge`);
  expect(poisoned.layers.filter((layer) => trusted.layers.includes(layer))).toStrictEqual(trusted.layers.slice(0, 1));
  expect(await build(push)).toStrictEqual({ ...trusted, executed: [], from: 'own' });

  // The negative control: with both imported its steps come from either of them, and which one is chance.
  const both = { cache: 'off', 'cache-from': `${trusted.to}\n${poisoned.to}` };
  const mixed = await build(push, both);
  expect(mixed).toStrictEqual({ layers: mixed.layers, executed: [], from: 'none', to: '' });
  expect([poisoned.layers, trusted.layers]).toContainEqual(mixed.layers);

  // Nor does main's newer cache mix with a branch's own.
  const own = await build(branch, anew);
  await build(push, anew);
  expect(await build(branch)).toStrictEqual({ ...own, executed: [], from: 'own' });
});

/** What the log says of a run's caches, one line each, with the image's repository left out. */
function saidOf({ main }: Job, image: string): string[] {
  const lines = main.log.split('\n').filter((line) => /^(Importing|Exporting|No) cache /.test(line));
  return lines.map((line) => line.replaceAll(`${image}:`, ''));
}
