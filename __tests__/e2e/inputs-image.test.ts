import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { runCommand } from '../../testbed/command.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { succeeded, tagDigests, test } from './fixture.ts';
import { readConfig, readFromArchive, readLayer, readManifest } from './pushed-image.ts';

test('labels are in the configuration of both platforms and annotations where their place says', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const { main, runner } = await job({
    files: {
      Dockerfile: 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH.txt /which.txt\n',
      'amd64.txt': 'for amd64\n',
      'arm64.txt': 'for arm64\n',
    },
    inputs: {
      tags: 'v1,latest',
      platforms: 'linux/amd64,linux/arm64',
      labels: 'org.example.plain=a=b, c\n"org.example.lines=one\n""two"""\norg.example.empty=\n',
      annotations: `org.example.plain=1
index:org.example.index=an index, with commas
manifest[linux/arm64]:org.example.arm=yes
index,manifest:org.example.both=2
manifest-descriptor:org.example.descriptor=3
index-descriptor:org.example.outside=4
`,
      outputs: 'type=oci,dest=image.tar',
    },
  });
  const { outputs } = succeeded(main);
  const { v1, latest } = await tagDigests(registry, repository);
  expect([v1, latest, outputs.tags]).toStrictEqual([outputs.digest, outputs.digest, `${image}:v1\n${image}:latest`]);

  const index = await readManifest(registry, repository, 'v1');
  const { annotations = {} } = index.body;
  expect(Object.entries(annotations).filter(([name]) => name.startsWith('org.example.'))).toStrictEqual([
    ['org.example.both', '2'],
    ['org.example.index', 'an index, with commas'],
  ]);
  // ghcr.io shows what the index says.
  expect(annotations['org.opencontainers.image.description']).toBe('An application in a container');
  const children = index.body.manifests ?? [];
  expect(children.map(({ platform, annotations }) => [platform?.architecture, annotations])).toStrictEqual(
    ['amd64', 'arm64'].map((architecture) => [architecture, { 'org.example.descriptor': '3' }]),
  );
  expect(JSON.parse(outputs['platform-digests'] ?? '')).toStrictEqual({
    'linux/amd64': children[0]?.digest,
    'linux/arm64': children[1]?.digest,
  });
  const both = { 'org.example.plain': '1', 'org.example.both': '2' };
  let size = 0;
  for (const { platform, digest } of children) {
    const architecture = platform?.architecture ?? '';
    const { body } = await readManifest(registry, repository, digest);
    expect(body.annotations).toStrictEqual(architecture === 'arm64' ? { ...both, 'org.example.arm': 'yes' } : both);
    const config = await readConfig(registry, repository, digest);
    expect(config.architecture).toBe(architecture);
    expect(config.config.Labels).toMatchObject({
      'org.example.plain': 'a=b, c',
      'org.example.lines': 'one\n"two"',
      'org.example.empty': '',
    });
    const [layer, ...more] = body.layers ?? [];
    expect(more).toStrictEqual([]);
    if (layer) expect(String(await readLayer(registry, repository, layer))).toContain(`for ${architecture}\n`);
    size += (body.config?.size ?? 0) + (layer?.size ?? 0);
  }
  expect(outputs.size).toBe(String(size));

  const layout = JSON.parse(await readFromArchive(join(runner.workspace, 'image.tar'), 'index.json'));
  expect(layout.manifests[0].digest).toBe(outputs.digest);
  expect(layout.manifests[0].annotations).toMatchObject({ 'org.example.outside': '4' });
});

test.for([
  { compression: 'zstd', suffix: '+zstd' },
  { compression: 'gzip', suffix: '+gzip' },
  { compression: 'estargz', suffix: '+gzip' },
  { compression: 'uncompressed', suffix: '' },
])(
  'compression: $compression is how the layers of image and cache are stored',
  async (row, { job, registry, repository, image }) => {
    const { main } = await job({
      files: { Dockerfile: 'FROM scratch\nCOPY text /\n', text: 'text\n' },
      inputs: { compression: row.compression, tags: 'latest', 'cache-ref': `${image}:cache` },
    });
    succeeded(main);
    const layers = (await readManifest(registry, repository, 'latest')).body.layers ?? [];
    const cached = (await readManifest(registry, repository, 'cache')).body.layers ?? [];
    expect([...layers, ...cached].map(({ mediaType }) => mediaType)).toStrictEqual(
      ['image', 'cache'].map(() => `application/vnd.oci.image.layer.v1.tar${row.suffix}`),
    );
    expect(cached.map(({ digest }) => digest)).toStrictEqual(layers.map(({ digest }) => digest));
    // The table of contents is what makes a gzip layer an eStargz one.
    const isListed = Object.keys(layers[0]?.annotations ?? {}).includes('containerd.io/snapshot/stargz/toc.digest');
    expect(isListed).toBe(row.compression === 'estargz');
    if (layers[0]) expect(String(await readLayer(registry, repository, layers[0]))).toContain('text\n');
  },
);

test.for(['zstd', 'gzip'])('a higher compression-level makes smaller %s layers', async (compression, { job }) => {
  const lock = readFileSync(join(projectFolder, 'package-lock.json'), 'utf8');
  const files = { Dockerfile: 'FROM scratch\nCOPY text /\n', text: lock };
  const sizes = ['1', '9'].map(async (level) => {
    const inputs = { compression, 'compression-level': level, cache: 'off', tags: level };
    return Number(succeeded((await job({ files, inputs })).main).outputs.size);
  });
  const [fast = 0, small = 0] = await Promise.all(sizes);
  expect(small).toBeLessThan(fast);
  expect(small).toBeGreaterThan(0);
});

