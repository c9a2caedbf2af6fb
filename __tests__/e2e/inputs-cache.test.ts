import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pushEvent } from '../../testbed/harness.ts';
import { builderInputs, instructionsOf, succeeded, tagDigests, test } from './fixture.ts';

const files = {
  Dockerfile: `FROM debian:bookworm-slim AS tool
RUN cat /proc/sys/kernel/random/uuid >/id
FROM scratch
COPY --from=tool /id /
`,
};

test('cache-to fills a folder and cache-from reads it, whatever the registry cache of the branch may hold', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const runner = newRunner({ files });
  const build = async (inputs: Record<string, string>) => {
    const common = { ...builderInputs(testbed), image, tags: 'latest', push: 'true', cache: 'off' };
    const main = await runner.main({ inputs: { ...common, ...inputs } });
    const post = await runner.post();
    expect([...main.annotations, ...post.annotations]).toStrictEqual([]);
    return succeeded(main);
  };
  const first = await build({ 'cache-to': 'type=local,dest=cache/layers,mode=max' });
  const folder = join(runner.workspace, 'cache/layers');
  expect(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')).manifests.length).toBe(1);
  expect(existsSync(join(folder, 'blobs/sha256'))).toBe(true);

  const second = await build({ 'cache-from': 'type=local,src=./cache/layers' });
  expect(instructionsOf(second).executed).toStrictEqual([]);
  expect(second.outputs.digest).toBe(first.outputs.digest);
  expect(second.outputs['cache-source']).toBe('none');

  // Without it everything is run again.
  const third = await build({});
  expect(instructionsOf(third).cached).toStrictEqual([]);
  expect(third.outputs.digest).not.toBe(first.outputs.digest);
  expect(Object.keys(await tagDigests(registry, repository))).toStrictEqual(['latest']);
});

test('cache-to and cache-from take registry references too, with or without attributes', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const event = pushEvent();
  const run = async (inputs: Record<string, string>) =>
    succeeded((await job({ files, event, inputs: { tags: 'latest', cache: 'off', ...inputs } })).main);
  const first = await run({ 'cache-to': `${image}:small\ntype=registry,ref=${image}:whole,mode=max` });
  const { small, whole } = await tagDigests(registry, repository);
  expect([small, whole].map((digest) => digest?.slice(0, 7))).toStrictEqual(['sha256:', 'sha256:']);
  // A bare reference is BuildKit's mode=min: the layers of the image only, which is enough to take it whole.
  for (const from of [`${image}:small`, `type=registry,ref=${image}:whole`]) {
    const again = await run({ 'cache-from': from });
    expect(again.outputs.digest, from).toBe(first.outputs.digest);
  }
});
