import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { runCommand, tryCommand } from '../../testbed/command.ts';
import { startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import { pullRequestEvent, type StepResult } from '../../testbed/harness.ts';
import { aJob } from './a-job.ts';
import { buildersOf } from './faults/machine.ts';
import { instructionsOf, test } from './fixture.ts';

/** A RUN that gives another image each time that it is run. */
const random = {
  Dockerfile: 'FROM debian:bookworm-slim\nRUN cat /proc/sys/kernel/random/uuid >/id\nCOPY text /\n',
  text: 'text\n',
};
const small = { Dockerfile: 'FROM scratch\nCOPY text /\n', text: 'text\n' };

describe.concurrent('build, test, push', () => {
  test.concurrent('the last step runs nothing, imports nothing and pushes the image that was tested', async ({
    newRunner,
    testbed,
    registry,
    repository,
    image,
    onTestFinished,
  }) => {
    const runner = newRunner({ files: random });
    const proxy = await startFaultyRegistry({ upstream: testbed.registry });
    onTestFinished(() => proxy.close());
    const place = { image: `${proxy.address}/${repository}`, 'builder-network': 'host' };
    const { pre, main, post } = aJob(runner, testbed, [
      { id: 'build', ...place, load: 'true', 'cache-ref': image },
      { id: 'push', ...place, push: 'true', 'cache-ref': image },
    ]);
    await pre();
    const built = await main('build');
    onTestFinished(() => forgetImage(built));
    expect(proxy.journal).toStrictEqual([]);
    const id = await runCommand('docker', ['run', '--rm', built.outputs.imageid ?? '', 'cat', '/id']);
    const pushed = await main('push');
    expect(pushed.log).toContain(`This is the image that step build loaded: ${built.outputs.imageid}.`);
    expect(pushed.log).toContain('The cache is the one of step build: it is not exported again.');
    expect(instructionsOf(pushed).executed).toStrictEqual([]);
    expect(pushed.outputs).toMatchObject({ imageid: built.outputs.imageid, 'cached-steps': '2', 'total-steps': '2' });
    expect((await registry.manifest(repository, 'main'))?.body.config?.digest).toBe(built.outputs.imageid);
    expect(await buildersOf(runner)).toHaveLength(1);
    const [last, first] = await post();
    expect(last?.log).toBe('');
    expect(first?.log).toContain('Cache exported to ');
    // The cache has the RUN that was tested, too.
    const later = newRunner({ files: { ...random, Dockerfile: `${random.Dockerfile}RUN cat /id\n` } });
    const again = aJob(later, testbed, [{ id: 'again', ...place, 'cache-ref': image }]);
    expect((await again.main('again')).log).toContain(id);
    await again.post();
  });

  test.concurrent('in the pull request of a fork, which exports nothing, all of the second step is cached', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const steps = [
      { id: 'one', image },
      { id: 'two', image, labels: 'a=b' },
    ] as const;
    const event = pullRequestEvent({ fork: 'stranger' });
    const { pre, main, post } = aJob(newRunner({ files: random }), testbed, steps, { event });
    await pre();
    await main('one');
    expect((await main('two')).outputs).toMatchObject({ 'cached-steps': '2', 'total-steps': '2', 'cache-ref': '' });
    await post();
  });

  test.concurrent('a file that changed between two steps is seen, and the cache is used after all', async ({
    newRunner,
    testbed,
    image,
    onTestFinished,
  }) => {
    const runner = newRunner({ files: small });
    const { pre, main, post } = aJob(runner, testbed, [
      { id: 'one', image, load: 'true' },
      { id: 'two', image, push: 'true' },
    ]);
    await pre();
    const one = await main('one');
    onTestFinished(() => forgetImage(one));
    writeFileSync(join(runner.workspace, 'text'), 'another text\n');
    const two = await main('two');
    expect(two.log).toContain('A step is not what it was in step one: the build is begun anew, with the cache.');
    expect(two.log).toContain('No cache to import');
    expect(two.annotations).toStrictEqual([]);
    expect(two.outputs.imageid).not.toBe(one.outputs.imageid);
    expect(two.log).not.toContain('This is the image');
    const [last] = await post();
    expect(last?.log).toContain('Cache exported to ');
  });
});

describe.concurrent('a builder', () => {
  test.concurrent('goes with the main step of the last one that wants it', async ({ newRunner, testbed, image }) => {
    const runner = newRunner({ files: small });
    const inputs = { image, cache: 'off' };
    const { pre, main, post } = aJob(runner, testbed, [
      { id: 'one', ...inputs },
      { id: 'two', ...inputs },
    ]);
    await pre();
    await main('one');
    const builders = await buildersOf(runner);
    expect(builders).toHaveLength(1);
    await main('two');
    await vi.waitFor(async () => expect(await buildersOf(runner)).toStrictEqual([]), { timeout: 20_000 });
    await post();
  });

  test.concurrent('of steps without a pre step goes with the post step of the first', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const runner = newRunner({ files: small });
    const inputs = { image, cache: 'read-only' };
    const { main, post } = aJob(runner, testbed, [
      { id: 'one', ...inputs },
      { id: 'two', ...inputs },
    ]);
    await main('one');
    const builders = await buildersOf(runner);
    const two = await main('two');
    expect(two.outputs).toMatchObject({ 'cached-steps': '1', 'total-steps': '1' });
    expect(await buildersOf(runner)).toStrictEqual(builders);
    await post();
    expect(await buildersOf(runner)).toStrictEqual([]);
  });

  test.concurrent.for([
    ['another configuration', { 'builder-env': 'A=1' }],
    ['builder-sharing: step', { 'builder-sharing': 'step' }],
  ] as const)('is another one for %s', async ([, more], { newRunner, testbed, image }) => {
    const runner = newRunner({ files: small });
    const { pre, main, post } = aJob(runner, testbed, [
      { id: 'one', image, push: 'true' },
      { id: 'two', image: `${image}/two`, push: 'true', ...more },
    ]);
    await pre();
    await main('one');
    await main('two');
    expect(await buildersOf(runner)).toHaveLength(2);
    await post();
  });

  test.concurrent('that a skipped step had claimed goes with its post step', async ({ newRunner, testbed, image }) => {
    const runner = newRunner({ files: small });
    const inputs = { image, cache: 'off' };
    const { pre, main, post } = aJob(runner, testbed, [
      { id: 'one', ...inputs },
      { id: 'if-failure', ...inputs },
    ]);
    await pre();
    await main('one');
    expect(await buildersOf(runner)).toHaveLength(1);
    await post();
    expect(await buildersOf(runner)).toStrictEqual([]);
  });
});

async function forgetImage({ outputs }: StepResult): Promise<void> {
  await tryCommand('docker', ['image', 'rm', '--force', outputs.imageid ?? '']);
}