test('load gives the image to docker, which runs it under its tag and calls it by imageid, beside a push', async ({
  job,
  image,
}) => {
  onTestFinished(async () => {
    await runCommand('docker', ['image', 'rm', '--force', `${image}:loaded`]);
  });
  const { main } = await job({
    files: { Dockerfile: 'FROM debian:bookworm-slim\nENV GREETING="made by a build"\nRUN echo built >/state\n' },
    inputs: { load: 'true', tags: 'loaded' },
  });
  const { outputs } = succeeded(main);
  const said = await runCommand('docker', ['run', '--rm', `${image}:loaded`, 'sh', '-c', 'echo $GREETING; cat /state']);
  expect(said).toBe('made by a build\nbuilt');
  const id = await runCommand('docker', ['image', 'inspect', '--format', '{{.Id}}', `${image}:loaded`]);
  expect([outputs.imageid, outputs.pushed]).toStrictEqual([id, 'true']);
});

test('push-by-digest pushes the image and no tag', async ({ job, registry, repository, image }) => {
  const { main } = await job({
    files: { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' },
    inputs: { push: '', outputs: 'type=image,push-by-digest=true,name-canonical=true,push=true', cache: 'off' },
  });
  const { digest, pushed, tags, 'image-ref': reference } = succeeded(main).outputs;
  expect(await registry.tags(repository)).toStrictEqual([]);
  expect((await readManifest(registry, repository, digest ?? '')).digest).toBe(digest);
  expect({ pushed, tags, reference }).toStrictEqual({ pushed: 'true', tags: '', reference: `${image}@${digest}` });
});

test('files of outputs belong to the user that the step runs as, who needs nothing but the right to use docker', async ({
  newRunner,
  testbed,
  image,
}) => {
  const action = asOrdinaryUser();
  const runner = newRunner({
    action: action.folder,
    files: {
      Dockerfile: 'FROM scratch\nCOPY --chown=4242:4242 text /folder/\n',
      text: 'text\n',
    },
  });
  const inputs = {
    'buildkit-image': testbed.buildkitImage,
    // Not a path: that user cannot read the testbed's files.
    'buildkitd-config-inline': testbed.buildkitdConfig,
    image,
    outputs: `out/local
type=local,dest=part,src=/folder
type=tar,dest=out.tar
type=oci,dest=oci.tar
type=docker,dest=docker.tar
type=oci,dest=layout,tar=false`,
  };
  // The folders of root's own PATH are not for that user.
  const main = await runner.main({
    inputs,
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
  });
  const post = await runner.post();
  succeeded(main);
  succeeded(post);

  const at = (path: string) => join(runner.workspace, path);
  expect(readFileSync(at('out/local/folder/text'), 'utf8')).toBe('text\n');
  expect(readdirSync(at('out/local'), { recursive: true }).sort()).toStrictEqual(['folder', 'folder/text']);
  expect(readFileSync(at('part/text'), 'utf8')).toBe('text\n');
  expect(await readFromArchive(at('out.tar'), 'folder/text')).toBe('text');
  for (const archive of ['oci.tar', 'docker.tar']) {
    const manifests = JSON.parse(await readFromArchive(at(archive), 'index.json')).manifests;
    expect(manifests[0].digest, archive).toBe(archive === 'oci.tar' ? main.outputs.digest : manifests[0].digest);
    const manifest = await readFromArchive(at(archive), `blobs/${manifests[0].digest.replace(':', '/')}`);
    expect(JSON.parse(manifest).config.digest, archive).toBe(main.outputs.imageid);
  }
  expect(JSON.parse(await readFromArchive(at('docker.tar'), 'manifest.json'))[0].RepoTags).toStrictEqual([
    `${image}:main`,
  ]);
  expect(JSON.parse(readFileSync(at('layout/index.json'), 'utf8')).manifests[0].digest).toBe(main.outputs.digest);

  const made = ['out', 'out/local', 'out/local/folder', 'out/local/folder/text', 'out.tar', 'oci.tar', 'docker.tar'];
  const owners = [...made, 'layout', 'layout/index.json'].map((path) => statSync(at(path)).uid);
  expect(new Set(owners)).toStrictEqual(new Set([action.user]));
});

/** Copies the action so that its steps drop root's rights, where the tests have them, but for the use of docker's socket. */
function asOrdinaryUser(): { folder: string; user: number } {
  const self = process.getuid?.() ?? 0;
  if (self !== 0) return { folder: projectFolder, user: self };
  const user = 54321;
  const folder = mkdtempSync(join(tmpdir(), 'action-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(projectFolder, 'dist'), join(folder, 'dist'), { recursive: true });
  mkdirSync(join(folder, 'steps'));
  for (const [step, entry] of Object.entries({ main: '../dist/index.js', post: '../dist/post/index.js' })) {
    writeFileSync(join(folder, 'steps', `${step}.mjs`), dropRights(user, entry));
  }
  const metadata = readFileSync(join(projectFolder, 'action.yml'), 'utf8')
    .replace(/^( {2}main:).*$/m, '$1 steps/main.mjs')
    .replace(/^( {2}post:).*$/m, '$1 steps/post.mjs');
  writeFileSync(join(folder, 'action.yml'), metadata);
  return { folder, user };
}

function dropRights(user: number, entry: string): string {
  return `
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
const { RUNNER_TEMP, GITHUB_WORKSPACE, HOME } = process.env;
execFileSync('chown', ['--recursive', '${user}:${user}', dirname(dirname(RUNNER_TEMP)), GITHUB_WORKSPACE, HOME]);
execFileSync('chown', ['${user}:${user}', dirname(HOME)]);
process.setgroups([statSync('/var/run/docker.sock').gid]);
process.setgid(${user});
process.setuid(${user});
await import('${entry}');
`;
}
