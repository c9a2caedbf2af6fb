import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, vi } from 'vitest';
import type { FaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import type { Rule } from '../../../testbed/faulty-registry/rule.ts';
import type { Runner, Step } from '../../../testbed/harness.ts';
import { builderInputs, succeeded, tagDigests } from '../fixture.ts';
import { files, test } from './fixture.ts';
import { buildersOf, waitForBuilder } from './machine.ts';

const sleepy = { Dockerfile: 'FROM debian:bookworm-slim\nRUN echo at work; sleep 60\n' };

interface Phase {
  readonly files?: Record<string, string>;
  readonly inputs?: (proxy: FaultyRegistry) => Record<string, string>;
  readonly rules?: readonly Rule[];
  /** Resolves when the phase is reached. */
  readonly reached: (step: Step, proxy: FaultyRegistry, runner: Runner) => Promise<unknown>;
}

/** Resolves when a proxy holds back a request. */
function held(proxy: FaultyRegistry): Promise<unknown> {
  return vi.waitFor(() => expect(proxy.journal.some(({ rule }) => rule === 'black-hole')).toBe(true), {
    timeout: 60_000,
    interval: 20,
  });
}

const hold = { kind: 'black-hole' } as const;
const phases: Record<string, Phase> = {
  pulling: {
    inputs: (proxy) => ({ 'buildkit-image': `${proxy.address}/library/buildkit:none` }),
    rules: [{ match: { kind: 'manifest', repository: 'library/buildkit' }, action: hold }],
    reached: (_, proxy) => held(proxy),
  },
  booting: { reached: (_, __, runner) => waitForBuilder(runner) },
  'in a RUN': { files: sleepy, reached: (step) => step.waitFor(/at work/) },
  pushing: {
    rules: [{ match: { kind: 'manifest', method: 'PUT', reference: 'main' }, action: hold }],
    reached: (_, proxy) => held(proxy),
  },
  exporting: {
    inputs: () => ({ 'cache-export': 'inline' }),
    rules: [{ match: { kind: 'manifest', method: 'PUT', reference: /^cache-b-f/ }, action: hold }],
    reached: (_, proxy) => held(proxy),
  },
};

describe('SIGINT while pulling, booting, in a RUN, pushing, exporting', () => {
  test.concurrent.for(Object.entries(phases))(
    '%s',
    async ([, phase], { newRunner, startProxy, testbed, registry, repository }) => {
      const proxy = await startProxy(phase.rules);
      const runner = newRunner({ files: phase.files ?? files });
      const inputs = {
        ...builderInputs(testbed),
        image: `${proxy.address}/${repository}`,
        push: 'true',
        ...phase.inputs?.(proxy),
      };
      const step = runner.start('main', { inputs });
      await phase.reached(step, proxy, runner);
      const before = await tagDigests(registry, repository);
      const signalled = performance.now();
      const cancelled = step.cancel();
      const main = await step.result;
      // The processes' times are no part of it where the machine is shared: what counts is that SIGINT alone did it.
      expect(performance.now() - signalled).toBeLessThan(7000);
      expect(await buildersOf(runner)).toStrictEqual([]);
      await cancelled;
      expect(main.signal).toBe(null);
      expect(main.exitCode).toBe(1);
      expect(main.outputs).toStrictEqual({});
      expect(main.annotations.map(({ level, message }) => [level, message])).toStrictEqual([
        ['error', 'The job was cancelled.'],
      ]);
      succeeded(await runner.post());
      await sleep(1000);
      expect(await tagDigests(registry, repository)).toStrictEqual(before);
    },
  );

  test.concurrent('in the post step, while the cache is exported', async ({
    newRunner,
    startProxy,
    testbed,
    registry,
    repository,
  }) => {
    const proxy = await startProxy([
      { match: { kind: 'manifest', method: 'PUT', reference: /^cache-b-f/ }, action: hold },
    ]);
    const runner = newRunner({ files });
    const inputs = { ...builderInputs(testbed), image: `${proxy.address}/${repository}`, push: 'true' };
    const main = succeeded(await runner.main({ inputs }));
    await held(proxy);
    const post = runner.start('post');
    // Before it listens to signals, Node.js ends by itself.
    await sleep(1500);
    const signalled = performance.now();
    await post.cancel();
    expect(performance.now() - signalled).toBeLessThan(7000);
    await post.result;
    expect(await buildersOf(runner)).toStrictEqual([]);
    expect(await tagDigests(registry, repository)).toStrictEqual({ main: main.outputs.digest });
  });

  test.concurrent('at any moment of a short build', async ({ newRunner, testbed, image }) => {
    const inputs = { ...builderInputs(testbed), image, push: 'true' };
    for (const milliseconds of [50, 150, 250, 350, 500, 700]) {
      const runner = newRunner({ files });
      const step = runner.start('main', { inputs });
      await sleep(milliseconds);
      await step.cancel();
      await step.result;
      succeeded(await runner.post());
      expect(await buildersOf(runner)).toStrictEqual([]);
    }
  });
});

describe('SIGKILL of the node process', () => {
  test.concurrent.for([
    ['in a RUN', sleepy, /at work/],
    ['at its start', files, /No cache to import/],
  ] as const)('%s: the post step removes everything', async ([, contents, line], { newRunner, testbed, image }) => {
    const runner = newRunner({ files: { ...contents } });
    const step = runner.start('main', { inputs: { ...builderInputs(testbed), image, push: 'true' } });
    await step.waitFor(line);
    await waitForBuilder(runner);
    step.signal('SIGKILL');
    expect((await step.result).signal).toBe('SIGKILL');
    succeeded(await runner.post());
    expect(await buildersOf(runner)).toStrictEqual([]);
  });
});

describe('post without state, twice, with a forged state', () => {
  test.concurrent('without state it does nothing', async ({ newRunner }) => {
    const post = succeeded(await newRunner({ files }).post());
    expect(post.lines).toStrictEqual([]);
  });

  test.concurrent('a second time it does nothing', async ({ newRunner, testbed, image }) => {
    const runner = newRunner({ files });
    succeeded(await runner.main({ inputs: { ...builderInputs(testbed), image } }));
    succeeded(await runner.post());
    expect(succeeded(await runner.post()).lines).toStrictEqual([]);
  });

  test.concurrent('with a forged state it touches nothing', async ({ newRunner, testbed, image }) => {
    const other = newRunner({ files: sleepy });
    const step = other.start('main', { inputs: { ...builderInputs(testbed), image } });
    await step.waitFor(/at work/);
    const [container = ''] = await buildersOf(other);
    const runner = newRunner({ files });
    writeFileSync(join(runner.workspace, 'lease'), container);
    const leases = [
      'no JSON',
      null,
      { container, folder: runner.workspace },
      { container, folder: 5 },
      { container, folder: join(runner.temp, 'buildkit-aaaaaa') },
      { container: 'registry', folder: '/' },
    ];
    for (const lease of leases) {
      const state = typeof lease === 'string' ? lease : JSON.stringify(lease);
      expect(succeeded(await runner.post({ env: { STATE_lease: state } })).lines).toStrictEqual([]);
    }
    expect(readdirSync(runner.workspace).sort()).toStrictEqual([...Object.keys(files), 'lease'].sort());
    expect(await buildersOf(other)).toStrictEqual([container]);
    expect(existsSync(other.temp)).toBe(true);
    await step.cancel();
    await step.result;
    await other.post();
  });
});
