import { randomBytes } from 'node:crypto';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, vi } from 'vitest';
import { BUILDKIT_IMAGE } from '../../src/request/buildkit.ts';
import { runCommand, tryCommand } from '../../testbed/command.ts';
import { startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import { ourLabel, type Runner, type RunnerOptions, type StepOptions } from '../../testbed/harness.ts';
import type { Testbed } from '../../testbed/up.ts';
import { buildersOf, killBuilder } from './faults/machine.ts';
import { succeeded, test } from './fixture.ts';

const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' };

/** What begins a line of main's that puts another builder in the waiting one's place. */
const another = "The builder that was started before the job's first step";

describe('a builder that the pre step started', () => {
  test('is the one that main builds with, however soon it comes', async ({ newRunner, testbed, image }) => {
    for (const [state, wait] of [
      ['disk', 0],
      ['disk', 1000],
      ['memory', 500],
    ] as const) {
      const { runner, step } = aJob(newRunner, testbed, { image, push: 'true', state });
      expect(succeeded(await runner.pre(step)).log).toBe('');
      await new Promise((resolve) => setTimeout(resolve, wait));
      const main = runner.start('main', step);
      // Docker may still be making it.
      const waiting = await vi.waitFor(async () => {
        const ids = await idsOf(runner);
        expect(ids).toHaveLength(1);
        return ids;
      }, 20_000);
      const ended = succeeded(await main.result);
      expect(ended.log).not.toContain(another);
      expect(ended.outputs.digest).toMatch(/^sha256:/);
      // The cache is still to be exported, so the builder is there until post has run.
      expect(await idsOf(runner)).toStrictEqual(waiting);
      succeeded(await runner.post());
    }
  });

  test.for([
    ['an input that an earlier step set', async () => ({ 'builder-env': 'GREETING=hello' }), 'is not the one'],
    ['another kind of state', async () => ({ state: 'memory' }), 'is not the one'],
    ['a builder that was killed', async (runner: Runner) => killBuilder(runner).then(() => ({})), 'did not come up'],
    ['one that was removed', async (runner: Runner) => removeBuilder(runner).then(() => ({})), 'did not come up'],
    ['a disk that was cleared', async (runner: Runner) => shrinkState(runner).then(() => ({})), 'is not the one'],
  ] as const)('is replaced where it is not fit: %s', async ([, change, why], { newRunner, testbed, image }) => {
    const { runner, step } = aJob(newRunner, testbed, { image, push: 'true' });
    succeeded(await runner.pre(step));
    await vi.waitFor(async () => expect(await isUp(runner)).toBe(true), { timeout: 20_000 });
    const waiting = await idsOf(runner);
    const inputs = { ...step.inputs, ...(await change(runner)) };
    const main = succeeded(await runner.main({ ...step, inputs }));
    expect(main.log).toContain(`${another} ${why}`);
    expect(main.annotations).toStrictEqual([]);
    expect(await idsOf(runner)).not.toStrictEqual(waiting);
    succeeded(await runner.post());
  });

  test('is replaced, too, where the pre step was cut off before it could tell of it', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const { runner, step } = aJob(newRunner, testbed, { image, push: 'true' });
    succeeded(await runner.pre(step));
    await vi.waitFor(async () => expect(await isUp(runner)).toBe(true), { timeout: 20_000 });
    const waiting = await idsOf(runner);
    const [file = ''] = globSync(join(runner.temp, 'buildkit-*/prestarted.json'));
    truncateSync(file, 10);
    const main = succeeded(await runner.main(step));
    expect(main.annotations).toStrictEqual([]);
    expect(await idsOf(runner)).not.toStrictEqual(waiting);
    succeeded(await runner.post());
  });

  test('is removed by post where the workflow passed over the step', async ({ newRunner, testbed, image }) => {
    for (const wait of [0, 1000]) {
      const { runner, step } = aJob(newRunner, testbed, { image });
      succeeded(await runner.pre(step));
      await new Promise((resolve) => setTimeout(resolve, wait));
      const post = succeeded(await runner.post());
      expect(post.log).toBe('');
      expect(await idsOf(runner)).toStrictEqual([]);
    }
  });

  test('is removed by post where main refuses its inputs', async ({ newRunner, testbed, image }) => {
    const { runner, step } = aJob(newRunner, testbed, { image });
    succeeded(await runner.pre(step));
    const main = await runner.main({ ...step, inputs: { ...step.inputs, push: 'perhaps' } });
    expect(main.exitCode).toBe(1);
    expect(main.annotations.map(({ message }) => message)).toStrictEqual([
      '"push" must be true or false: got "perhaps".',
    ]);
    succeeded(await runner.post());
  });

  test('is one, however many builds the job has', async ({ newRunner, testbed, image }) => {
    const first = aJob(newRunner, testbed, { image, push: 'true' });
    const env = { RUNNER_TEMP: first.runner.temp };
    const second = aJob(newRunner, testbed, { image, push: 'true', tags: 'second' }, { env });
    for (const { runner, step } of [first, second]) succeeded(await runner.pre(step));
    await vi.waitFor(async () => expect(await idsOf(first.runner)).toHaveLength(1), { timeout: 20_000 });
    for (const { runner, step } of [first, second]) {
      const main = succeeded(await runner.main(step));
      expect(main.log).not.toContain(another);
    }
    expect(await idsOf(first.runner)).toHaveLength(2);
    for (const { runner } of [second, first]) succeeded(await runner.post());
  });

  test('that docker refused is tried once more by main, whose error it is', async ({ newRunner, testbed, image }) => {
    const { runner, step } = aJob(newRunner, testbed, { image, 'builder-network': 'no-such-network' });
    expect(succeeded(await runner.pre(step)).annotations).toStrictEqual([]);
    const main = await runner.main(step);
    expect(main.exitCode).toBe(1);
    expect(main.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(/^docker run failed: .*no-such-network/),
    ]);
    succeeded(await runner.post());
  });
});

