import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import { pushEvent } from '../../testbed/harness.ts';
import type { RegistryClient } from '../../testbed/registry-client.ts';
import { builderInputs, instructionsOf, layerDigests, succeeded, tagDigests, test, writeCommand } from './fixture.ts';
import { readConfig } from './pushed-image.ts';

/** What runs again gives another layer, so that a digest tells a re-run from a hit. */
const random = 'cat /proc/sys/kernel/random/uuid >';

const files = {
  Dockerfile: `FROM debian:bookworm-slim AS base
RUN ${random} /base

FROM base AS left
COPY left.txt /
RUN ${random} /left

FROM base AS right
COPY right.txt /
RUN ${random} /right

FROM base
COPY --from=left /left /app/
COPY --from=right /right /app/
`,
  'left.txt': 'left\n',
  'right.txt': 'right\n',
};
const instructions = [
  `[base 2/2] RUN ${random} /base`,
  '[left 1/2] COPY left.txt /',
  `[left 2/2] RUN ${random} /left`,
  '[right 1/2] COPY right.txt /',
  `[right 2/2] RUN ${random} /right`,
  '[stage-3 1/2] COPY --from=left /left /app/',
  '[stage-3 2/2] COPY --from=right /right /app/',
];

test('the second job takes every step from the registry and ends with the same digest, which the registry gives too', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const event = pushEvent();

  const cold = await job({ files, event });
  succeeded(cold.main);
  expect(instructionsOf(cold.main)).toStrictEqual({ cached: [], executed: instructions });
  expect(cold.main.annotations).toStrictEqual([]);
  expect(cold.main.log).not.toMatch(/error/i);
  expect(cold.main.log).toContain('No cache to import: there is none yet of branch main.');
  const pushed = await registry.manifest(repository, 'main');
  const tags = await tagDigests(registry, repository);
  const cacheTag = Object.keys(tags).find((tag) => tag.startsWith('cache-'));
  const { metadata = '', ...outputs } = cold.main.outputs;
  expect(JSON.parse(metadata)['containerimage.digest']).toBe(outputs.digest);
  const sizes = [pushed?.body.config, ...(pushed?.body.layers ?? [])].map((blob) => blob?.size ?? 0);
  const expected = {
    digest: pushed?.digest,
    imageid: pushed?.body.config?.digest,
    'image-ref': `${image}@${pushed?.digest}`,
    tags: `${image}:main`,
    labels: (await readLabels(registry, repository, 'main')).join('\n'),
    version: 'main',
    pushed: 'true',
    'cache-source': 'none',
    'cache-ref': `${image}:${cacheTag}`,
    'cached-steps': '0',
    'total-steps': String(instructions.length),
    'cache-hit-ratio': '0.00',
    'platform-digests': JSON.stringify({ 'linux/amd64': pushed?.digest }),
    size: String(sizes.reduce((sum, size) => sum + size, 0)),
  };
  expect(outputs).toStrictEqual(expected);
  expect(cold.post.log).toContain(`Cache exported to ${image}:${cacheTag}@${tags[cacheTag ?? '']}`);
  expect(cold.post.annotations).toStrictEqual([]);

  const warm = await job({ files, event });
  succeeded(warm.main);
  expect(instructionsOf(warm.main)).toStrictEqual({ cached: instructions, executed: [] });
  expect(warm.main.outputs).toStrictEqual({
    ...expected,
    metadata,
    'cache-source': 'own',
    'cached-steps': expected['total-steps'],
    'cache-hit-ratio': '1.00',
  });
  expect(warm.main.log).toContain(`Importing cache from ${image}:${cacheTag} (branch main).`);
  expect([...warm.main.annotations, ...warm.post.annotations]).toStrictEqual([]);
  expect(await tagDigests(registry, repository)).toStrictEqual(tags);
});

test('a changed source file rebuilds what depends on it and nothing else', async ({ job, registry, repository }) => {
  succeeded((await job({ files })).main);
  const before = await layerDigests(registry, repository, 'main');
  const changed = await job({ files: { ...files, 'right.txt': 'changed\n' } });
  succeeded(changed.main);
  const after = await layerDigests(registry, repository, 'main');
  expect(instructionsOf(changed.main)).toStrictEqual({
    cached: instructions.filter((line) => !line.includes('right')),
    executed: instructions.filter((line) => line.includes('right')),
  });
  expect(after.slice(0, -1)).toStrictEqual(before.slice(0, -1));
  expect(after.at(-1)).not.toBe(before.at(-1));
  // The new cache holds both halves: what was kept and what was built.
  expect(instructionsOf((await job({ files: { ...files, 'right.txt': 'changed\n' } })).main).executed).toStrictEqual(
    [],
  );
});

