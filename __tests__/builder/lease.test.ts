import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { builderLabels, type Lease, ownsFolder, takeLease } from '../../src/builder/lease.ts';
import { keepAlive, letGo, lookAtLife } from '../../src/builder/life.ts';
import { releaseLease, removeStale, startRemoval, untilRemoved } from '../../src/builder/removal.ts';
import { replaceDocker } from '../docker/docker-folder.ts';

let temp: string;
let env: NodeJS.ProcessEnv;
beforeAll(() => {
  temp = mkdtempSync(join(tmpdir(), 'lease-'));
  env = { RUNNER_TEMP: temp, RUNNER_NAME: 'one', GITHUB_RUN_ID: '1' };
});
afterAll(() => rmSync(temp, { recursive: true }));

describe('whose builder it is', () => {
  const runnerOf = async (more: NodeJS.ProcessEnv) => (await takeLease({ ...env, ...more })).runner;

  test('is the same for every job of one runner, and another for every other runner', async () => {
    const own = await runnerOf({});
    expect(await runnerOf({ GITHUB_RUN_ID: '2', GITHUB_JOB: 'other' })).toBe(own);
    const elsewhere = mkdtempSync(join(temp, 'other-'));
    const others = [await runnerOf({ RUNNER_NAME: 'two' }), await runnerOf({ RUNNER_TEMP: elsewhere })];
    expect(new Set([own, ...others]).size).toBe(3);
  });

  test('is another for each job', async () => {
    const jobs = [
      {},
      { GITHUB_RUN_ID: '2' },
      { GITHUB_RUN_ATTEMPT: '2' },
      { GITHUB_JOB: 'a' },
      { GITHUB_REPOSITORY: 'o/a' },
    ];
    const leases = await Promise.all(jobs.map((job) => takeLease({ ...env, ...job })));
    expect(new Set(leases.map(({ job }) => job)).size).toBe(jobs.length);
    expect(new Set(leases.map(({ container }) => container)).size).toBe(jobs.length);
  });

  test('stands in the labels of its container', async () => {
    const lease = await takeLease(env);
    const label = 'com.github.buildkit-build-action';
    expect(builderLabels(lease)).toStrictEqual([
      ...['--label', `${label}=${lease.container}`],
      ...['--label', `${label}.runner=${lease.runner}`],
      ...['--label', `${label}.job=${lease.job}`],
      ...['--label', `${label}.folder=${lease.folder}`],
      ...['--label', expect.stringMatching(/\.key=[0-9a-f]{16}$/)],
    ]);
    expect(builderLabels(lease).join(' ')).not.toContain(lease.key);
  });
});

test('the folder lies where a socket in it has a path that is short enough', async () => {
  const deep = join(temp, 'a'.repeat(100));
  mkdirSync(deep);
  const { folder } = await takeLease({ ...env, RUNNER_TEMP: deep });
  expect(folder.startsWith(tmpdir())).toBe(true);
  expect(folder.length + '/shared/buildkitd.sock'.length).toBeLessThan(108);
  expect(await ownsFolder({ container: 'x', folder }, { ...env, RUNNER_TEMP: deep })).toBe(false);
  rmSync(folder, { recursive: true });
});

describe('a saved state', () => {
  test('is believed when its folder says the same', async () => {
    expect(await ownsFolder(await takeLease(env), env)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'buildkit'],
    ['a list', []],
    ['no text in its fields', { container: 1, folder: {} }],
    ['a folder that is not there', { container: 'x', folder: '/tmp/buildkit-aaaaaa' }],
  ])('is not believed when it is %s', async (_, value) => {
    expect(await ownsFolder(value, env)).toBe(false);
  });

  test('is not believed when it names a container or a folder that is not its own', async () => {
    const lease = await takeLease(env);
    const other = await takeLease(env);
    expect(await ownsFolder({ ...lease, container: other.container }, env)).toBe(false);
    expect(await ownsFolder({ ...lease, folder: other.folder }, env)).toBe(false);
  });

  test('is not believed about a folder that others may write to, or that is theirs', async () => {
    const lease = await takeLease(env);
    chmodSync(lease.folder, 0o707);
    expect(await ownsFolder(lease, env)).toBe(false);
    chmodSync(lease.folder, 0o700);
    const getuid = vi.spyOn(process, 'getuid').mockReturnValue(12345);
    expect(await ownsFolder(lease, env)).toBe(false);
    getuid.mockRestore();
    expect(await ownsFolder(lease, env)).toBe(true);
  });

  test('is not believed about a folder elsewhere, whatever lies in it, or a link', async () => {
    const lease = await takeLease(env);
    const workspace = join(temp, 'app', 'buildkit-aaaaaa');
    mkdirSync(workspace, { recursive: true });
    writeFileSync(join(workspace, 'lease'), lease.container);
    expect(await ownsFolder({ ...lease, folder: workspace }, env)).toBe(false);
    const link = join(temp, 'buildkit-bbbbbb');
    symlinkSync(workspace, link);
    expect(await ownsFolder({ ...lease, folder: link }, env)).toBe(false);
    expect(await ownsFolder({ ...lease, folder: `${temp}/x/../buildkit-bbbbbb` }, env)).toBe(false);
  });
});

