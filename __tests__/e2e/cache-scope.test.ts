import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type GitHubEvent, otherEvent, pullRequestEvent, pushEvent, tagEvent } from '../../testbed/harness.ts';
import { builderInputs, instructionsOf, type Job, layerDigests, succeeded, tagDigests, test } from './fixture.ts';

/** What runs again gives another layer, so that a digest tells a re-run from a hit. */
const random = 'cat /proc/sys/kernel/random/uuid >';

/** A first step that everything shares, and a second one for what a branch is about. */
const source = (text: string) => ({
  Dockerfile: `FROM debian:bookworm-slim\nRUN ${random} /base\nCOPY page.txt /\nRUN ${random} /page\n`,
  'page.txt': `${text}\n`,
});
const base = `[2/4] RUN ${random} /base`;
const page = [`[3/4] COPY page.txt /`, `[4/4] RUN ${random} /page`];
const all = [base, ...page];

/** Where a run read its cache, where it says to write it, and what it had to run. */
function scopeOf({ main }: Job, image: string) {
  const { 'cache-source': from, 'cache-ref': to = '' } = succeeded(main).outputs;
  return { from, to: to.replace(`${image}:`, ''), executed: instructionsOf(main).executed };
}

/** What the log says of a run's caches, one line each, with the image's repository left out. */
function saidOf({ main }: Job, image: string): string[] {
  const lines = main.log.split('\n').filter((line) => /^(Importing|Exporting|No) cache /.test(line));
  return lines.map((line) => line.replaceAll(`${image}:`, ''));
}

/** Leaves the images' own tags out. */
function cachesOf(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([tag]) => tag.startsWith('cache-')));
}

