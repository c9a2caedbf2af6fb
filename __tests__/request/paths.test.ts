import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Attributes } from '../../src/request/build-request.ts';
import type { Inputs } from '../../src/request/inputs.ts';
import { checkPaths } from '../../src/request/paths.ts';
import { parseRequest } from '../../src/request/request.ts';
import { git, given } from './given.ts';

let root: string;
let workspace: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'paths-')));
  workspace = join(root, 'workspace');
  await mkdir(join(workspace, 'app/docker'), { recursive: true });
  await mkdir(join(root, 'outside'));
  const files = [
    'workspace/Dockerfile',
    'workspace/app/Dockerfile',
    'workspace/app/prod.Dockerfile',
    'outside/Dockerfile',
    ...['outside/ca.pem', 'outside/cert.pem', 'outside/key.pem'],
  ];
  await Promise.all(files.map((file) => writeFile(join(root, file), 'FROM scratch\n')));
});

afterEach(() => rm(root, { recursive: true }));

const check = (written: Partial<Inputs>, folder = workspace) =>
  checkPaths(parseRequest(given({ image: 'octo/app', ...written }), git, folder, {}), folder, join(root, 'temp'));

describe('a context without a Dockerfile', () => {
  test('is told which Dockerfiles there are', async () => {
    await rm(join(workspace, 'Dockerfile'));
    await expect(check({})).rejects.toThrow(
      'There is no Dockerfile in "context" (.). There are app/Dockerfile, app/prod.Dockerfile: write file: app/Dockerfile, or context: app.',
    );
    await expect(check({ context: 'app/docker' })).rejects.toThrow('There is no Dockerfile in "context" (app/docker).');
  });

  test('and without any in the workspace is asked for one', async () => {
    await Promise.all([rm(join(workspace, 'Dockerfile')), rm(join(workspace, 'app'), { recursive: true })]);
    await expect(check({})).rejects.toThrow(
      'There is no Dockerfile in "context" (.). Write one, or its path into "file". The workspace is empty',
    );
  });
});

test('a secret file that is not there gives no secret, with a warning that shows neither id nor path', async () => {
  await writeFile(join(workspace, 'token'), 'x');
  const { secrets, notes } = await check({ 'secret-files': 'hidden=nowhere\nkept=token' });
  expect(secrets.map(({ id }) => id)).toStrictEqual(['kept']);
  expect(notes.map(({ text }) => text)).toContain(
    '"secret-files" names 1 file that does not exist, which is left out.',
  );
});

