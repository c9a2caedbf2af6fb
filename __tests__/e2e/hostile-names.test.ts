import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { tryCommand } from '../../testbed/command.ts';
import { startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import { pullRequestEvent, pushEvent, tagEvent } from '../../testbed/harness.ts';
import { builderInputs, type Job, succeeded, test } from './fixture.ts';

/** Names that git allows for a branch, and some more of their kinds. */
const names = [
  ...['feature/a', 'feature-a', 'Feature/a', 'pr-12', '12/merge', 'refs/heads/feature/a'],
  ...['a,push=true', 'x,ref=evil/cache', 'x,type=registry,ref=evil/cache', 'a"b', "it's", '%0Aevil'],
  ...['$(id)', '$(touch$IFS$9pwned)', '`touch$IFS$9pwned`', ';touch$IFS$9pwned;', '-rf', '--output=evil'],
  ...['n'.repeat(244), `${'n'.repeat(243)}m`, 'caf\u00e9', 'cafe\u0301', '\u{1f680}', '\u202egnp'],
];

test('no branch name reaches another repository, shares a cache with another one, or is run by anything', async ({
  newRunner,
  testbed,
  registry,
  repository,
}) => {
  const logged = await startFaultyRegistry({ upstream: testbed.registry });
  try {
    const image = `${logged.address}/${repository}`;
    const inputs = {
      ...builderInputs(testbed),
      // A reference without a registry would go to docker.io: that would be seen here as well.
      'buildkitd-config': '',
      'buildkitd-config-inline': `[registry."docker.io"]\n  mirrors = ["${logged.address}"]\n`,
      image,
      push: 'true',
    };
    const run = async (event: ReturnType<typeof pushEvent>): Promise<Job> => {
      const runner = newRunner({ files: { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' } });
      // A name that would have to be changed, or is another event's, gives no tag: the workflow has to name one.
      const name = event.ref.replace(/^refs\/\w+\//, '');
      const tags = event.name === 'push' && (!/^\w[\w./-]*$/.test(name) || name === 'pr-12') ? 'named' : '';
      const main = succeeded(await runner.main({ inputs: { ...inputs, tags }, event }));
      const post = succeeded(await runner.post());
      expect([event.ref, ...main.annotations, ...post.annotations]).toStrictEqual([event.ref]);
      expect(readdirSync(runner.workspace)).toStrictEqual(['Dockerfile']);
      return { runner, main, post };
    };

    const jobs: Job[] = [];
    for (const some of chunks(names, 4)) {
      jobs.push(...(await Promise.all(some.map((branch) => run(pushEvent({ branch, defaultBranch: 'trunk' }))))));
    }
    const caches = jobs.map(({ main }) => main.outputs['cache-ref']?.replace(`${image}:`, '') ?? '');
    expect(caches.filter((tag) => !/^cache-b-[0-9a-f]{20}-[A-Za-z0-9_.-]{1,60}$/.test(tag))).toStrictEqual([]);
    expect(new Set(caches).size).toBe(names.length);
    expect(jobs.map(({ main }) => main.outputs['cache-source'])).toStrictEqual(names.map(() => 'none'));

    const pull = await run(pullRequestEvent({ number: 12, head: 'a,push=true', defaultBranch: 'trunk' }));
    expect(pull.main.outputs['cache-source']).toBe('head');
    const tag = await run(tagEvent({ tag: 'pr-12', defaultBranch: 'trunk' }));
    expect([tag.main.outputs['cache-source'], tag.main.outputs['cache-ref']]).toStrictEqual(['none', '']);

    const written = [...caches, pull.main.outputs['cache-ref']?.replace(`${image}:`, '')].sort();
    const tags = await registry.tags(repository);
    expect(tags.filter((each) => each.startsWith('cache-'))).toStrictEqual(written);
    const pushed = [...jobs, pull, tag].flatMap(({ main }) => main.outputs.tags?.split('\n') ?? []);
    expect(tags.filter((each) => !each.startsWith('cache-'))).toStrictEqual(
      [...new Set(pushed)].map((reference) => reference.replace(`${image}:`, '')).sort(),
    );
    expect(new Set(logged.journal.map((entry) => entry.repository ?? entry.kind))).toStrictEqual(new Set([repository]));
  } finally {
    await logged.close();
  }
});

test('an image never takes the place of a cache, even for a branch that is called like main’s', async ({
  job,
  registry,
  repository,
}) => {
  const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' };
  const { main } = await job({ files });
  const tag = succeeded(main).outputs['cache-ref']?.split(':').at(-1) ?? '';
  const cache = await registry.manifest(repository, tag);
  expect(cache?.body.config?.mediaType).toBe('application/vnd.buildkit.cacheconfig.v0');
  const inputs: Record<string, string>[] = [{}, { tags: tag }];
  for (const each of inputs) {
    const refused = await job({ files, inputs: each, event: pushEvent({ branch: tag }) });
    expect(refused.main.exitCode).toBe(1);
    expect(refused.main.annotations.map(({ level }) => level)).toStrictEqual(['error']);
    expect(refused.main.annotations[0]?.message).toContain('"tags"');
    expect(await registry.manifest(repository, tag)).toStrictEqual(cache);
  }
});

test('git takes every one of these names for a branch', async () => {
  const refused = await Promise.all(
    names.map(async (name) => {
      const { exitCode } = await tryCommand('git', ['check-ref-format', `refs/heads/${name}`]);
      return exitCode === 0 ? [] : [name];
    }),
  );
  expect(refused.flat()).toStrictEqual([]);
});

function chunks<T>(list: readonly T[], size: number): T[][] {
  return list.length === 0 ? [] : [list.slice(0, size), ...chunks(list.slice(size), size)];
}
