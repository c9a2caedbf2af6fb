import { describe, expect } from 'vitest';
import { pushEvent } from '../../../testbed/harness.ts';
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