describe('context and file', () => {
  test.each([
    [{}, '', '', 'Dockerfile'],
    [{ context: 'app' }, '/app', '/app', 'Dockerfile'],
    [{ context: 'app', file: 'app/prod.Dockerfile' }, '/app', '/app', 'prod.Dockerfile'],
    [{ context: 'app/docker', file: 'Dockerfile' }, '/app/docker', '', 'Dockerfile'],
  ])('%j are there', async (written, path, directory, filename) => {
    expect(await check(written)).toMatchObject({
      source: { kind: 'directory', path: `${workspace}${path}` },
      dockerfile: { directory: `${workspace}${directory}`, filename },
    });
  });

  test('have real paths, and a Dockerfile that is a link keeps its name, by which its ignore file goes', async () => {
    await symlink('app', join(workspace, 'link'));
    await symlink('../prod.Dockerfile', join(workspace, 'app/docker/Dockerfile'));
    expect(await check({ context: 'link', file: 'link/docker/Dockerfile' })).toMatchObject({
      source: { path: join(workspace, 'app') },
      dockerfile: {
        directory: join(workspace, 'app/docker'),
        filename: 'Dockerfile',
        real: join(workspace, 'app/prod.Dockerfile'),
      },
    });
  });

  test('may be in a workspace that is itself behind a link', async () => {
    await symlink('workspace', join(root, 'alias'));
    expect(await check({ context: 'app' }, join(root, 'alias'))).toMatchObject({
      source: { path: join(workspace, 'app') },
    });
  });

  test.each([
    [
      { context: 'nowhere' },
      '"context" names ROOT/workspace/nowhere, which does not exist: write the path of a folder.',
    ],
    [
      { context: 'Dockerfile' },
      '"context" names ROOT/workspace/Dockerfile, which is a file: write the path of a folder.',
    ],
    [
      { context: 'Dockerfile/x' },
      '"context" names ROOT/workspace/Dockerfile/x, which does not exist: write the path of a folder.',
    ],
    [{ file: 'nowhere' }, '"file" names ROOT/workspace/nowhere, which does not exist: write the path of a file.'],
    [{ file: 'app' }, '"file" names ROOT/workspace/app, which is a folder: write the path of a file.'],
    [
      { context: 'app', file: 'prod.Dockerfile' },
      '"file" names ROOT/workspace/prod.Dockerfile, which does not exist: write the path of a file. Paths are relative to the workspace: write file: app/prod.Dockerfile.',
    ],
    [
      { context: '../outside' },
      '"context" names ROOT/outside outside the workspace ROOT/workspace: write a path inside it, or allow-outside-workspace: true.',
    ],
    [{ context: '/' }, '"context" names / outside the workspace ROOT/workspace'],
    [
      { context: 'leak' },
      '"context" names ROOT/workspace/leak, which is ROOT/outside outside the workspace ROOT/workspace',
    ],
    [{ context: 'leak/.' }, '"context" names ROOT/workspace/leak, which is ROOT/outside outside the workspace'],
    [{ file: '../outside/Dockerfile' }, '"file" names ROOT/outside/Dockerfile outside the workspace'],
    [
      { file: 'leak/Dockerfile' },
      '"file" names ROOT/workspace/leak/Dockerfile, which is ROOT/outside/Dockerfile outside the workspace',
    ],
    [{ file: 'dangling' }, '"file" names ROOT/workspace/dangling, which does not exist'],
    [{ file: 'pipe' }, '"file" names ROOT/workspace/pipe, which is a device'],
  ])('%j are refused with the resolved path', async (written, sentence) => {
    await symlink('../outside', join(workspace, 'leak'));
    await symlink('nothing', join(workspace, 'dangling'));
    await symlink('/dev/null', join(workspace, 'pipe'));
    await expect(check(written)).rejects.toThrow(sentence.replaceAll('ROOT', root));
  });

  test('a Dockerfile may be spelled in lower case where there is no other', async () => {
    await writeFile(join(workspace, 'app/docker/dockerfile'), 'FROM scratch\n');
    expect(await check({ context: 'app/docker' })).toMatchObject({ dockerfile: { filename: 'dockerfile' } });
    expect(await check({ file: 'app/docker/Dockerfile' })).toMatchObject({ dockerfile: { filename: 'dockerfile' } });
    await writeFile(join(workspace, 'app/docker/Dockerfile'), 'FROM scratch\n');
    expect(await check({ context: 'app/docker' })).toMatchObject({ dockerfile: { filename: 'Dockerfile' } });
  });

  test('a Dockerfile beside a repository that BuildKit fetches lies in the workspace', async () => {
    const context = 'https://example.com/o/r.git';
    expect(await check({ context, file: join(workspace, 'app/prod.Dockerfile') })).toMatchObject({
      dockerfile: { directory: join(workspace, 'app'), filename: 'prod.Dockerfile' },
    });
    await expect(check({ context, file: join(root, 'outside/Dockerfile') })).rejects.toThrow('outside the workspace');
  });

  test('a folder whose name begins with dots is inside', async () => {
    await mkdir(join(workspace, '..app'));
    await writeFile(join(workspace, '..app/Dockerfile'), 'FROM scratch\n');
    expect(await check({ context: '..app' })).toMatchObject({ source: { path: join(workspace, '..app') } });
  });

  test('may lie outside where the workflow says so', async () => {
    expect(await check({ context: '../outside', 'allow-outside-workspace': 'true' })).toMatchObject({
      source: { path: join(root, 'outside') },
      dockerfile: { directory: join(root, 'outside') },
    });
  });

  test('an empty workspace is a checkout that was forgotten', async () => {
    await mkdir(join(root, 'empty'));
    await expect(check({}, join(root, 'empty'))).rejects.toThrow(
      'The workspace is empty: put actions/checkout before this step.',
    );
  });

  test('of a repository that BuildKit fetches are not looked for', async () => {
    const context = 'https://example.com/o/r.git';
    expect(await check({ context, file: 'x/Dockerfile' })).toMatchObject({
      source: { kind: 'remote', url: context },
      dockerfile: { directory: undefined, filename: 'x/Dockerfile' },
    });
  });
});