test.for([
  { mode: 'max', others: 4, kept: instructions.slice(0, 3) },
  { mode: 'min', others: 0, kept: instructions.slice(0, 1) },
])(
  'with cache-mode $mode the cache holds $others layers that are not in the image',
  async (row, { job, registry, repository, image }) => {
    const inputs = { 'cache-mode': row.mode, 'cache-ref': `${image}:cache` };
    succeeded((await job({ files, inputs })).main);
    const inImage = await layerDigests(registry, repository, 'main');
    const inCache = await layerDigests(registry, repository, 'cache');
    expect(inImage.filter((layer) => !inCache.includes(layer))).toStrictEqual([]);
    expect(new Set(inCache.filter((layer) => !inImage.includes(layer))).size).toBe(row.others);
    const config = (await registry.manifest(repository, 'cache'))?.body.config;
    expect(config?.mediaType).toBe('application/vnd.buildkit.cacheconfig.v0');
    const listed = JSON.parse(String(await registry.blob(repository, config?.digest ?? ''))) as {
      layers: { blob: string }[];
    };
    expect(listed.layers.map(({ blob }) => blob).sort()).toStrictEqual(inCache.toSorted());

    // A build of a stage that is not in the image shows what the layers are worth.
    const stage = await job({ files, inputs: { ...inputs, cache: 'read-only', target: 'left', push: 'false' } });
    expect(instructionsOf(succeeded(stage.main)).cached).toStrictEqual(row.kept);
  },
);

test('push: false pushes nothing and still gives the digest that a push would have', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const event = pushEvent();
  const alone = await job({ files, event, inputs: { push: 'false', cache: 'off' } });
  expect(succeeded(alone.main).outputs.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(await registry.tags(repository)).toStrictEqual([]);

  const pushed = await job({ files, event });
  const before = await tagDigests(registry, repository);
  const unpushed = await job({ files, event, inputs: { push: 'false', tags: 'unpushed' } });
  const { digest, pushed: isPushed, 'image-ref': reference } = succeeded(unpushed.main).outputs;
  expect({ digest, isPushed, reference }).toStrictEqual({
    digest: pushed.main.outputs.digest,
    isPushed: 'false',
    reference: `${image}@${pushed.main.outputs.digest}`,
  });
  expect(await tagDigests(registry, repository)).toStrictEqual(before);
});

test('a failing RUN fails the step with one error on its line of the Dockerfile, without outputs', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const runner = newRunner({
    files: { 'app/Dockerfile': 'FROM debian:bookworm-slim\n\nRUN echo one \\\n && exit 7\nRUN echo never\n' },
  });
  const inputs = { ...builderInputs(testbed), image, push: 'true', context: 'app' };
  const main = await runner.main({ inputs });
  expect(main.exitCode).toBe(1);
  expect(main.outputs).toStrictEqual({});
  const [error, ...more] = main.annotations;
  expect(more).toStrictEqual([]);
  expect(error?.level).toBe('error');
  expect([error?.properties.file, error?.properties.line]).toStrictEqual(['app/Dockerfile', '3']);
  expect(error?.message).toContain(
    'process "/bin/sh -c echo one  && exit 7" did not complete successfully: exit code: 7',
  );
  expect((await runner.post()).exitCode).toBe(0);
  expect(Object.keys(await tagDigests(registry, repository)).filter((tag) => !tag.startsWith('cache-'))).toStrictEqual(
    [],
  );
});

test('tags and labels of docker/metadata-action fit in unchanged, and labels that nobody gave come from git', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const event = pushEvent();
  const { main } = await job({
    files: { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' },
    event,
    inputs: {
      image: '',
      tags: `${image}:v1.2.3\n${image}:v1\n`,
      labels: 'org.opencontainers.image.title=An app, with commas\norg.opencontainers.image.version=v1.2.3\n',
    },
  });
  expect(succeeded(main).outputs.tags).toBe(`${image}:v1.2.3\n${image}:v1`);
  const { 'v1.2.3': first, v1: second } = await tagDigests(registry, repository);
  expect([first, second]).toStrictEqual([main.outputs.digest, main.outputs.digest]);
  const config = JSON.parse(String(await registry.blob(repository, main.outputs.imageid ?? '')));
  expect(config.config.Labels).toStrictEqual({
    'org.opencontainers.image.title': 'An app, with commas',
    'org.opencontainers.image.version': 'v1.2.3',
    'org.opencontainers.image.revision': event.sha,
    'org.opencontainers.image.created': '2026-01-02T03:04:05Z',
    'org.opencontainers.image.source': 'https://github.com/octo-org/app',
    'org.opencontainers.image.url': 'https://github.com/octo-org/app',
    'org.opencontainers.image.description': 'An application in a container',
    'org.opencontainers.image.licenses': 'MIT',
  });
});

