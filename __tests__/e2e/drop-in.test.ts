import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { runCommand } from '../../testbed/command.ts';
import { pullRequestEvent, pushEvent } from '../../testbed/harness.ts';
import { builderInputs, succeeded, tagDigests, test } from './fixture.ts';
import { readConfig } from './pushed-image.ts';

// What people write who come from docker/build-push-action: each input is taken as it is there.

const files = {
  Dockerfile: `FROM scratch
LABEL org.opencontainers.image.title="of the Dockerfile" org.opencontainers.image.vendor=octo
COPY note.txt /
`,
  'note.txt': 'a note\n',
};

test.for([
  [{ context: '.' }, /^sha256:/],
  [{ outputs: 'type=cacheonly' }, /^$/],
] as const)(
  'a build without a name is built with %j, and one line says that it has no cache',
  async ([inputs, digest], { newRunner, testbed }) => {
    const runner = newRunner({ files });
    const main = succeeded(await runner.main({ inputs: { ...builderInputs(testbed), ...inputs } }));
    succeeded(await runner.post());
    expect(main.outputs.digest).toMatch(digest);
    expect(main.log).toContain('No cache is imported or exported: no registry is named where one could be.');
    expect(main.annotations).toStrictEqual([]);
  },
);

test('what is loaded without a name runs by its imageid, and a named type=docker has its name', async ({
  newRunner,
  testbed,
}) => {
  const runner = newRunner({ files });
  const unnamed = succeeded(await runner.main({ inputs: { ...builderInputs(testbed), load: 'true' } }));
  succeeded(await runner.post());
  const outputs = 'type=docker,name=drop-in-test:local';
  const named = succeeded(await runner.main({ inputs: { ...builderInputs(testbed), outputs } }));
  succeeded(await runner.post());
  const inspect = async (image: string) =>
    (await runCommand('docker', ['image', 'inspect', '--format', '{{.Id}}', image])).trim();
  expect(await inspect(unnamed.outputs.imageid ?? '')).toBe(unnamed.outputs.imageid);
  expect(await inspect('drop-in-test:local')).toBe(named.outputs.imageid);
  await runCommand('docker', ['image', 'rm', '--force', 'drop-in-test:local']);
});

test('where nothing is pushed, nothing is written to a repository that is not there, and nobody is warned', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const runner = newRunner({ files });
  const event = pushEvent({ sha: await runner.commit() });
  const main = succeeded(
    await runner.main({ event, inputs: { ...builderInputs(testbed), image, tags: 'v1', push: 'false' } }),
  );
  succeeded(await runner.post());
  expect(await tagDigests(registry, repository)).toStrictEqual({});
  expect(main.log).toContain(`No cache is exported: nothing is pushed and ${image} does not exist yet.`);
  expect(main.annotations).toStrictEqual([]);
  rmSync(join(runner.dockerConfig, 'config.json'));
  const anonymous = succeeded(await runner.main({ event, inputs: { ...builderInputs(testbed), image, tags: 'v1' } }));
  succeeded(await runner.post());
  expect(anonymous.log).toContain(`nothing is pushed and the job has no login for ${testbed.registry}.`);
});

test('the cache of a pull request that pushes nothing is written where the job may, to a repository that is there', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const pushed = newRunner({ files });
  const inputs = { ...builderInputs(testbed), image, tags: 'v1' };
  succeeded(
    await pushed.main({ event: pushEvent({ sha: await pushed.commit() }), inputs: { ...inputs, push: 'true' } }),
  );
  succeeded(await pushed.post());
  const runner = newRunner({ files });
  await runner.commit();
  mkdirSync(runner.dockerConfig, { recursive: true });
  const login = { [testbed.registry]: { auth: Buffer.from('octo:secret').toString('base64') } };
  writeFileSync(join(runner.dockerConfig, 'config.json'), JSON.stringify({ auths: login }));
  succeeded(await runner.main({ event: pullRequestEvent({ number: 7 }), inputs }));
  succeeded(await runner.post());
  expect(
    Object.keys(await tagDigests(registry, repository)).filter((tag) => tag.startsWith('cache-pr-7-')),
  ).toHaveLength(1);
});

test('labels of the Dockerfile win over the defaults from git, those of the input over both', async ({
  job,
  registry,
  repository,
}) => {
  const labels = 'org.opencontainers.image.vendor=of the input\n# a comment\nmine=a, "b"';
  succeeded((await job({ files, inputs: { tags: 'v1', labels } })).main);
  const config = await readConfig(registry, repository, 'v1');
  expect(config.config?.Labels).toMatchObject({
    'org.opencontainers.image.title': 'of the Dockerfile',
    'org.opencontainers.image.vendor': 'of the input',
    'org.opencontainers.image.version': 'main',
    mine: 'a, "b"',
  });
});

