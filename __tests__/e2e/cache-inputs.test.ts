import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runnerPlatform } from '../../src/request/platforms.ts';
import { type GitHubEvent, otherEvent, pullRequestEvent, pushEvent } from '../../testbed/harness.ts';
import { builderInputs, instructionsOf, succeeded, tagDigests, test } from './fixture.ts';
import { all, cachesOf, page, scopeOf, source } from './page.ts';

test.concurrent('matrix legs that differ by target, file, platforms or cache-key alternate and stay warm', async ({
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
    Promise.all(
      legs.map(async (leg) =>
        scopeOf(await job({ files, inputs: { ...leg, push: 'false', 'cache-ref': image } }), image),
      ),
    );

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

test.concurrent("a build without platforms and one that names the runner's own are one: same cache, same steps, same image", async ({
  job,
  image,
}) => {
  const files = { Dockerfile: 'FROM debian:bookworm-slim\nRUN date +%N >/made\nRUN echo tested\n' };
  const event = pushEvent();
  const { runner, main: unnamed } = await job({ files, event, inputs: { push: 'false', 'cache-ref': image } });
  const { main: named } = await job({
    workspace: runner.workspace,
    event,
    inputs: { push: 'true', platforms: runnerPlatform() },
  });
  expect(instructionsOf(named).executed).toStrictEqual([]);
  expect(named.outputs).toMatchObject({
    'cache-source': 'own',
    'cache-ref': unnamed.outputs['cache-ref'],
    'cached-steps': unnamed.outputs['total-steps'],
    imageid: unnamed.outputs.imageid,
    digest: unnamed.outputs.digest,
  });
});

test.concurrent('cache-ref with a repository keeps the branches’ tags there', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const inputs = { 'cache-ref': `${image}-cache` };
  const main = await job({ files: source('page'), inputs });
  expect(main.main.outputs['cache-ref']).toMatch(/-cache:cache-b-[0-9a-f]{20}-[0-9a-f]{12}-main-image-/);
  const branch = await job({ files: source('page'), inputs, event: pushEvent({ branch: 'feature' }) });
  expect(branch.main.outputs['cache-source']).toBe('default');
  expect(instructionsOf(branch.main).executed).toStrictEqual([]);
  const written = [main, branch].map((each) => each.main.outputs['cache-ref']?.replace(`${image}-cache:`, ''));
  expect(await registry.tags(`${repository}-cache`)).toStrictEqual(written.toSorted());
  expect(await registry.tags(repository)).toStrictEqual(['feature', 'main']);
});

test.concurrent('cache-ref with a tag is the one cache of every ref, written only where the event allows', async ({
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

test.concurrent('cache-from and cache-to are passed on as they are written, beside the cache by branch or without it', async ({
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

test.concurrent('a workspace whose HEAD is not GITHUB_SHA writes no branch’s cache, unless the push’s own job committed on top', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const inputs = { ...builderInputs(testbed), image, push: 'false', 'cache-ref': image };
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

test.concurrent('cache: read-only reads and does not write, off does neither, and ACTIONS_CACHE_MODE restricts a run in the same way', async ({
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