test('two Dockerfiles of a matrix build side by side at the same time on one host, each with a cache of its own', async ({
  job,
  registry,
  repository,
}) => {
  const event = pushEvent();
  const stages = (name: string) => `FROM debian:bookworm-slim AS base\nRUN ${random} /${name}\nRUN sleep 1\n`;
  const both = { 'one.Dockerfile': stages('one'), 'two.Dockerfile': stages('two') };
  const legs = ['one', 'two'];
  const run = () =>
    Promise.all(legs.map((leg) => job({ files: both, event, inputs: { file: `${leg}.Dockerfile`, tags: leg } })));
  const digests = (jobs: Awaited<ReturnType<typeof run>>) => jobs.map(({ main }) => succeeded(main).outputs.digest);

  const cold = await run();
  const { one, two } = await tagDigests(registry, repository);
  expect(digests(cold)).toStrictEqual([one, two]);
  expect(one).not.toBe(two);
  const warm = await run();
  expect(warm.map(({ main }) => instructionsOf(main).executed)).toStrictEqual([[], []]);
  expect(digests(warm)).toStrictEqual([one, two]);
});

test('with cache-export inline the cache is in the registry when the main step ends', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const runner = newRunner({ files });
  const inputs = { ...builderInputs(testbed), image, push: 'true', 'cache-export': 'inline' };
  const main = succeeded(await runner.main({ inputs }));
  const cacheTag = main.outputs['cache-ref']?.replace(`${image}:`, '') ?? '';
  const exported = (await tagDigests(registry, repository))[cacheTag];
  expect(exported).toMatch(/^sha256:/);
  const metadata = JSON.parse(main.outputs.metadata ?? '') as Record<string, string>;
  expect(JSON.parse(metadata['cache.manifest'] ?? '').digest).toBe(exported);
  const post = succeeded(await runner.post());
  expect(post.annotations).toStrictEqual([]);
  expect((await tagDigests(registry, repository))[cacheTag]).toBe(exported);
});

test('a "# syntax=docker/dockerfile:1" line needs no frontend image, which this registry does not have', async ({
  job,
}) => {
  const text = `# syntax=docker/dockerfile:1\nFROM debian:bookworm-slim\nRUN <<EOF\n${random} /id\nEOF\n`;
  expect(instructionsOf(succeeded((await job({ files: { Dockerfile: text } })).main)).executed).toStrictEqual([
    `[2/2] RUN <<EOF (${random} /id)`,
  ]);
});

test('the digest is out before the cache is, and a workspace that changes in between does not reach the cache', async ({
  newRunner,
  job,
  testbed,
  registry,
  repository,
}) => {
  const slow = await startFaultyRegistry({
    upstream: testbed.registry,
    rules: [{ match: { method: 'PUT', reference: /^cache-/ }, action: { kind: 'delay', milliseconds: 3000 } }],
  });
  try {
    const image = `${slow.address}/${repository}`;
    const runner = newRunner({ files });
    const main = succeeded(await runner.main({ inputs: { ...builderInputs(testbed), image, push: 'true' } }));
    expect(await tagDigests(registry, repository)).toStrictEqual({ main: main.outputs.digest });
    writeFileSync(join(runner.workspace, 'left.txt'), 'of a later step\n');
    rmSync(join(runner.workspace, 'right.txt'));
    rmSync(join(runner.workspace, 'Dockerfile'));
    const post = succeeded(await runner.post());
    expect(post.annotations).toStrictEqual([]);
    expect(post.log).toContain(`Cache exported to ${main.outputs['cache-ref']}`);
    expect(instructionsOf((await job({ files })).main)).toStrictEqual({ cached: instructions, executed: [] });
  } finally {
    await slow.close();
  }
});

test('a mistake in the inputs ends the step before docker is asked for anything', async ({
  newRunner,
  testbed,
  image,
}) => {
  const runner = newRunner({ files });
  const calls = join(runner.root, 'docker-calls');
  const folder = join(runner.home, 'bin');
  // Stands before the real one and only takes notes.
  writeCommand(join(folder, 'docker'), `echo "$@" >> ${calls}\nexit 1\n`);
  const env = { PATH: `${folder}:${process.env.PATH}` };
  const builder = builderInputs(testbed);

  const mistaken = await runner.main({ inputs: { ...builder, image: `${image}:v1`, push: 'true' }, env });
  expect(mistaken.exitCode).toBe(1);
  expect(mistaken.annotations.map(({ level }) => level)).toStrictEqual(['error']);
  expect(mistaken.annotations[0]?.message).toContain('"image"');
  expect(mistaken.annotations[0]?.message).toContain('v1');
  expect(mistaken.outputs).toStrictEqual({});
  expect((await runner.post()).exitCode).toBe(0);
  expect(existsSync(calls)).toBe(false);

  // The same docker would have been asked for a build without the mistake.
  expect((await runner.main({ inputs: { ...builder, image, push: 'true' }, env })).exitCode).toBe(1);
  expect(existsSync(calls)).toBe(true);
  await runner.post();
});

/** The labels that are not the base image's. */
async function readLabels(registry: RegistryClient, repository: string, tag: string): Promise<string[]> {
  const labels = Object.entries((await readConfig(registry, repository, tag)).config?.Labels ?? {});
  return labels.filter(([name]) => name.startsWith('org.opencontainers.')).map((label) => label.join('='));
}
