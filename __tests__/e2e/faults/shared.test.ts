import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { runCommand } from '../../../testbed/command.ts';
import type { FaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import type { Runner, StepResult } from '../../../testbed/harness.ts';
import { registryClient } from '../../../testbed/registry-client.ts';
import { aJob } from '../a-job.ts';
import { succeeded, tagDigests } from '../fixture.ts';
import { files, test, writeFiles } from './fixture.ts';
import { buildersOf, editDocker, killBuilder } from './machine.ts';

const sleepy = { sleepy: 'FROM debian:bookworm-slim\nRUN echo at work; sleep 60\n' };

/** Holds back the export of a step's cache for a while, and nothing of an image. */
const slowCache = (milliseconds: number) =>
  ({
    match: { method: 'PUT', kind: 'manifest', reference: /^cache-/, repository: /\/one$/ },
    action: { kind: 'delay', milliseconds },
  }) as const;

function exported(posts: readonly StepResult[]): string[] {
  return posts.flatMap(({ log }) => log.split('\n').filter((line) => line.startsWith('Cache exported to ')));
}

describe.concurrent("one builder for the steps of a job: it is killed between two steps; a step is cancelled or killed while an earlier one's export goes on; a step has to replace it meanwhile; jobs at the same time", () => {
  test.concurrent('killed between two steps: the second starts another one, and the third takes that', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const runner = newRunner({ files });
    const { pre, main, post } = aJob(runner, testbed, [
      { id: 'one', image, cache: 'off' },
      { id: 'two', image, cache: 'off' },
      { id: 'three', image, cache: 'off' },
    ]);
    await pre();
    await main('one');
    await killBuilder(runner);
    const two = await main('two');
    expect(two.log).toContain("The builder of this job's earlier steps has ended: starting another one.");
    expect(two.annotations).toStrictEqual([]);
    const builders = await buildersOf(runner);
    expect(builders).toHaveLength(1);
    const three = await main('three');
    expect(three.outputs).toMatchObject({ 'cached-steps': '1', 'total-steps': '1' });
    await vi.waitFor(async () => expect(await buildersOf(runner)).toStrictEqual([]), { timeout: 20_000 });
    await post();
  });

  test.concurrent.for(['SIGINT', 'SIGKILL'] as const)(
    "%s while an earlier step's export goes on: that export is saved",
    async (signal, { newRunner, testbed, startProxy, registry, repository }) => {
      const proxy = await startProxy([slowCache(6000)]);
      const runner = newRunner({ files: { ...files, ...sleepy } });
      const image = `${proxy.address}/${repository}`;
      const { pre, main, start, post } = aJob(runner, testbed, [
        { id: 'one', image: `${image}/one`, push: 'true' },
        { id: 'two', image: `${image}/two`, push: 'true', file: 'sleepy' },
      ]);
      await pre();
      await main('one');
      const builders = await buildersOf(runner);
      const two = start('two');
      await two.waitFor(/at work/);
      two.signal(signal);
      await two.result;
      expect(await buildersOf(runner)).toStrictEqual(builders);
      const posts = await post();
      expect(exported(posts)).toHaveLength(1);
      expect(Object.keys(await tagDigests(registry, `${repository}/one`))).toContainEqual(
        expect.stringMatching(/^cache-/),
      );
      expect(await tagDigests(registry, `${repository}/two`)).toStrictEqual({});
    },
  );

  test.concurrent('a fresh builder for one step leaves the export of another one alone', async ({
    newRunner,
    testbed,
    startProxy,
    repository,
  }) => {
    const proxy = await startProxy();
    const image = `${proxy.address}/${repository}`;
    await spoilCache(proxy, newRunner(), testbed, `${image}/two`);
    const runner = newRunner({ files: { ...files, ...chain('three') } });
    const { pre, main, post } = aJob(runner, testbed, [
      { id: 'one', image: `${image}/one`, push: 'true' },
      { id: 'two', image: `${image}/two`, push: 'true', file: 'chain' },
      { id: 'three', image: `${image}/three`, push: 'true' },
    ]);
    await pre();
    await main('one');
    const [first] = await buildersOf(runner);
    const two = await main('two');
    expect(two.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(/^Attempt 1 failed, the build could not use the imported cache .* without it now\.$/),
    ]);
    const both = await buildersOf(runner);
    expect(both).toHaveLength(2);
    expect(both).toContain(first);
    // The later steps use the new one, which has not built what the first step did.
    const three = await main('three');
    expect(three.outputs).toMatchObject({ 'cached-steps': '0' });
    expect(await buildersOf(runner)).toHaveLength(2);
    expect(exported(await post())).toHaveLength(3);
  });

  test.concurrent('a state that was forged removes no builder of another job', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const runner = newRunner({ files });
    const { main, post } = aJob(runner, testbed, [{ id: 'one', image, push: 'true' }]);
    const { state } = await main('one');
    const builders = await buildersOf(runner);
    const other = newRunner({ env: { RUNNER_TEMP: runner.temp } });
    for (const step of [undefined, JSON.stringify({ ...JSON.parse(state.step ?? ''), id: 'x' })]) {
      succeeded(await other.post({ env: { STATE_lease: state.lease, STATE_step: step } }));
    }
    // One with a folder of its own names a builder that it has not claimed.
    const { state: own } = await other.pre({ inputs: { image, 'buildkit-image': testbed.buildkitImage } });
    succeeded(await other.post({ env: { ...own, STATE_step: own.step, STATE_lease: state.lease } }));
    expect(await buildersOf(runner)).toEqual(expect.arrayContaining(builders));
    await post();
  });

  test.concurrent('jobs at the same time in one temp folder have a builder each', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const one = newRunner({ files });
    const env = { RUNNER_TEMP: one.temp, GITHUB_JOB: 'another' };
    const first = aJob(one, testbed, [{ id: 'one', image: `${image}/one`, push: 'true' }]);
    const second = aJob(one.another(), testbed, [{ id: 'two', image: `${image}/two`, push: 'true' }], { env });
    await first.pre();
    await second.pre();
    await Promise.all([first.main('one'), second.main('two')]);
    expect(await buildersOf(one)).toHaveLength(2);
    await first.post();
    expect(await buildersOf(one)).toHaveLength(1);
    await second.post();
  });
});