describe('other paths', () => {
  test('are there', async () => {
    const written = { 'build-contexts': 'a=../outside', 'secret-files': 's=Dockerfile', ssh: 'k=app/Dockerfile' };
    await mkdir(join(workspace, 'tls'));
    for (const name of ['ca.pem', 'tls.crt', 'key.pem']) await writeFile(join(workspace, 'tls', name), '');
    const request = await check({ ...written, endpoint: 'tcp://buildkit:1234', 'endpoint-tls': 'tls' });
    expect(request.buildContexts).toStrictEqual([{ kind: 'directory', name: 'a', path: join(root, 'outside') }]);
  });

  test('an ssh agent is a socket', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(root, 'agent'), done));
    await expect(check({ ssh: 'hub=../agent' })).resolves.toMatchObject({ ssh: [`hub=${root}/agent`] });
    server.close();
  });

  test.each([
    [{ 'build-contexts': 'a=nowhere' }, '"build-contexts" names ROOT/workspace/nowhere, which does not exist'],
    [{ 'build-contexts': 'a=Dockerfile' }, '"build-contexts" names ROOT/workspace/Dockerfile, which is a file'],
    [{ 'secret-files': 's=app' }, '"secret-files" names ROOT/workspace/app, which is a folder'],
    [
      { 'secret-files': 's=large' },
      '"secret-files" names ROOT/workspace/large, which has 512001 bytes: BuildKit takes at most 512000.',
    ],
    [{ ssh: 'k=nowhere' }, '"ssh" names ROOT/workspace/nowhere, which does not exist'],
    [{ ssh: 'k=app' }, '"ssh" names ROOT/workspace/app, which is a folder: write the path of a file or socket.'],
    [{ 'buildkitd-config': 'nowhere' }, '"buildkitd-config" names ROOT/workspace/nowhere, which does not exist'],
    [
      { endpoint: 'tcp://b:1', 'endpoint-tls': 'nowhere' },
      '"endpoint-tls" names ROOT/workspace/nowhere, which does not exist',
    ],
    [
      { endpoint: 'tcp://b:1', 'endpoint-tls': 'app' },
      '"endpoint-tls" names ROOT/workspace/app, which has no ca.pem (or ca.crt), cert.pem (or tls.crt), key.pem (or tls.key): write a folder',
    ],
    [{ 'buildkitd-config': 'Dockerfile' }, '"buildkitd-config" is no TOML: line 1, column'],
  ])('%j are refused', async (written, sentence) => {
    await writeFile(join(workspace, 'large'), 'x'.repeat(512_001));
    await expect(check(written)).rejects.toThrow(sentence.replaceAll('ROOT', root));
  });

  test('the configuration of the builder is read', async () => {
    await writeFile(join(root, 'buildkitd.toml'), 'debug = true\n');
    const { builder } = await check({ 'buildkitd-config': '../buildkitd.toml' });
    expect({ config: builder.config, file: builder.configFile }).toStrictEqual({
      config: 'debug = true\n',
      file: undefined,
    });
  });

  test('of several mistakes the first input’s is told', async () => {
    const written = { context: 'nowhere', file: 'nowhere', 'secret-files': 's=nowhere', ssh: 'k=nowhere' };
    await expect(check(written)).rejects.toThrow('"context" names');
  });
});

