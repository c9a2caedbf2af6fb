import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { runCommand } from '../../testbed/command.ts';
import { pushEvent, type Runner } from '../../testbed/harness.ts';
import type { RegistryClient } from '../../testbed/registry-client.ts';
import { builderInputs, instructionsOf, layerDigests, succeeded, tagDigests, test } from './fixture.ts';
import { publish, startGitServer } from './git-server.ts';
import { readLayer, readManifest } from './pushed-image.ts';

/** Returns the text of all layers of an image that has only small ones. */
async function textOf(registry: RegistryClient, repository: string, reference: string): Promise<string> {
  const { body } = await readManifest(registry, repository, reference);
  const layers = (body.layers ?? []).map((layer) => readLayer(registry, repository, layer));
  return String(Buffer.concat(await Promise.all(layers)));
}

test('context, file and target choose what is built, and a .dockerignore next to the file is obeyed', async ({
  job,
  registry,
  repository,
}) => {
  const { main } = await job({
    files: {
      Dockerfile: 'FROM scratch\nCOPY . /wrong-file\n',
      'docker/app.Dockerfile': `FROM scratch AS base
COPY . /
FROM base AS wanted
COPY own.txt /wanted.txt
FROM base
COPY own.txt /of-the-last-stage.txt
`,
      'docker/app.Dockerfile.dockerignore': 'ignored.txt\n',
      'app/own.txt': 'of the context\n',
      'app/ignored.txt': 'not to be seen\n',
    },
    inputs: { context: './app/', file: 'docker/app.Dockerfile', target: 'wanted', tags: 'latest' },
  });
  succeeded(main);
  const text = await textOf(registry, repository, 'latest');
  expect(text).toContain('of the context\n');
  expect(text).toContain('wanted.txt');
  expect(text).not.toMatch(/not to be seen|wrong-file|of-the-last-stage/);
});

test('a git context is fetched by ref and folder from a server that wants the github-token, which nobody else gets', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const token = 'ghs_not-for-everybody';
  const runner = newRunner({
    files: {
      'images/app/own.Dockerfile': `FROM scratch
COPY source.txt /
COPY --from=other README.md /other.md
`,
      'images/app/source.txt': 'the first commit\n',
      'README.md': 'a readme\n',
    },
  });
  const served = join(runner.root, 'served');
  mkdirSync(served);
  const first = await runner.commit();
  await runCommand('git', ['tag', 'v1'], { cwd: runner.workspace });
  writeFileSync(join(runner.workspace, 'images/app/source.txt'), 'the second commit\n');
  const second = await runner.commit();
  await publish(runner.workspace, join(served, 'octo-org/app.git'));
  const github = await startGitServer(served, token);
  const elsewhere = await startGitServer(served);
  onTestFinished(() => Promise.all([github.close(), elsewhere.close()]).then(() => undefined));
  const checkout = join(runner.root, 'no-checkout');
  mkdirSync(checkout);

  writeFileSync(join(checkout, 'local.Dockerfile'), 'FROM scratch\nCOPY source.txt /of-the-local-file\n');

  const build = async (context: string, sha: string, file = 'own.Dockerfile') => {
    const main = await runner.main({
      inputs: {
        ...builderInputs(testbed),
        image,
        tags: 'latest',
        push: 'true',
        'github-token': token,
        context,
        file,
        'build-contexts': `other=${elsewhere.url}/octo-org/app.git`,
      },
      event: pushEvent({ sha }),
      env: { GITHUB_SERVER_URL: github.url, GITHUB_WORKSPACE: checkout },
    });
    const post = await runner.post();
    succeeded(main);
    expect(main.log + post.log).not.toContain(token);
    return textOf(registry, repository, 'latest');
  };
  const tagged = await build(`${github.url}/octo-org/app.git#v1:images/app`, second);
  expect(tagged).toContain('the first commit\n');
  expect(tagged).toContain('a readme\n');
  expect(await build('{{defaultContext}}:images/app', second)).toContain('the second commit\n');
  const local = await build('{{defaultContext}}:images/app', first, join(checkout, 'local.Dockerfile'));
  expect(local).toContain('the first commit\n');
  expect(local).toContain('of-the-local-file');

  const sent = Buffer.from(`x-access-token:${token}`).toString('base64');
  expect(github.authorizations.map((header) => header.replace(/^basic /i, ''))).toContain(sent);
  expect(new Set(elsewhere.authorizations)).toStrictEqual(new Set(['']));
});

test('build-contexts take a folder, an image and an OCI layout by name', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const runner = newRunner({
    files: {
      'first/Dockerfile': 'FROM scratch\nCOPY layout.txt /\n',
      'first/layout.txt': 'of the layout\n',
      Dockerfile: `FROM nowhere.invalid/base:1 AS base
FROM scratch
COPY --from=base /of-the-image.txt /
COPY --from=layout /layout.txt /
COPY --from=named /layout.txt /by-its-tag.txt
COPY --from=shared shared.txt /
COPY --from=context own.txt /
`,
      'shared/shared.txt': 'of the folder\n',
      'context/own.txt': 'of a folder whose name means something to BuildKit\n',
    },
  });
  const common = { ...builderInputs(testbed), image, cache: 'off' };
  const build = async (inputs: Record<string, string>) => {
    const main = await runner.main({ inputs: { ...common, ...inputs } });
    await runner.post();
    return succeeded(main);
  };
  const layout = await build({ context: 'first', outputs: 'type=oci,dest=layout,tar=false' });
  writeFileSync(join(runner.workspace, 'first/layout.txt'), 'of the image\n');
  writeFileSync(join(runner.workspace, 'first/Dockerfile'), 'FROM scratch\nCOPY layout.txt /of-the-image.txt\n');
  await build({ context: 'first', tags: 'base', push: 'true' });
  await build({
    push: 'true',
    tags: 'latest',
    'build-contexts': `nowhere.invalid/base:1=docker-image://${image}:base
layout=oci-layout://layout@${layout.outputs.digest}
named=oci-layout://layout:main
shared=shared
context=./context
`,
  });
  const text = await textOf(registry, repository, 'latest');
  for (const from of ['of the image', 'of the layout', 'by-its-tag.txt', 'of the folder', 'of a folder whose name']) {
    expect(text).toContain(from);
  }
});