describe('one builder for five images of a job, on a disk that has not room for all', () => {
  test('all are built', async ({ newRunner, testbed, image, skip }) => {
    skip(process.getuid?.() !== 0, 'only root can mount');
    const runner = newRunner();
    const temp = join(runner.root, 'small');
    mkdirSync(temp);
    await runCommand('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'small', temp]);
    try {
      // Docker's own disk, where the state is if there is more room, is small too.
      const edited = editDocker(runner, 's|^type=volume,dst=/mnt$|type=tmpfs,dst=/mnt,tmpfs-size=300000000|');
      const names = ['one', 'two', 'three', 'four', 'five'];
      const steps = names.map((id) => ({ id, image: `${image}/${id}`, context: id, push: 'true' }));
      for (const id of names) {
        writeFiles(join(runner.workspace, id), { Dockerfile: 'FROM scratch\nCOPY data /\n' });
        writeFileSync(join(runner.workspace, id, 'data'), randomBytes(30_000_000));
      }
      const { pre, main, post } = aJob(runner, testbed, steps, { env: { ...edited, RUNNER_TEMP: temp } });
      await pre();
      const logs: string[] = [];
      for (const id of names) logs.push((await main(id)).log);
      expect(logs.join('')).toContain('from the builder that earlier steps of this job had left there.');
      expect(await buildersOf(runner)).toHaveLength(1);
      expect(exported(await post())).toHaveLength(5);
    } finally {
      await runCommand('umount', [temp]);
    }
  });
});

/** The second stage reads the first one's layer; `target` makes that step a new one, so that the layer has to be fetched. */
function chain(target: string, data = 'the same in every build') {
  return { chain: `FROM scratch AS first\nCOPY data /one\nFROM scratch\nCOPY --from=first /one /${target}\n`, data };
}

/** Writes a cache whose layers cannot be fetched any more, and begins to hold back the export of the first step's. */
async function spoilCache(
  proxy: FaultyRegistry,
  runner: Runner,
  testbed: Parameters<typeof aJob>[1],
  image: string,
): Promise<void> {
  writeFiles(runner.workspace, chain('two'));
  const { main, post } = aJob(runner, testbed, [{ id: 'before', image, push: 'true', file: 'chain' }]);
  const before = await main('before');
  await post();
  const [name = '', tag = ''] = (before.outputs['cache-ref'] ?? '').split(/:(?=[^:]*$)/);
  const cache = await registryClient(proxy.address).manifest(name.slice(name.indexOf('/') + 1), tag);
  const layers = (cache?.body.layers ?? []).map(({ digest }) => digest).join('|');
  proxy.setRules([
    {
      match: { method: 'GET', kind: 'blob', reference: new RegExp(layers) },
      action: { kind: 'answer', status: 403 },
    },
    slowCache(10_000),
  ]);
}