describe('links in the workspace', () => {
  const dest = (lists: readonly Attributes[]) => lists.map((list) => new Map(list).get('dest'));

  beforeEach(async () => {
    await mkdir(join(root, 'temp/prepared'), { recursive: true });
    const folders = ['store', 'locked', 'begun/ingest/0', 'through', 'tls'];
    await Promise.all(folders.map((folder) => mkdir(join(workspace, folder), { recursive: true })));
    await writeFile(join(root, 'outside/file'), '');
    await writeFile(join(root, 'temp/prepared/Dockerfile'), 'FROM scratch\n');
    const links = [
      ['../outside', 'leak'],
      ['../outside/new', 'dangling'],
      ['loop', 'loop'],
      ['app', 'within'],
      ['app/new', 'soon'],
      ['../../outside/new', 'store/index.json'],
      ['../../outside/new', 'locked/cache.lock'],
      ['../../../../outside/new', 'begun/ingest/0/data'],
      ['../begun/ingest', 'through/ingest'],
      ...['ca.pem', 'cert.pem', 'key.pem'].map((name) => [`../../outside/${name}`, `tls/${name}`] as const),
      ['../temp/prepared', 'to-temp'],
    ] as const;
    await Promise.all(links.map(([target, name]) => symlink(target, join(workspace, name))));
    await symlink('../outside', join(root, 'temp/leak'));
  });

  test.each<Partial<Inputs>>([
    { context: 'leak' },
    { context: 'to-temp' },
    { file: 'leak/Dockerfile' },
    { 'build-contexts': 'a=leak' },
    { 'build-contexts': `a=oci-layout://leak@sha256:${'0'.repeat(64)}` },
    { 'build-contexts': 'a=to-temp' },
    { 'secret-files': 'a=leak/file' },
    { ssh: 'a=leak/file' },
    { 'buildkitd-config': 'leak/file' },
    { endpoint: 'tcp://b:1', 'endpoint-tls': 'leak' },
    { endpoint: 'tcp://b:1', 'endpoint-tls': 'tls' },
    { outputs: 'leak' },
    { outputs: 'leak/a/b' },
    { outputs: 'type=tar,dest=leak/a.tar' },
    { outputs: 'type=oci,dest=dangling' },
    { outputs: 'type=oci,dest=store,tar=false' },
    { outputs: 'type=docker,dest=dangling/x/../y' },
    { 'cache-to': 'type=local,dest=leak/cache' },
    { 'cache-to': 'type=local,dest=store' },
    { 'cache-to': 'type=local,dest=locked' },
    { 'cache-to': 'type=local,dest=begun' },
    { 'cache-to': 'type=local,dest=through' },
    { outputs: 'type=oci,dest=begun,tar=false' },
    { 'cache-from': 'type=local,src=leak/cache' },
    { 'cache-from': 'type=local,src=locked' },
    { 'build-contexts': `a=oci-layout://locked@sha256:${'0'.repeat(64)}` },
  ])('do not lead out of it: %j', async (written) => {
    const [input = ''] = Object.keys(written).toReversed();
    await expect(check(written)).rejects.toThrow(
      new RegExp(
        `^"${input}" names ${workspace}/\\S+, which is ${root}/(?:outside|temp)\\S* outside the workspace ${workspace}: `,
      ),
    );
    await expect(check({ ...written, 'allow-outside-workspace': 'true' })).resolves.toBeDefined();
  });

  test('are followed within it, and nothing has to be there that is only written to', async () => {
    const request = await check({
      context: 'within',
      outputs: 'within/out\ntype=tar,dest=soon\ntype=local,dest=store/out',
      'cache-to': 'type=local,dest=within/cache',
      'secret-files': 'a=within/Dockerfile',
    });
    expect(request.secrets).toMatchObject([{ path: join(workspace, 'app/Dockerfile') }]);
    expect(dest(request.outputs)).toStrictEqual(
      ['app/out', 'app/new', 'store/out'].map((path) => join(workspace, path)),
    );
    expect(dest(request.cache.to)).toStrictEqual([join(workspace, 'app/cache')]);
  });

  test('that lead nowhere are no place to write to', async () => {
    await expect(check({ outputs: 'loop/out' })).rejects.toThrow('a link in it leads nowhere');
  });

  test('do not count where a path outside was asked for', async () => {
    const request = await check({ outputs: '../outside/out', 'cache-to': `type=local,dest=${root}/temp/leak/cache` });
    expect(dest(request.outputs)).toStrictEqual([join(root, 'outside/out')]);
    expect(dest(request.cache.to)).toStrictEqual([join(root, 'outside/cache')]);
  });

  test('context and file may lie in a folder in RUNNER_TEMP, but neither be it nor a link there that leads out', async () => {
    const prepared = await check({ context: '../temp/prepared' });
    expect(prepared.source).toStrictEqual({ kind: 'directory', path: join(root, 'temp/prepared') });
    await expect(check({ context: '../temp/leak', file: 'Dockerfile' })).rejects.toThrow('outside the workspace');
    for (const written of [{ context: '../temp', file: 'Dockerfile' }, { file: '../temp/Dockerfile' }]) {
      await writeFile(join(root, 'temp/Dockerfile'), 'FROM scratch\n');
      await expect(check(written)).rejects.toThrow('names RUNNER_TEMP itself');
    }
  });
});
