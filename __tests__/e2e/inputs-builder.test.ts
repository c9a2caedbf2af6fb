import { once } from 'node:events';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { runCommand, tryCommand } from '../../testbed/command.ts';
import { startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import { ourLabel, pushEvent, type Runner, type StepResult } from '../../testbed/harness.ts';
import { builderInputs, succeeded, test, writeCommand } from './fixture.ts';

const files = { Dockerfile: 'FROM debian:bookworm-slim\nRUN echo built\n' };

/** What a test reads of `docker inspect`. */
interface Inspected {
  readonly Config: { readonly Image: string; readonly Env: string[] };
  readonly HostConfig: { readonly Memory: number; readonly NanoCpus: number; readonly NetworkMode: string };
}

/** Returns the name of the container that a runner's main step has left for its post step. */
async function builderOf(runner: Runner): Promise<string> {
  const ids = await runCommand('docker', ['ps', '--quiet', '--filter', `label=${ourLabel}`]);
  const format = '{{.Name}} {{range .Mounts}}{{.Source}} {{end}}';
  if (ids === '') return '';
  // One of them may go meanwhile.
  const { stdout } = await tryCommand('docker', ['inspect', '--format', format, ...ids.split('\n')]);
  const line = stdout.split('\n').find((each) => each.includes(`${runner.root}/`));
  return line?.split(' ')[0]?.slice(1) ?? '';
}

/**
 * Runs main, gives its builder to `look` and then runs post. The image is pushed, since a builder stays for its post step only where it has
 * a cache to export; inputs that have none must keep it otherwise, as with --debug.
 */
async function whileBuilderRuns<T>(
  runner: Runner,
  inputs: Record<string, string>,
  look: (builder: string, main: StepResult) => Promise<T>,
): Promise<T> {
  const main = await runner.main({ inputs: { push: 'true', ...inputs }, event: pushEvent() });
  try {
    succeeded(main);
    const builder = await builderOf(runner);
    expect(builder, main.log).not.toBe('');
    return await look(builder, main);
  } finally {
    await runner.post();
  }
}

async function inspect(container: string): Promise<Inspected> {
  const [inspected] = JSON.parse(await runCommand('docker', ['inspect', container])) as [Inspected];
  return inspected;
}

test('image by digest, memory, cpus, network, flags and state: memory are what the builder runs with', async ({
  newRunner,
  testbed,
  image,
}) => {
  const buildkit = await pushBuildkit(testbed.registry, testbed.buildkitImage);
  const runner = newRunner({ files });
  const inputs = {
    ...builderInputs(testbed),
    'buildkit-image': buildkit,
    'builder-memory': '3g',
    'builder-cpus': '1.5',
    'builder-network': 'host',
    'buildkitd-flags': '--debug --oci-worker-labels "org.example.words=two words"',
    state: 'memory',
    image,
    push: 'true',
  };
  await whileBuilderRuns(runner, inputs, async (builder) => {
    const { Config, HostConfig } = await inspect(builder);
    expect(Config.Image).toBe(buildkit);
    expect([HostConfig.Memory, HostConfig.NanoCpus, HostConfig.NetworkMode]).toStrictEqual([
      3 * 1024 ** 3,
      1.5e9,
      'host',
    ]);
    const mounts = await runCommand('docker', ['exec', builder, 'cat', '/proc/mounts']);
    expect(mounts).toMatch(/^\S+ \/var\/lib\/buildkit tmpfs /m);
    const socket = 'unix:///run/buildkit-build-action/buildkitd.sock';
    const buildctl = ['buildctl', '--addr', socket, 'debug', 'workers', '--format', '{{json .}}'];
    expect(await runCommand('docker', ['exec', builder, ...buildctl])).toContain('"org.example.words":"two words"');
    const log = await runCommand('sh', ['-c', 'docker logs "$1" 2>&1', 'sh', builder]);
    expect(log).toContain('level=debug');
  });
});

test.for(['disk', 'memory'])(
  'state: %s lets a step execute what a cache mount holds',
  async (state, { newRunner, testbed, image }) => {
    const run = 'RUN --mount=type=cache,target=/c cp /bin/true /c/program && /c/program';
    const runner = newRunner({ files: { Dockerfile: `FROM debian:bookworm-slim\n${run}\n` } });
    succeeded(await runner.main({ inputs: { ...builderInputs(testbed), state, image } }));
    succeeded(await runner.post());
  },
);

/** Gives the testbed's BuildKit a digest, which only a registry can; its layers are sent once. */
async function pushBuildkit(registry: string, buildkitImage: string): Promise<string> {
  const name = `${registry}/e2e/buildkit`;
  await runCommand('docker', ['tag', buildkitImage, `${name}:pinned`]);
  onTestFinished(async () => {
    await runCommand('docker', ['image', 'rm', `${name}:pinned`]);
  });
  const said = await runCommand('docker', ['push', `${name}:pinned`]);
  return `${name}@${/digest: (sha256:[0-9a-f]{64})/.exec(said)?.[1]}`;
}

test('state: disk is a file system of its own, and builder-env is what buildkitd sees', async ({
  newRunner,
  testbed,
  image,
}) => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('from behind the proxy\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
  });
  const runner = newRunner({ files: { Dockerfile: 'FROM scratch\nADD http://files.invalid/text /\n' } });
  const inputs = {
    'buildkit-image': testbed.buildkitImage,
    'builder-network': 'host',
    'builder-env': `http_proxy=http://localhost:${(proxy.address() as AddressInfo).port}\n"GREETING=two\nlines"`,
    image,
  };
  await whileBuilderRuns(runner, inputs, async (builder, main) => {
    const { Config } = await inspect(builder);
    expect(Config.Env).toContain('GREETING=two\nlines');
    expect(asked).toContain('http://files.invalid/text');
    const mounts = await runCommand('docker', ['exec', builder, 'cat', '/proc/mounts']);
    const onOwn = /^\/dev\/loop\d+ \/var\/lib\/buildkit\/runc-overlayfs\/snapshots\/snapshots ext4 /m.test(mounts);
    expect(onOwn || main.log.includes("The builder's state is on a plain volume")).toBe(true);
    // Whatever ends the builder, its state takes no room any more.
    const named = globSync(join(runner.temp, 'buildkit-*/shared/state.img'));
    expect(onOwn ? named : []).toStrictEqual([]);
  });
});

