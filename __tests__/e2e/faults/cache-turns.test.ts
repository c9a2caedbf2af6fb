import { randomBytes } from 'node:crypto';
import { describe, expect } from 'vitest';
import { pullRequestEvent, pushEvent } from '../../../testbed/harness.ts';
import { instructionsOf, succeeded } from '../fixture.ts';
import { test } from './fixture.ts';

describe.concurrent('two contexts, or two images, with one `cache-ref`', () => {
  test.concurrent('build in turn, and each finds its own cache', async ({ attempt, testbed, repository }) => {
    const both = { 'services/a': 'one', 'services/b': 'two' };
    const files = Object.fromEntries(
      Object.entries(both).flatMap(([folder, text]) => [
        [`${folder}/Dockerfile`, 'FROM scratch\nCOPY text /\n'],
        [`${folder}/text`, text],
      ]),
    );
    const build = (context: string, image: string) =>
      attempt({
        files,
        event: pushEvent(),
        inputs: {
          ...{ context, image: `${testbed.registry}/${repository}${image}`, push: String(image === '') },
          'cache-ref': `${testbed.registry}/${repository}/cache`,
        },
      });
    for (const [context, image] of Object.entries({ 'services/a': '', 'services/b': '' })) await build(context, image);
    await build('services/a', '/other');
    for (const [context, image] of [
      ['services/a', ''],
      ['services/b', ''],
      ['services/a', '/other'],
    ] as const) {
      const { main } = await build(context, image);
      expect(instructionsOf(succeeded(main)).executed).toStrictEqual([]);
      expect(main.outputs['cache-source']).toBe('own');
    }
  });
});

describe.concurrent('builds that only differ in `build-args` take turns in one cache', () => {
  test.concurrent('the second is told of "cache-key", once', async ({ attempt }) => {
    const Dockerfile = 'FROM scratch\nARG VERSION\nCOPY text /$VERSION\nCOPY text /b\n';
    const build = (version: string) =>
      attempt({
        files: { Dockerfile, text: 'text' },
        event: pushEvent(),
        inputs: { 'build-args': `VERSION=${version}` },
      });
    expect((await build('1')).main.annotations).toStrictEqual([]);
    const { main } = await build('2');
    expect(main.annotations.map(({ level, message }) => ({ level, message }))).toStrictEqual([
      { level: 'notice', message: expect.stringMatching(/^None of the 2 steps came from the cache .*"cache-key"/) },
    ]);
    expect((await build('2')).main.annotations).toStrictEqual([]);
  });
});

describe.concurrent('a failed attempt is older than the cache of the branch, or its change was reverted', () => {
  const files = (last: string, data: string) => ({
    Dockerfile: `FROM scratch\nCOPY data /one\nCOPY data /two\n${last}\n`,
    data,
  });

  test.concurrent('a pull request has what the cache of its branch has, and its summary does not blame a change', async ({
    attempt,
    repository,
    registry,
  }) => {
    const data = randomBytes(20).toString('hex');

    const pull = { event: pullRequestEvent({ head: 'feature' }) };
    // The pull request fails at its last step, and its branch has another one since.
    const failed = await attempt({ ...pull, files: files('RUN ["/nothing"]', data) });
    expect(failed.main.exitCode).toBe(1);
    const [wip = ''] = await registry.tags(repository).then((tags) => tags.filter((tag) => tag.endsWith('-wip')));
    expect(failed.post.summary).not.toContain('Cache saved to');
    expect(failed.post.summary).toContain(`| **Finished steps saved to** |`);
    expect(failed.post.summary).toContain(wip);
    const mended = files('COPY data /three', data);
    succeeded((await attempt({ event: pushEvent({ branch: 'feature' }), files: mended })).main);
    const { main } = await attempt({ ...pull, files: mended });
    expect(instructionsOf(succeeded(main)).executed).toStrictEqual([]);
    expect(main.log).toContain('Importing also what a failed attempt had finished');
    expect(main.outputs['cache-source']).toBe('head');
  });
});