describe('the BuildKit image', () => {
  test.for([
    ['is pulled with the builder', false],
    ['is pulled alone where the builder has a configuration that is not there yet', true],
  ] as const)('%s, once for pre and main', async ([, hasFile], { newRunner, testbed, image }) => {
    const { name, journal } = await pushBuildkit(testbed);
    const { runner, step } = aJob(newRunner, testbed, { image, push: 'true', 'buildkit-image': name });
    if (hasFile) {
      step.inputs['buildkitd-config'] = testbed.buildkitdConfigFile;
      step.inputs['buildkitd-config-inline'] = '';
    }
    expect(succeeded(await runner.pre(step)).log).toBe('');
    await vi.waitFor(() => expect(blobs(journal)).not.toStrictEqual([]), { timeout: 20_000 });
    // It takes two seconds, so main starts while it is under way.
    expect(await exists(name)).toBe(false);
    const main = succeeded(await runner.main(step));
    expect(main.log).not.toContain(another);
    succeeded(await runner.post());
    // The configuration is small: Docker asks for it again. A layer comes once.
    const layers = blobs(journal).filter((path, index, all) => all.indexOf(path) !== index);
    expect(new Set(layers).size).toBeLessThanOrEqual(1);
  });

  test('that is there is asked for at no registry', async ({ newRunner, testbed, image }) => {
    const { name, journal } = await pushBuildkit(testbed);
    await runCommand('docker', ['pull', '--quiet', name]);
    const pulled = journal.length;
    for (const state of ['disk', 'memory']) {
      const { runner, step } = aJob(newRunner, testbed, { image, 'buildkit-image': name, state });
      succeeded(await runner.pre(step));
      succeeded(await runner.main(step));
      succeeded(await runner.post());
    }
    expect(journal.length).toBe(pulled);
  });

  test('that nobody waits for any more is not pulled to its end', async ({ newRunner, testbed, image }) => {
    const { name, journal } = await pushBuildkit(testbed);
    const { runner, step } = aJob(newRunner, testbed, { image, 'buildkit-image': name });
    succeeded(await runner.pre(step));
    await vi.waitFor(() => expect(blobs(journal)).not.toStrictEqual([]), { timeout: 20_000 });
    succeeded(await runner.post());
    expect((await runner.leftovers()).processes).toStrictEqual([]);
    expect(await exists(name)).toBe(false);
  });

  test.for([
    ['no docker on the machine', BUILDKIT_IMAGE, true],
    ['a name that looks like an option', '--help', false],
    ['no name that Docker would take', 'Moby', false],
  ] as const)('fails no job in the pre step: %s', async ([, name, isBare], { newRunner, testbed }) => {
    const { runner, step } = aJob(newRunner, testbed, { 'buildkit-image': name });
    const bin = join(runner.home, 'bin');
    mkdirSync(bin);
    symlinkSync('/bin/sh', join(bin, 'sh'));
    const env = isBare ? { PATH: bin } : {};
    expect(succeeded(await runner.pre({ ...step, env })).log).toBe('');
    succeeded(await runner.post({ env: {} }));
  });
});