test('traces of BuildKit go where OTEL_… in builder-env says', async ({ newRunner, testbed, image }) => {
  const told: string[] = [];
  const collector = createServer((request, response) => {
    request.on('data', (spans) => told.push(`${request.url} ${spans}`)).on('end', () => response.end());
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  onTestFinished(() => {
    collector.close();
  });
  const runner = newRunner({ files });
  const inputs = {
    ...builderInputs(testbed),
    'builder-network': 'host',
    'builder-env': [
      'OTEL_TRACES_EXPORTER=otlp',
      'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
      `OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    ].join('\n'),
    image,
    push: 'true',
  };
  await whileBuilderRuns(runner, inputs, async () => {
    await vi.waitFor(() => expect(told.join()).toMatch(/\/v1\/traces [\s\S]*RUN echo built/), { timeout: 20_000 });
  });
});

test('a builder that cannot have two networks pushes to localhost all the same, with one warning', async ({
  newRunner,
  testbed,
  image,
}) => {
  const binary = '[worker.oci]\n  binary = "buildkit-runc"\n';
  const own = await imageWith(testbed.buildkitImage, binary, '/etc/buildkit/buildkitd.toml', '');
  const bin = mkdtempSync(join(tmpdir(), 'docker-'));
  onTestFinished(() => rmSync(bin, { recursive: true }));
  const paths = process.env.PATH ?? '';
  const refusal = 'case "$*" in *bind,src=/proc/*) echo "stat /proc/1/ns/net: permission denied" >&2; exit 125 ;; esac';
  writeCommand(join(bin, 'docker'), `${refusal}\nPATH=${paths} exec docker "$@"\n`);
  const rows: [Record<string, string>, Record<string, string>, string][] = [
    [{ 'buildkitd-flags': '--oci-worker-binary=buildkit-runc' }, {}, 'is given an OCI runtime of its own'],
    [{ 'buildkit-image': own }, {}, 'the BuildKit image cannot be in two networks'],
    [{}, { PATH: `${bin}:${paths}` }, 'docker refuses to mount it'],
  ];
  for (const [inputs, env, why] of rows) {
    const runner = newRunner({ files: { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' } });
    const main = await runner.main({
      inputs: { ...builderInputs(testbed), image, push: 'true', cache: 'off', ...inputs },
      env,
    });
    await runner.post();
    const warnings = succeeded(main).annotations.map(({ level, message }) => [level, message]);
    expect(warnings).toStrictEqual([['warning', expect.stringContaining(why)]]);
  }
});

test.for([
  ['where buildkitd looks for one', '/etc/buildkit/buildkitd.toml', ''],
  ['by BUILDKITD_CONFIG', '/own/buildkitd.toml', 'ENV BUILDKITD_CONFIG=/own/buildkitd.toml\n'],
])(
  'a buildkitd.toml that the BuildKit image brings %s is read',
  async ([, path = '', more = ''], { newRunner, testbed, image }) => {
    const own = await imageWith(testbed.buildkitImage, testbed.buildkitdConfig, path, more);
    const inputs = { 'buildkit-image': own, image, push: 'true', 'builder-network': 'host' };
    const runner = newRunner({ files });
    // Its base image is on the testbed's registry, which only that file names.
    await whileBuilderRuns(runner, inputs, async (_, main) => expect(main.outputs.pushed).toBe('true'));
  },
);

/** Makes an image of BuildKit that has a configuration at a path, and more lines in its Dockerfile. */
async function imageWith(buildkitImage: string, config: string, path: string, more: string): Promise<string> {
  const name = `e2e-buildkit-with-config-${more.length}`;
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  writeFileSync(join(folder, 'buildkitd.toml'), config);
  writeFileSync(join(folder, 'Dockerfile'), `FROM ${buildkitImage}\nCOPY buildkitd.toml ${path}\n${more}`);
  const env = { ...process.env, DOCKER_BUILDKIT: '0' };
  await runCommand('docker', ['build', '--quiet', '--tag', name, folder], { env });
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await runCommand('docker', ['image', 'rm', name]);
  });
  return name;
}

test('a builder that has nothing to export is removed beside the steps that follow', async ({
  newRunner,
  testbed,
  image,
}) => {
  const runner = newRunner({ files });
  const step = { inputs: { ...builderInputs(testbed), image, push: 'true', cache: 'off' }, event: pushEvent() };
  // All pre steps run before the first main step, so this one knows that no other step of the job wants the builder.
  succeeded(await runner.pre(step));
  succeeded(await runner.main(step));
  await vi.waitFor(async () => expect(await builderOf(runner)).toBe(''), { timeout: 20_000 });
  succeeded(await runner.post());
});

test('builder is said to have no meaning, and the builder of our own is in the network that builder-network names', async ({
  newRunner,
  testbed,
  image,
}) => {
  const runner = newRunner({ files: { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' } });
  // With --debug the builder stays until the post step has shown its log.
  const own = { builder: 'my-builder', 'builder-network': 'bridge', 'buildkitd-flags': '--debug', push: 'false' };
  await whileBuilderRuns(runner, { ...builderInputs(testbed), image, ...own }, async (builder, main) => {
    expect((await inspect(builder)).HostConfig.NetworkMode).toBe('bridge');
    const warnings = main.annotations.map(({ level, message }) => [level, message]);
    expect(warnings).toStrictEqual([['warning', '"builder" has no meaning: this action starts its own builder.']]);
  });
});

test('a build that takes longer than timeout is ended by its name, and not tried again', async ({ job }) => {
  const { main } = await job({
    files: { Dockerfile: 'FROM debian:bookworm-slim\nRUN sleep 200\n' },
    inputs: { timeout: '8s', cache: 'off', push: 'false' },
  });
  expect(main.exitCode).toBe(1);
  expect(main.annotations.map(({ level }) => level)).toStrictEqual(['error']);
  expect(main.annotations[0]?.message).toContain('"timeout"');
  expect(main.milliseconds).toBeLessThan(60_000);
});

test.for([
  { retries: '0', exitCode: 1, levels: ['error'] },
  { retries: '1', exitCode: 0, levels: ['warning'] },
])(
  'retries: $retries after one fault of the registry ends with exit code $exitCode',
  async (row, { job, testbed, repository }) => {
    const lost = { errors: [{ code: 'BLOB_UPLOAD_UNKNOWN', message: 'blob upload unknown to registry' }] };
    const proxy = await startFaultyRegistry({
      upstream: testbed.registry,
      rules: [
        {
          match: { kind: 'upload', method: 'PUT' },
          when: { first: 1 },
          action: {
            kind: 'answer',
            status: 404,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(lost),
          },
        },
      ],
    });
    onTestFinished(() => proxy.close());
    const { main } = await job({
      files: { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' },
      inputs: { image: `${proxy.address}/${repository}`, cache: 'off', retries: row.retries },
    });
    expect(main.exitCode, main.log).toBe(row.exitCode);
    expect(main.annotations.map(({ level }) => level)).toStrictEqual(row.levels);
  },
);
