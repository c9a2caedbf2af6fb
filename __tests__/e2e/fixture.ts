import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test as base, expect, vi } from 'vitest';
import type { Leftovers, Runner, RunnerOptions, StepOptions, StepResult } from '../../testbed/harness.ts';
import { type RegistryClient, registryClient } from '../../testbed/registry-client.ts';
import { readTestbed, type Testbed } from '../../testbed/up.ts';
import { createEntrustedRunner, type EntrustedRunner } from './entrusted-runner.ts';
import { findTraces } from './traces.ts';
import { startWitness, type Witness } from './witness.ts';

/** Both steps of a job on a fresh runner, each with the outputs, annotations and log that it had. */
export interface Job {
  readonly runner: Runner;
  readonly main: StepResult;
  readonly post: StepResult;
}

export type JobOptions = StepOptions & Pick<RunnerOptions, 'workspace' | 'files'>;

export interface Fixture {
  testbed: Testbed;
  /** Look-ups in the testbed's registry. */
  registry: RegistryClient;
  /** A repository that does not exist yet. */
  repository: string;
  /** That repository with its registry in front: what the input `image` takes. */
  image: string;
  /** One for all tests of a file: what it sees of the others' steps holds none of this one's secrets. */
  witness: Witness;
  /**
   * Makes a runner that knows secrets. After the test it must have left nothing on the machine and have shown none of them; then
   * its folders are removed.
   */
  newRunner(options?: RunnerOptions): Runner;
  /** Runs a job's main and post step on a fresh runner; `inputs` are added to `push: true` of `image`, and '' takes one away. */
  job(options: JobOptions): Promise<Job>;
}

/** Vitest's `test` with a testbed; whatever a test does, its runners leave nothing behind and give no secret away. */
export const test = base.extend<Fixture>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
  testbed: ({}, use) => use(readTestbed()),
  registry: ({ testbed }, use) => use(registryClient(testbed.registry)),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  repository: ({}, use) => use(`e2e/${randomBytes(6).toString('hex')}`),
  image: ({ testbed, repository }, use) => use(`${testbed.registry}/${repository}`),
  witness: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const witness = await startWitness();
      await use(witness);
      witness.stop();
    },
    { scope: 'file' },
  ],
  newRunner: async ({ testbed, registry, witness }, use) => {
    const made: EntrustedRunner[] = [];
    await use((options) => {
      const entrusted = createEntrustedRunner(options, testbed);
      made.push(entrusted);
      return entrusted.runner;
    });
    try {
      const traces = findTraces(made, { registry, witness });
      await Promise.all([traces, ...made.map(({ runner }) => expectNothingLeft(runner))]);
      expect(await traces).toStrictEqual([]);
    } catch (error) {
      // A failed test must not be in the way of the next ones.
      await Promise.all(made.map(({ runner }) => runner.post()));
      throw error;
    } finally {
      await Promise.all(made.map(({ runner }) => runner.dispose()));
    }
  },
  job: ({ testbed, image, newRunner }, use) =>
    use(async ({ workspace, files, inputs, ...step }) => {
      const runner = newRunner({ ...(workspace && { workspace }), ...(files && { files }) });
      const main = await runner.main({
        ...step,
        inputs: { ...builderInputs(testbed), image, push: 'true', ...inputs },
      });
      return { runner, main, post: await runner.post() };
    }),
});

/** Returns the inputs that let a builder of the testbed find its base images. */
export function builderInputs(testbed: Testbed): Record<string, string> {
  return { 'buildkit-image': testbed.buildkitImage, 'buildkitd-config': testbed.buildkitdConfigFile };
}

/** Writes a shell script that can be run under its path, to stand on a PATH. */
export function writeCommand(path: string, script: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}`, { mode: 0o755 });
}

/** Returns what each tag of a repository points to. */
export async function tagDigests(registry: RegistryClient, repository: string): Promise<Record<string, string>> {
  const tags = await registry.tags(repository);
  const entries = tags.map(async (tag) => [tag, (await registry.manifest(repository, tag))?.digest ?? 'gone'] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Returns the digests of the layers that a manifest lists, in order. */
export async function layerDigests(registry: RegistryClient, repository: string, reference: string): Promise<string[]> {
  const manifest = await registry.manifest(repository, reference);
  return (manifest?.body.layers ?? []).map(({ digest }) => digest);
}

/** Returns the instructions that a step took from the cache and those that it ran, as its log names them (`[base 2/2] RUN …`). */
export function instructionsOf({ log }: StepResult): { cached: string[]; executed: string[] } {
  const lines = log.split('\n').filter((line) => /\] (RUN|COPY|ADD|WORKDIR) /.test(line));
  const cached = lines.filter((line) => line.startsWith('CACHED ')).map((line) => line.replace(/^CACHED /, ''));
  // A cached step may have a second line of its own, for the layer that another one needed: "unpacked in 0.1 s".
  const executed = lines.filter((line) => / · done in /.test(line)).map((line) => line.replace(/ · done in .*$/, ''));
  return { cached: cached.sort(), executed: executed.sort() };
}

/** Asserts that a step succeeded, with its log where it did not, and returns it. */
export function succeeded(step: StepResult): StepResult {
  expect(step.exitCode, step.log).toBe(0);
  return step;
}

/** Asserts that neither containers nor volumes, files, loop devices, mounts or processes of a runner are left. */
export async function expectNothingLeft(runner: Runner): Promise<void> {
  // Docker lets go of a volume, and the kernel of a loop device, a moment after the container is gone.
  await vi.waitFor(async () => expect(await runner.leftovers()).toStrictEqual(nothing), {
    timeout: 20_000,
    interval: 250,
  });
}

const nothing: Leftovers = { containers: [], volumes: [], files: [], loopDevices: [], mounts: [], processes: [] };