const random = 'cat /proc/sys/kernel/random/uuid >';
const stages = {
  Dockerfile: `FROM debian:bookworm-slim AS base
RUN ${random} /base
FROM base AS left
RUN ${random} /left
FROM base AS right
RUN ${random} /right
FROM scratch AS final
COPY --from=left /left /
COPY --from=right /right /
`,
};

test('no-cache-filters runs the steps of the stages it names anew, no-cache all of them', async ({
  job,
  registry,
  repository,
}) => {
  const run = async (inputs: Record<string, string>) => {
    const { main } = await job({ files: stages, inputs: { tags: 'latest', ...inputs } });
    return { ...instructionsOf(succeeded(main)), layers: await layerDigests(registry, repository, 'latest') };
  };
  const first = await run({});
  // BuildKit looks a step up by what it is made of, so a stage that is not named would still be found: the last one is named too.
  const filtered = await run({ 'no-cache-filters': 'left,final\nnever-there' });
  expect(filtered.cached).toContain(`[base 2/2] RUN ${random} /base`);
  expect(filtered.cached).toContain(`[right 1/1] RUN ${random} /right`);
  expect(filtered.layers[0]).not.toBe(first.layers[0]);
  expect(filtered.layers[1]).toBe(first.layers[1]);

  const whole = await run({ 'no-cache': 'true' });
  expect(whole.cached).toStrictEqual([]);
  expect(whole.layers[0]).not.toBe(filtered.layers[0]);
  expect(whole.layers[1]).not.toBe(filtered.layers[1]);
});

test('pull looks a base image up anew that the builder has under this tag', async ({
  job,
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  // A builder of its own forgets after each job, so one that stays is needed.
  const builder = await startBuildkit(testbed.buildkitImage, testbed.buildkitdConfigFile);
  const base = async (text: string) => {
    const inputs = { tags: 'base', cache: 'off' };
    succeeded((await job({ files: { Dockerfile: 'FROM scratch\nCOPY text /\n', text }, inputs })).main);
  };
  const runner = newRunner({ files: { Dockerfile: `FROM ${image}:base\nCOPY Dockerfile /\n` } });
  const build = async (pull: string) => {
    const inputs = { image, tags: 'latest', push: 'true', cache: 'off', endpoint: builder, pull };
    const main = await runner.main({ inputs: { 'buildkit-image': testbed.buildkitImage, ...inputs } });
    await runner.post();
    succeeded(main);
    return textOf(registry, repository, 'latest');
  };
  await base('the first base\n');
  expect(await build('false')).toContain('the first base\n');
  await base('the second base\n');
  expect(await build('true')).toContain('the second base\n');
});

async function startBuildkit(image: string, config: string): Promise<string> {
  const name = `test-${Math.floor(Math.random() * 1e12).toString(36)}`;
  onTestFinished(async () => {
    await runCommand('docker', ['rm', '--force', '--volumes', name]);
  });
  const mount = `type=bind,src=${config},dst=/etc/buildkit/buildkitd.toml,readonly`;
  await runCommand('docker', [
    'run',
    '--detach',
    '--privileged',
    '--network=host',
    '--name',
    name,
    '--mount',
    mount,
    image,
  ]);
  return `docker-container://${name}`;
}

test('a context outside the workspace is refused, through a link too, unless allow-outside-workspace is true', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const runner = newRunner();
  const outside = join(runner.root, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'Dockerfile'), 'FROM scratch\nCOPY text /\n');
  writeFileSync(join(outside, 'text'), 'from outside\n');
  symlinkSync(outside, join(runner.workspace, 'link'));
  const run = async (runner: Runner, inputs: Record<string, string>) => {
    const common = { ...builderInputs(testbed), image, tags: 'latest', push: 'true', cache: 'off' };
    const main = await runner.main({ inputs: { ...common, ...inputs } });
    await runner.post();
    return main;
  };
  for (const context of [outside, 'link']) {
    const refused = await run(runner, { context });
    expect(refused.exitCode).toBe(1);
    expect(refused.annotations.map(({ level }) => level)).toStrictEqual(['error']);
    expect(refused.annotations[0]?.message).toContain(outside);
    expect(refused.annotations[0]?.message).toContain('allow-outside-workspace');
  }
  expect(await tagDigests(registry, repository)).toStrictEqual({});
  succeeded(await run(runner, { context: 'link', 'allow-outside-workspace': 'true' }));
  expect(await textOf(registry, repository, 'latest')).toContain('from outside\n');
});
