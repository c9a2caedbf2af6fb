import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statfsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { runCommand, tryCommand } from '../../../testbed/command.ts';
import { type FaultyRegistry, startFaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import { registryError } from '../../../testbed/faulty-registry/registry-error.ts';
import { pushEvent, type Runner } from '../../../testbed/harness.ts';
import { readTestbed } from '../../../testbed/up.ts';
import { builderInputs, succeeded } from '../fixture.ts';
import { files, test } from './fixture.ts';
import { buildersOf, editDocker, killBuilder, replaceLoad, replaceMke2fs, writeDetour } from './machine.ts';

const isRoot = process.getuid?.() === 0;
const slow = { Dockerfile: 'FROM debian:bookworm-slim\nRUN echo at work; sleep 5; echo done > /x\n' };

describe.concurrent('no docker CLI; daemon not running; permission denied on the socket', () => {
  test.concurrent('no docker CLI', async ({ attempt }) => {
    const { main, errors } = await attempt({
      prepare(runner) {
        const bin = join(runner.home, 'bin');
        mkdirSync(bin);
        for (const program of ['sh', 'git']) symlinkSync(`/usr/bin/${program}`, join(bin, program));
        return { PATH: bin };
      },
    });
    expect(main.exitCode).toBe(1);
    expect(errors[0]).toMatch(/^The docker command was not found: .*install Docker .* or set "endpoint"/);
  });

  test.concurrent.for(['unix:///tmp/no-such-docker.sock', 'tcp://127.0.0.1:9'])(
    'no daemon at %s',
    async (DOCKER_HOST, { attempt }) => {
      const { main, errors } = await attempt({ env: { DOCKER_HOST } });
      expect(main.exitCode).toBe(1);
      expect(errors[0]).toMatch(/^Docker's daemon does not answer: start it, or set DOCKER_HOST\./);
      expect(errors[0]).not.toContain('--help');
    },
  );

  test.concurrent('a socket that the user may not open', async ({ newRunner, testbed, skip }) => {
    skip(!isRoot, 'only root can become another user');
    const folder = newRunner().root;
    const nobody =
      'chown -R 65534:65534 "$RUNNER_TEMP" "$HOME" && exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"';
    const entry = writeDetour(folder, ['sh', '-c', nobody, 'sh']);
    const runner = newRunner({ files, entry });
    await runCommand('chmod', ['755', folder, runner.root]);
    const main = await runner.main({
      inputs: { image: `${testbed.registry}/e2e/nobody`, 'buildkitd-config-inline': testbed.buildkitdConfig },
    });
    expect(main.exitCode).toBe(1);
    expect(main.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(/^This runner's user may not use Docker's socket: add the user to the docker group/),
    ]);
    succeeded(await runner.post());
  });
});

describe.concurrent('Docker refuses the image that `load` gives it, in the middle or at its end; the push beside it fails', () => {
  const big = { Dockerfile: 'FROM debian:bookworm-slim\nRUN head -c 20000000 /dev/urandom >/x\n' };
  const full = 'write /layer.tar: no space left on device';

  test.concurrent.for(['head -c 1000000', 'cat'])('docker load fails after %s', async (read, { attempt }) => {
    const { main, errors } = await attempt({
      files: big,
      inputs: { load: 'true', push: 'false' },
      prepare: (runner) =>
        replaceLoad(runner, `${read} >/dev/null; echo "Error processing tar file: ${full}" >&2; exit 1`),
    });
    expect(main.exitCode).toBe(1);
    expect(errors).toStrictEqual([`docker load failed: Error processing tar file: ${full}`]);
  });

  test.concurrent('a push that is refused', async ({ attempt, startProxy }) => {
    const proxy = await startProxy([
      { match: { kind: 'upload' }, action: registryError(403, 'DENIED', 'not for you') },
    ]);
    const { errors } = await attempt({ files: big, registry: proxy.address, inputs: { load: 'true', retries: '0' } });
    expect(errors).toStrictEqual([expect.stringContaining('not for you')]);
  });
});

describe.concurrent('pulling the BuildKit image: 429, 500, timeout', () => {
  const repository = 'e2e/buildkit';
  let digest: string;
  beforeAll(async () => {
    const { registry, buildkitImage } = readTestbed();
    const name = `${registry}/${repository}:pulled`;
    await runCommand('docker', ['tag', buildkitImage, name]);
    await runCommand('docker', ['push', '--quiet', name]);
    digest = await runCommand('docker', ['inspect', '--format', '{{index .RepoDigests 0}}', name]);
    digest = digest.slice(digest.indexOf('@') + 1);
  });
  afterAll(async () => {
    const { registry } = readTestbed();
    await tryCommand('docker', [
      'rmi',
      '--no-prune',
      `${registry}/${repository}:pulled`,
      `${registry}/${repository}@${digest}`,
    ]);
  });

  const pulling = { kind: 'manifest', method: ['GET', 'HEAD'], repository } as const;
  const told = (warnings: readonly string[]) =>
    warnings.filter((warning) => warning.startsWith('The BuildKit image could not be pulled, trying again in '));

  test.concurrent.for([
    // A HEAD that fails is followed by a GET.
    ['429', 2, { kind: 'answer', status: 429 }],
    ['500', 2, { kind: 'answer', status: 500 }],
    ['silence', 1, { kind: 'black-hole' }],
  ] as const)('%s is asked again', async ([, first, action], { attempt }) => {
    const proxy = await startFaultyRegistry({ upstream: readTestbed().registry });
    proxy.setRules([{ match: pulling, when: { first }, action }]);
    const name = `${proxy.address}/${repository}:pulled`;
    const { main, warnings } = await attempt({ inputs: { 'buildkit-image': name, 'network-timeout': '5s' } });
    await tryCommand('docker', ['rmi', '--no-prune', name]);
    await proxy.close();
    succeeded(main);
    expect(told(warnings).length).toBeGreaterThan(0);
    expect(warnings).toStrictEqual(told(warnings));
  });

  test.concurrent('then a local image of the same digest will do', async ({ attempt }) => {
    const proxy: FaultyRegistry = await startFaultyRegistry({
      upstream: readTestbed().registry,
      rules: [{ match: pulling, action: { kind: 'answer', status: 503 } }],
    });
    const { main, warnings } = await attempt({
      inputs: { 'buildkit-image': `${proxy.address}/${repository}@${digest}` },
    });
    await proxy.close();
    succeeded(main);
    expect(told(warnings)).toHaveLength(3);
  });
});

describe.concurrent('buildkitd dies at boot; dies during a build', () => {
  test.concurrent.for<[string, Record<string, string>, string]>([
    ['a flag that it does not know', { 'buildkitd-flags': '--nonsense' }, 'flag provided but not defined: -nonsense'],
    ['a value of another type', { 'buildkitd-config': '', 'buildkitd-config-inline': 'root = 5' }, 'toml'],
  ])('at boot, for %s: the error has its last words', async ([, inputs, words], { attempt }) => {
    const { main, errors } = await attempt({ inputs });
    expect(main.exitCode).toBe(1);
    expect(errors[0]).toMatch(/^BuildKit ended while it was starting\. Its last words:\n/);
    expect(errors[0]).toContain(words);
  });

  test.concurrent('during a build: once more on a fresh builder', async ({ attempt }) => {
    const { main, warnings } = await attempt({
      files: slow,
      inputs: { retries: '0' },
      async during(step, runner) {
        await step.waitFor(/at work/);
        await killBuilder(runner);
      },
    });
    succeeded(main);
    expect(warnings).toStrictEqual(['Attempt 1 failed, BuildKit does not answer any more: trying again now.']);
  });

  test.concurrent('and again: the error says so', async ({ attempt }) => {
    let on: Runner | undefined;
    const { main, errors, warnings } = await attempt({
      files: slow,
      prepare(runner) {
        on = runner;
        return undefined;
      },
      onLine({ text }) {
        if (text === 'at work' && on) void killBuilder(on);
      },
    });
    expect(main.exitCode).toBe(1);
    expect(warnings).toHaveLength(1);
    expect(errors[0]).toMatch(/^BuildKit ended during the build: .*Its last words:\n/s);
  });
});

describe.concurrent("disk full, memory-backed state full, state file's size reached", () => {
  /** It needs 200 MB while it runs, and leaves nothing of them. */
  const greedy = (files: string) =>
    `FROM debian:bookworm-slim\nRUN echo at work; head -c 200000000 /dev/zero > /x && ${files} && rm /x\n`;
  /** A disk of its own for the runner's temp folder, which Docker sees too. */
  const mountSmall = async (runner: Runner, size: string) => {
    const temp = join(runner.root, 'small');
    mkdirSync(temp);
    await runCommand('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'small', temp]);
    return { RUNNER_TEMP: temp };
  };

  /** A disk of its own in the temp folder's place, which is a file. */
  const mountFile = async ({ root, temp }: Runner, size: string) => {
    const file = join(root, 'disk');
    await runCommand('mke2fs', ['-q', '-F', '-t', 'ext4', '-m', '0', file, size]);
    await runCommand('mount', ['-o', 'loop', file, temp]);
    rmSync(join(temp, 'lost+found'), { recursive: true });
  };

  test.concurrent('memory: falls back to the disk, once', async ({ attempt }) => {
    const { main, warnings } = await attempt({
      files: { Dockerfile: greedy('true') },
      inputs: { state: 'memory', retries: '0' },
      prepare: (runner) => editDocker(runner, 's/,size=[0-9]*/,size=260000000/'),
    });
    succeeded(main);
    expect(warnings).toStrictEqual(["Attempt 1 failed, the builder's memory is full: trying again now."]);
  });

  /** Docker's own disk, which is the place where there is more room on it, is small too. */
  const smallVolume = (runner: Runner) =>
    editDocker(runner, 's|^type=volume,dst=/mnt$|type=tmpfs,dst=/mnt,tmpfs-size=300000000|');

  test.concurrent("a disk that is smaller than Docker's: the state is where there is room, said once", async ({
    attempt,
    newRunner,
    skip,
  }) => {
    skip(!isRoot, 'only root can mount');
    const on = newRunner({ files: { Dockerfile: greedy('true') } });
    const env = await mountSmall(on, '200m');
    try {
      const { main, warnings } = await attempt({ on, env });
      succeeded(main);
      expect(warnings).toStrictEqual([]);
      expect(main.log).toContain('there is more room on that disk than on the one of RUNNER_TEMP');
    } finally {
      await runCommand('umount', [env.RUNNER_TEMP]);
    }
  });

  test.concurrent('disk: the error has the sizes and what to do', async ({ attempt, newRunner, skip }) => {
    skip(!isRoot, 'only root can mount');
    const on = newRunner({
      files: { Dockerfile: greedy('true') },
    });
    const env = await mountSmall(on, '300m');
    try {
      const { main, errors, warnings } = await attempt({ on, env, prepare: smallVolume });
      expect(main.exitCode).toBe(1);
      expect(warnings).toStrictEqual([]);
      expect(errors[0]).toMatch(
        /The builder's state is on the disk and has .* of .*MB free, the disk of the runner's temp folder .* of .*MB: free space on this runner in an earlier step, or take one with a larger disk\./,
      );
    } finally {
      await runCommand('umount', [env.RUNNER_TEMP]);
    }
  });

  test.concurrent('the disk below the state file: the error has the sizes too', async ({
    attempt,
    newRunner,
    skip,
  }) => {
    skip(!isRoot, 'only root can mount');
    const run = 'RUN echo at work; sleep 2; head -c 90000000 /dev/urandom > /x; sync /x';
    const on = newRunner({ files: { Dockerfile: `FROM debian:bookworm-slim\n${run}\n` } });
    await mountFile(on, '500M');
    try {
      const { main, errors, warnings } = await attempt({
        on,
        prepare: smallVolume,
        // Another program takes nearly all that is left, until the step has ended.
        during: async (step) => {
          await step.waitFor(/^at work/);
          const { bavail, bsize } = statfsSync(on.temp);
          const other = join(on.temp, 'other');
          await runCommand('fallocate', ['--length', String(bavail * bsize - 20e6), other]);
          await step.result;
          rmSync(other);
        },
      });
      expect(main.exitCode).toBe(1);
      // There may be no room for what the post step reads, either.
      expect(
        warnings.filter((warning) => !/^Neither cache nor summary will be written, .*ENOSPC/.test(warning)),
      ).toStrictEqual([]);
      expect(errors[0]).toMatch(
        /The builder's state is on the disk and has .* free, the disk of the runner's temp folder .* of .*MB: free space on this runner in an earlier step, or take one with a larger disk\./,
      );
      expect((await on.leftovers()).files).toStrictEqual([]);
    } finally {
      await runCommand('umount', [on.temp]);
    }
  });
});

describe.concurrent('no mke2fs, no loop device, loop mount refused', () => {
  test.concurrent.for([
    ['no mke2fs', 'exit 127\n', 'mke2fs is not usable'],
    // What it writes is no file system, so the mount is refused as it is without a loop device.
    [
      'a mount that is refused',
      'for word; do prev=$last; last=$word; done\nhead -c 1000000 /dev/zero > "$prev"\n',
      'was refused',
    ],
  ] as const)('%s: a plain volume, said once', async ([, script, words], { attempt }) => {
    const { main, warnings } = await attempt({ prepare: (runner) => replaceMke2fs(runner, script) });
    succeeded(main);
    expect(warnings).toStrictEqual([]);
    const said = main.log.split('\n').filter((line) => line.includes('plain volume'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(words);
  });
});

describe.concurrent("Docker's data root cannot hold overlayfs's snapshots, or another snapshotter was asked for", () => {
  test.concurrent('an overlayfs as volume: the native snapshotter, on that volume', async ({
    attempt,
    newRunner,
    skip,
  }) => {
    skip(!isRoot, 'only root can mount');
    const place = newRunner().root;
    const [lower, upper, work, all] = ['lower', 'upper', 'spare', 'all'].map((name) => join(place, name));
    for (const folder of [lower, upper, work, all]) mkdirSync(folder ?? '');
    const options = `lowerdir=${lower},upperdir=${upper},workdir=${work}`;
    await runCommand('mount', ['-t', 'overlay', 'overlay', '-o', options, all ?? '']);
    try {
      const { main } = await attempt({
        files: { Dockerfile: 'FROM debian:bookworm-slim\nRUN echo built > /x\n' },
        prepare: (runner) => {
          replaceMke2fs(runner, 'exit 127\n');
          return editDocker(runner, `s|^type=volume,dst=/mnt$|type=bind,src=${all},dst=/mnt|`);
        },
      });
      succeeded(main);
      expect(readdirSync(join(upper ?? '', 'native/snapshots/snapshots')).length).toBeGreaterThan(0);
    } finally {
      await runCommand('umount', [all ?? '']);
    }
  });

  test.concurrent('buildkitd-flags: --oci-worker-snapshotter=native: its layers are on the disk', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const runner = newRunner({ files });
    const inputs = {
      ...builderInputs(testbed),
      image,
      push: 'true',
      'buildkitd-flags': '--oci-worker-snapshotter=native',
    };
    succeeded(await runner.main({ inputs }));
    const [builder = ''] = await buildersOf(runner);
    const mounts = await runCommand('docker', ['exec', builder, 'cat', '/proc/mounts']);
    expect(mounts).toMatch(/^\S+ \/var\/lib\/buildkit\/runc-native\/snapshots\/snapshots (?!tmpfs)/m);
    succeeded(await runner.post());
  });
});

describe.concurrent("Docker daemon cannot see the runner's folders", () => {
  test.concurrent('the builder is reached through docker exec', async ({
    newRunner,
    testbed,
    registry,
    repository,
    skip,
  }) => {
    skip(!isRoot, 'only root can mount');
    const place = newRunner().root;
    const hidden = join(place, 'hidden');
    mkdirSync(hidden);
    // A namespace that outlives its steps, as a container job's does.
    const held = await holdNamespace(hidden);
    try {
      const entry = writeDetour(place, ['nsenter', `--mount=/proc/${held.pid}/ns/mnt`, '--']);
      const runner = newRunner({ files, entry, env: { RUNNER_TEMP: hidden } });
      const inputs = {
        image: `${testbed.registry}/${repository}`,
        push: 'true',
        'buildkit-image': testbed.buildkitImage,
        'buildkitd-config-inline': testbed.buildkitdConfig,
      };
      const main = succeeded(await runner.main({ inputs }));
      expect(main.log).toContain("Docker's daemon cannot see this runner's folders");
      expect((await registry.manifest(repository, 'main'))?.digest).toBe(main.outputs.digest);
      const post = succeeded(await runner.post());
      expect(post.log).toContain('Cache exported to ');
      expect(await runCommand('nsenter', [`--mount=/proc/${held.pid}/ns/mnt`, '--', 'ls', hidden])).toBe('');
    } finally {
      held.end();
    }
  });
});

async function holdNamespace(folder: string): Promise<{ pid: number; end: () => void }> {
  const script = `mount -t tmpfs hidden ${folder} && echo ready && exec sleep 300`;
  const child = spawn('unshare', ['--mount', 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => child.stdout.once('data', resolve).once('error', reject));
  return { pid: child.pid ?? 0, end: () => child.kill('SIGKILL') };
}

describe.concurrent('two jobs on one host at the same second', () => {
  test.concurrent('do not know of each other', async ({ attempt }) => {
    const env = { RUNNER_ENVIRONMENT: 'self-hosted' };
    const jobs = ['one', 'two'].map((name) =>
      attempt({ env: { ...env, RUNNER_NAME: name }, event: pushEvent(), inputs: { tags: name } }),
    );
    for (const { main, post } of await Promise.all(jobs)) {
      succeeded(main);
      succeeded(post);
      expect([...main.annotations, ...post.annotations]).toStrictEqual([]);
    }
  });
});

describe.concurrent('builder left by a dead run of the same runner', () => {
  test.concurrent("is removed with a notice, another runner's stays", async ({
    newRunner,
    attempt,
    testbed,
    image,
  }) => {
    const start = async (name: string) => {
      const runner = newRunner({
        files: slow,
        env: { RUNNER_ENVIRONMENT: 'self-hosted', RUNNER_NAME: name },
      });
      const inputs = {
        image,
        'buildkit-image': testbed.buildkitImage,
        'buildkitd-config': testbed.buildkitdConfigFile,
      };
      const step = runner.start('main', { inputs });
      await step.waitFor(/at work/);
      step.signal('SIGKILL');
      await step.result;
      return runner;
    };
    const [own, other] = await Promise.all([start('own'), start('other')]);
    const [left] = await buildersOf(own);
    // The runner empties its temp folder before each job.
    rmSync(own.temp, { recursive: true });
    mkdirSync(own.temp);
    const { main } = await attempt({
      on: own,
      inputs: { file: 'Dockerfile' },
      env: { RUNNER_ENVIRONMENT: 'self-hosted', RUNNER_NAME: 'own', GITHUB_RUN_ID: '4711' },
    });
    succeeded(main);
    expect(main.annotations).toStrictEqual([
      { level: 'notice', message: `Removed what an earlier job of this runner left behind: ${left}.`, properties: {} },
    ]);
    expect(await buildersOf(other)).toHaveLength(1);
    await other.post();
  });
});

describe.concurrent('the kernel ends a step for want of memory', () => {
  test.concurrent('says how much there was', async ({ attempt }) => {
    const { main, errors } = await attempt({
      files: { Dockerfile: 'FROM debian:bookworm-slim\nRUN head -c 900000000 /dev/zero | tail\n' },
      inputs: { 'builder-memory': '300m', 'cache-on-failure': 'false', push: 'false' },
    });
    expect(main.exitCode).toBe(1);
    expect(errors[0]).toContain('for want of memory, the builder may take 315 MB ("builder-memory")');
  });
});

describe.concurrent('an endpoint where nobody listens', () => {
  test.concurrent('is asked once more and called by its name', async ({ attempt }) => {
    const { main, errors, warnings } = await attempt({
      inputs: { endpoint: 'tcp://127.0.0.1:1', 'buildkitd-config': '', cache: 'off', push: 'false' },
    });
    expect(main.exitCode).toBe(1);
    expect(warnings).toStrictEqual([
      'Attempt 1 failed, BuildKit at "endpoint" does not answer: trying again in 3.0 s.',
    ]);
    expect(errors[0]).toMatch(/^BuildKit at "endpoint" tcp:\/\/127\.0\.0\.1:1 does not answer: /);
  });
});