test('main → branch → pull request → merge queue → main: each reads its nearest cache, writes its own, and changes no other', async ({
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

test('two branches do not see each other’s cache', async ({ job, image }) => {
  const run = async (event: GitHubEvent) => scopeOf(await job({ files: source('same'), event }), image);
  const one = await run(pushEvent({ branch: 'one' }));
  const two = await run(pushEvent({ branch: 'two' }));
  expect([one.from, two.from, one.executed, two.executed]).toStrictEqual(['none', 'none', all, all]);
  expect(one.to).not.toBe(two.to);
});

test('a fork whose branch is called main, and every event that writes no cache, change no cache and add none', async ({
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

test('a newer record of the same step is not taken from a cache that is not the donor, as two imports of the old kind would', async ({
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

  // The negative control: with both imported, main's own named first, its steps come from the other one.
  const both = { cache: 'off', 'cache-from': `${trusted.to}\n${poisoned.to}` };
  expect(await build(push, both)).toStrictEqual({ layers: poisoned.layers, executed: [], from: 'none', to: '' });

  // Nor does main's newer cache mix with a branch's own.
  const own = await build(branch, anew);
  await build(push, anew);
  expect(await build(branch)).toStrictEqual({ ...own, executed: [], from: 'own' });
});

test('matrix legs that differ by target, file, platforms or cache-key alternate and stay warm', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const files = {
    Dockerfile: `FROM scratch AS tools\nCOPY tools /\nFROM scratch\nCOPY app /\n`,
    'debug.Dockerfile': `FROM scratch\nCOPY debug /\n`,
    ...{ tools: 'tools', app: 'app', debug: 'debug' },
  };
  const legs: Record<string, string>[] = [
    {},
    { target: 'tools' },
    { file: 'debug.Dockerfile' },
    { platforms: 'linux/arm64' },
    { 'cache-key': 'blue' },
  ];
  const round = () =>
    Promise.all(legs.map(async (leg) => scopeOf(await job({ files, inputs: { ...leg, push: 'false' } }), image)));

  const cold = await round();
  const caches = await tagDigests(registry, repository);
  expect(Object.keys(caches)).toStrictEqual(cold.map(({ to }) => to).toSorted());
  expect(cold.map(({ from }) => from)).toStrictEqual(legs.map(() => 'none'));
  expect(new Set(cold.map(({ to }) => to)).size).toBe(legs.length);
  const warm = await round();
  expect(warm).toStrictEqual(cold.map(({ to }) => ({ from: 'own', to, executed: [] })));
  expect(await tagDigests(registry, repository)).toStrictEqual(caches);

  // The negative control: on one shared tag the same legs wipe each other out.
  const shared = async (leg: Record<string, string>) => {
    const inputs = { ...leg, 'cache-ref': `${image}:shared`, 'cache-mode': 'min', push: 'false' };
    return scopeOf(await job({ files, inputs }), image).executed;
  };
  expect([await shared({}), await shared({ target: 'tools' }), await shared({})]).toStrictEqual([
    ['[stage-1 1/1] COPY app /'],
    ['[tools 1/1] COPY tools /'],
    ['[stage-1 1/1] COPY app /'],
  ]);
});

test('cache-ref with a repository keeps the branches’ tags there', async ({ job, registry, repository, image }) => {
  const inputs = { 'cache-ref': `${image}-cache` };
  const main = await job({ files: source('page'), inputs });
  expect(main.main.outputs['cache-ref']).toMatch(/-cache:cache-b-[0-9a-f]{20}-main$/);
  const branch = await job({ files: source('page'), inputs, event: pushEvent({ branch: 'feature' }) });
  expect(branch.main.outputs['cache-source']).toBe('default');
  expect(instructionsOf(branch.main).executed).toStrictEqual([]);
  const written = [main, branch].map((each) => each.main.outputs['cache-ref']?.replace(`${image}-cache:`, ''));
  expect(await registry.tags(`${repository}-cache`)).toStrictEqual(written.toSorted());
  expect(await registry.tags(repository)).toStrictEqual(['feature', 'main']);
});

test('cache-ref with a tag is the one cache of every ref, written only where the event allows', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const run = async (event: GitHubEvent, text: string) => {
    const inputs = { 'cache-ref': `${image}:buildcache`, push: 'false' };
    const { from, to, executed } = scopeOf(await job({ files: source(text), inputs, event }), image);
    return { from, to, executed, tags: await tagDigests(registry, repository) };
  };
  const first = await run(pushEvent({ branch: 'feature' }), 'one');
  const written = { buildcache: expect.any(String) };
  expect(first).toStrictEqual({ from: 'none', to: 'buildcache', executed: all, tags: written });
  const fork = await run(pullRequestEvent({ fork: 'mallory', head: 'main' }), 'two');
  expect(fork).toStrictEqual({ from: 'own', to: '', executed: page, tags: first.tags });
  const second = await run(pushEvent(), 'two');
  expect(second).toStrictEqual({ from: 'own', to: 'buildcache', executed: page, tags: written });
  expect(second.tags).not.toStrictEqual(first.tags);
});

test('cache-from and cache-to are passed on as they are written, beside the cache by branch or without it', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const build = async (runner: ReturnType<typeof newRunner>, inputs: Record<string, string>) => {
    const main = succeeded(
      await runner.main({ inputs: { ...builderInputs(testbed), image, push: 'true', ...inputs } }),
    );
    expect(main.annotations).toStrictEqual([]);
    const post = succeeded(await runner.post());
    expect(post.annotations).toStrictEqual([]);
    return { main, executed: instructionsOf(main).executed };
  };
  const cacheTo = `type=local,dest=kept,mode=max\ntype=registry,ref=${image}:by-hand,mode=max,image-manifest=true`;
  const first = newRunner({ files: source('page') });
  const written = await build(first, { 'cache-to': cacheTo });
  expect(written.executed).toStrictEqual(all);
  const tags = await registry.tags(repository);
  expect(tags).toStrictEqual(['by-hand', written.main.outputs['cache-ref']?.split(':').at(-1), 'main']);

  expect((await build(first, { cache: 'off', 'cache-from': 'type=local,src=kept' })).executed).toStrictEqual([]);
  const other = newRunner({ files: source('page') });
  const byHand = await build(other, { cache: 'off', 'cache-from': `${image}:by-hand` });
  expect(byHand.executed).toStrictEqual([]);
  expect([byHand.main.outputs['cache-source'], byHand.main.outputs['cache-ref']]).toStrictEqual(['none', '']);
  expect(await registry.tags(repository)).toStrictEqual(tags);
});

test('a workspace whose HEAD is not GITHUB_SHA writes no branch’s cache, unless the push’s own job committed on top', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const inputs = { ...builderInputs(testbed), image, push: 'false' };
  const runner = newRunner({ files: source('one') });
  const run = async (event: GitHubEvent) => {
    const main = succeeded(await runner.main({ inputs, event }));
    await runner.post();
    return main;
  };
  const pushed = await runner.commit();
  const first = await run(pushEvent({ sha: pushed }));
  const caches = await tagDigests(registry, repository);
  expect(Object.keys(caches)).toStrictEqual([first.outputs['cache-ref']?.replace(`${image}:`, '')]);

  writeFileSync(join(runner.workspace, 'page.txt'), 'of somebody’s pull request\n');
  await runner.commit();
  const dispatched = await run(otherEvent('workflow_dispatch', { sha: pushed }));
  expect(dispatched.outputs['cache-ref']).toBe('');
  expect(dispatched.annotations).toStrictEqual([
    {
      level: 'notice',
      message: `The cache of branch main is not exported: the workspace's HEAD is not GITHUB_SHA (${pushed}), so what is built here is not what workflow_dispatch was started for.`,
      properties: {},
    },
  ]);
  const elsewhere = await run(pushEvent());
  expect([elsewhere.outputs['cache-ref'], elsewhere.annotations.map(({ level }) => level)]).toStrictEqual([
    '',
    ['notice'],
  ]);
  expect(await tagDigests(registry, repository)).toStrictEqual(caches);

  const onTop = await run(pushEvent({ sha: pushed }));
  expect([onTop.outputs['cache-ref'], onTop.annotations]).toStrictEqual([first.outputs['cache-ref'], []]);
  expect(await tagDigests(registry, repository)).not.toStrictEqual(caches);
});

test('cache: read-only reads and does not write, off does neither, and ACTIONS_CACHE_MODE restricts a run in the same way', async ({
  job,
  registry,
  repository,
  image,
}) => {
  succeeded((await job({ files: source('one') })).main);
  const before = await tagDigests(registry, repository);
  const run = async (inputs: Record<string, string>, env: NodeJS.ProcessEnv = {}) =>
    scopeOf(await job({ files: source('two'), inputs: { push: 'false', ...inputs }, env }), image);

  expect(await run({ cache: 'read-only' })).toStrictEqual({ from: 'own', to: '', executed: page });
  expect(await run({ cache: 'off' })).toStrictEqual({ from: 'none', to: '', executed: all });
  expect(await run({}, { ACTIONS_CACHE_MODE: 'read' })).toStrictEqual({ from: 'own', to: '', executed: page });
  expect(await run({}, { ACTIONS_CACHE_MODE: 'none' })).toStrictEqual({ from: 'none', to: '', executed: all });
  expect(await tagDigests(registry, repository)).toStrictEqual(before);
  const writeOnly = await run({}, { ACTIONS_CACHE_MODE: 'write-only' });
  expect(writeOnly).toStrictEqual({ from: 'none', to: Object.keys(cachesOf(before))[0], executed: all });
  expect(await tagDigests(registry, repository)).not.toStrictEqual(before);
});