describe('what is removed', () => {
  test('is what carries the label with the name, and the folder', async () => {
    const lease = await takeLease(env);
    const calls = replaceDocker('[ "$1" = ps ] && printf "111\\n222\\n"; exit 0');
    await releaseLease(lease);
    const filter = `--filter label=com.github.buildkit-build-action=${lease.container}`;
    expect(calls().sort()).toStrictEqual([
      `ps --all --quiet --no-trunc ${filter}`,
      'rm --force --volumes 111',
      'rm --force --volumes 222',
    ]);
    expect(existsSync(lease.folder)).toBe(false);
  });

  test('may come into being late, where the main step was cut off', async () => {
    const lease = await takeLease(env);
    const calls = replaceDocker(
      '[ "$1" = ps ] && [ "$(grep -c ^ps "$(dirname "$0")/calls")" = 4 ] && echo 111\nexit 0',
    );
    await releaseLease(lease, 'cut off');
    expect(calls().filter((call) => call.startsWith('rm'))).toStrictEqual(['rm --force --volumes 111']);
  });

  test('may be on its way out already', async () => {
    const lease = await takeLease(env);
    const calls = replaceDocker(
      '[ "$1" = rm ] && echo "Error response from daemon: removal of container 111 is already in progress" >&2 && exit 1\ncase "$*" in *id=*) exit 0;; esac\necho 111',
    );
    await releaseLease(lease);
    expect(calls().at(-1)).toBe('ps --all --quiet --filter id=111');
  });

  test('goes beside what follows, and is waited for', async () => {
    const lease = await takeLease(env);
    const calls = replaceDocker('sleep 0.3\necho gone >> "$(dirname "$0")/calls"');
    const removal = startRemoval(lease);
    expect(calls()).not.toContain('gone');
    expect(await untilRemoved(removal)).toBe(true);
    expect(calls()).toStrictEqual([`rm --force --volumes ${lease.container}`, 'gone']);
    // The process id may be another program's by now.
    expect(await untilRemoved({ ...removal, pid: process.pid })).toBe(true);
  });

  test('is known not to be gone where docker refused', async () => {
    const lease = await takeLease(env);
    replaceDocker('exit 1');
    expect(await untilRemoved(startRemoval(lease))).toBe(false);
  });

  describe('of earlier jobs', () => {
    const others = (lease: Lease, folder: string) =>
      replaceDocker(
        `[ "$1" = ps ] && printf '111\\tbuildkit-a\\t${lease.job}\\t${folder}\\n222\\tbuildkit-b\\t0123\\t${folder}\\n'; exit 0`,
      );
    const github = { RUNNER_NAME: 'one', RUNNER_TRACKING_ID: 'github_1' };

    test('is what has this runner and another job, where the runner runs one job at a time', async () => {
      const lease = await takeLease(env);
      const calls = others(lease, '/nowhere');
      expect(await removeStale(lease, github)).toStrictEqual(['buildkit-b']);
      expect(calls()[0]).toContain(`--filter label=com.github.buildkit-build-action.runner=${lease.runner}`);
      expect(calls().slice(1)).toStrictEqual(['rm --force --volumes 222']);
    });

    test.each([{}, { RUNNER_NAME: 'one' }, { RUNNER_TRACKING_ID: '' }])(
      'is nothing where the job may be alive: %j',
      async (variables) => {
        const lease = await takeLease(env);
        const calls = others(lease, '/nowhere');
        expect(await removeStale(lease, variables)).toStrictEqual([]);
        expect(calls()).toHaveLength(1);
      },
    );

    test('is not what somebody holds, whatever the runner', async () => {
      const [lease, other] = [await takeLease(env), await takeLease(env)];
      mkdirSync(join(other.folder, 'shared'));
      await keepAlive(other);
      onTestFinished(() => letGo(other));
      await vi.waitFor(() => expect(lookAtLife(other.folder)).toBe('held'));
      others(lease, other.folder);
      expect(await removeStale(lease, github)).toStrictEqual([]);
    });
  });
});