type NewRunner = (options?: RunnerOptions) => Runner;

/** A runner, and a step that builds on it; `inputs` are added to what lets the builder find its base images. */
function aJob(newRunner: NewRunner, testbed: Testbed, inputs: Record<string, string>, options: RunnerOptions = {}) {
  const common = { 'buildkit-image': testbed.buildkitImage, 'buildkitd-config-inline': testbed.buildkitdConfig };
  const step: StepOptions & { inputs: Record<string, string> } = { inputs: { ...common, ...inputs } };
  return { runner: newRunner({ files, ...options }), step };
}

/** Returns the ids of the containers that share a folder of a runner. */
async function idsOf({ temp }: Runner): Promise<string[]> {
  const format = '{{.ID}} {{.Mounts}}';
  const list = ['ps', '--all', '--no-trunc', '--filter', `label=${ourLabel}`, '--format', format];
  const lines = (await runCommand('docker', list)).split('\n').filter((line) => line.includes(`${temp}/`));
  return lines.map((line) => line.split(' ')[0] ?? '').sort();
}

async function isUp(runner: Runner): Promise<boolean> {
  const [name = ''] = await buildersOf(runner);
  const logs = await tryCommand('docker', ['logs', name]);
  return logs.stderr.includes('running server on');
}

async function removeBuilder(runner: Runner): Promise<void> {
  await runCommand('docker', ['rm', '--force', '--volumes', ...(await buildersOf(runner))]);
}

/** Makes the state that waits smaller than the disk would have it: as if a step had cleared half of that since. */
async function shrinkState({ temp }: Runner): Promise<void> {
  const [file = ''] = globSync(join(temp, 'buildkit-*/prestarted.json'));
  const ahead = JSON.parse(readFileSync(file, 'utf8')) as { size: number };
  writeFileSync(file, JSON.stringify({ ...ahead, size: Math.floor(ahead.size / 2) }));
}

/** Pushes a BuildKit image with a layer that no other has, and returns its name at a slow registry; it is not on the machine. */
async function pushBuildkit({ registry, buildkitImage }: Testbed) {
  const rules = [{ match: { kind: 'blob', method: 'GET' }, action: { kind: 'delay', milliseconds: 2000 } }] as const;
  const proxy = await startFaultyRegistry({ upstream: registry, rules });
  const repository = `e2e/buildkit-${randomBytes(4).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  const [pushed, name] = [`${registry}/${repository}`, `${proxy.address}/${repository}:latest`];
  onTestFinished(async () => {
    await tryCommand('docker', ['image', 'rm', name]);
    await proxy.close();
  });
  writeFileSync(join(folder, 'own'), randomBytes(64));
  writeFileSync(join(folder, 'Dockerfile'), `FROM ${buildkitImage}\nCOPY own /\n`);
  const env = { ...process.env, DOCKER_BUILDKIT: '0' };
  await runCommand('docker', ['build', '--quiet', '--tag', pushed, folder], { env });
  rmSync(folder, { recursive: true });
  await runCommand('docker', ['push', '--quiet', pushed]);
  await runCommand('docker', ['image', 'rm', pushed]);
  return { name, journal: proxy.journal };
}

function blobs(journal: readonly { readonly method: string; readonly path: string }[]): string[] {
  return journal.filter(({ method, path }) => method === 'GET' && path.includes('/blobs/')).map(({ path }) => path);
}

async function exists(image: string): Promise<boolean> {
  return (await tryCommand('docker', ['image', 'inspect', image])).exitCode === 0;
}