test('two images in outputs are both pushed, and image-ref names one that is there', async ({
  job,
  testbed,
  registry,
  repository,
}) => {
  const [one, two] = [`${repository}/one`, `${repository}/two`];
  const outputs = [one, two].map((name) => `type=image,name=${testbed.registry}/${name}:v1,push=true`).join('\n');
  const { main } = await job({ files, inputs: { image: '', push: '', outputs } });
  succeeded(main);
  const digests = await Promise.all([one, two].map(async (name) => (await tagDigests(registry, name)).v1));
  expect(digests).toStrictEqual([main.outputs.digest, main.outputs.digest]);
  expect(main.outputs['image-ref']).toBe(`${testbed.registry}/${one}@${main.outputs.digest}`);
});

test('secrets that are not set are left out, so that a required one fails in the RUN that wants it', async ({
  job,
}) => {
  const { main } = await job({
    files: {
      Dockerfile: `FROM debian:bookworm-slim
RUN --mount=type=secret,id=given cat /run/secrets/given
RUN --mount=type=secret,id=unset test ! -e /run/secrets/unset
`,
    },
    inputs: {
      tags: 'v1',
      secrets: '# a comment\ngiven=1\nunset=',
      'secret-envs': 'other=NOT_SET',
      'secret-files': 'file=nowhere',
    },
  });
  succeeded(main);
  expect(main.annotations.map(({ level, message }) => [level, message.split(' in entry')[0]])).toStrictEqual([
    ['warning', expect.stringContaining('"secrets" has no ID=VALUE')],
    ['warning', '"secrets" has an empty value'],
    ['warning', '"secret-envs" names a variable that is not set'],
    ['warning', expect.stringContaining('"secret-files" names 1 file')],
  ]);
  expect(main.outputs.digest).toMatch(/^sha256:/);
});

test('a Dockerfile is fetched from a URL, and the version and the labels are outputs', async ({
  job,
  registry,
  repository,
}) => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/app.Dockerfile' ? 200 : 404).end(files.Dockerfile);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const { main } = await job({
    files: { 'note.txt': 'x' },
    inputs: { file: `${url}/app.Dockerfile`, labels: 'mine=1' },
  });
  succeeded(main);
  expect(await tagDigests(registry, repository)).toHaveProperty('main', main.outputs.digest);
  expect(main.outputs).toMatchObject({ version: 'main', labels: expect.stringMatching(/^mine=1$/m) });
  const missing = await job({ files, inputs: { file: `${url}/none` } });
  expect(missing.main.annotations.map(({ message }) => message)).toContain(
    `"file" names a URL that gives no Dockerfile: 127.0.0.1:${port} answered 404.`,
  );
});

test('a configuration of docker that is malformed fails a push, and is warned of where no login is needed', async ({
  newRunner,
  testbed,
  image,
}) => {
  const runner = newRunner({ files });
  mkdirSync(runner.dockerConfig, { recursive: true });
  writeFileSync(join(runner.dockerConfig, 'config.json'), '{"auths":');
  const unpushed = succeeded(await runner.main({ inputs: builderInputs(testbed) }));
  await runner.post();
  expect(unpushed.annotations.map(({ level, message }) => `${level}: ${message}`)).toContainEqual(
    expect.stringMatching(/^warning: The Docker configuration .* The build goes on without a login\.$/),
  );
  const pushed = await runner.main({ inputs: { ...builderInputs(testbed), image, push: 'true' } });
  await runner.post();
  expect(pushed.exitCode).toBe(1);
});

test('with --debug the post step shows what BuildKit wrote', async ({ job }) => {
  const { main, post } = await job({ files, inputs: { 'buildkitd-flags': '--debug' } });
  succeeded(main);
  expect(succeeded(post).log).toContain('Log of BuildKit');
  expect(post.log).toMatch(/level=debug/);
});

test('an image that an earlier step loaded into Docker is a base and a named context, where no registry has it', async ({
  newRunner,
  testbed,
  image,
}) => {
  const runner = newRunner({ files });
  const [name, place] = [`drop-in-${randomBytes(4).toString('hex')}:x`, `${image}:loaded`];
  onTestFinished(() => void runCommand('docker', ['image', 'rm', '--force', name, place]));
  const inputs = builderInputs(testbed);
  succeeded(await runner.main({ inputs: { ...inputs, load: 'true', tags: `${name}\n${place}` } }));
  succeeded(await runner.post());
  const dockerfile = `FROM ${name} AS local\nFROM scratch\nCOPY --from=local /note.txt /a\nCOPY --from=named /note.txt /b\n`;
  writeFileSync(join(runner.workspace, 'Dockerfile'), dockerfile);
  const given = { ...inputs, 'build-contexts': `named=docker-image://${place}`, outputs: 'out' };
  const main = succeeded(await runner.main({ inputs: given }));
  succeeded(await runner.post());
  const read = (file: string) => readFileSync(join(runner.workspace, 'out', file), 'utf8');
  expect([read('a'), read('b')]).toStrictEqual(['a note\n', 'a note\n']);
  expect(main.log).toContain(`No registry gives ${place}, but Docker has it`);
  expect(main.annotations).toStrictEqual([]);
  const pulled = await runner.main({ inputs: { ...given, pull: 'true', retries: '0' } });
  await runner.post();
  expect(pulled.exitCode).toBe(1);
});
