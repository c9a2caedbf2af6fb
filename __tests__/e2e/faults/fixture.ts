import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type FaultyRegistry, startFaultyRegistry } from '../../../testbed/faulty-registry/faulty-registry.ts';
import type { Rule } from '../../../testbed/faulty-registry/rule.ts';
import type { TokenSettings } from '../../../testbed/faulty-registry/token-registry.ts';
import type { Annotation, Runner, Step, StepOptions, StepResult } from '../../../testbed/harness.ts';
import type { RegistryClient } from '../../../testbed/registry-client.ts';
import { test as base, builderInputs } from '../fixture.ts';
import { findHoles, foreignDigests, putForeignTags, readOwners } from './bystanders.ts';

export interface AttemptOptions extends StepOptions {
  readonly files?: Record<string, string>;
  /** The runner of an earlier job, in the place of a fresh one. */
  readonly on?: Runner;
  /** Address of the registry that the image goes to; by default the testbed's own. */
  readonly registry?: string;
  /** Called before main starts; what it returns is added to the environment. */
  readonly prepare?: (runner: Runner) => NodeJS.ProcessEnv | undefined;
  /** Called as soon as main has started. */
  readonly during?: (main: Step, runner: Runner) => Promise<unknown>;
}

/** A whole job, and what of it a person sees. */
export interface Attempt {
  readonly runner: Runner;
  readonly main: StepResult;
  readonly post: StepResult;
  /** Of main. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export interface FaultFixture {
  /** Starts a proxy with faults in front of the testbed's registry, and with a token server where there are to be users. */
  startProxy(rules?: readonly Rule[], tokens?: TokenSettings): Promise<FaultyRegistry>;
  /**
   * Runs both steps of a job, and asserts what holds after every row of docs/faults.md and is not asserted of every runner;
   * what a row has beyond that is the test's own.
   */
  attempt(options?: AttemptOptions): Promise<Attempt>;
}

/** No base image, so that a build takes hardly longer than its builder's start. */
export const files = { Dockerfile: 'FROM scratch\nCOPY page.html /\n', 'page.html': '<h1>Hello</h1>\n' };

/** Vitest's `test` with jobs that must leave no trace. */
export const test = base.extend<FaultFixture>({
  startProxy: async ({ testbed }, use) => {
    const proxies: FaultyRegistry[] = [];
    await use(async (rules = [], tokens) => {
      const proxy = await startFaultyRegistry({ upstream: testbed.registry, rules, ...(tokens && { tokens }) });
      proxies.push(proxy);
      return proxy;
    });
    await Promise.all(proxies.map((proxy) => proxy.close()));
  },
  attempt: async ({ testbed, registry, repository, newRunner }, use) => {
    await putForeignTags(registry, repository);
    await use(async (options = {}) => {
      const runner = options.on ?? newRunner({ files: options.files ?? files });
      const prepared = options.prepare?.(runner);
      const before = await readBystanders(registry, repository, runner);
      const attempt = await runJob(runner, {
        ...options,
        env: { ...options.env, ...prepared },
        inputs: {
          ...builderInputs(testbed),
          image: `${options.registry ?? testbed.registry}/${repository}`,
          push: 'true',
          ...options.inputs,
        },
      });
      expect(await readBystanders(registry, repository, runner)).toStrictEqual(before);
      await expectOneVerdict(attempt, registry, repository);
      return attempt;
    });
  },
});

/** Writes what docker/login-action would, by address and `user:password`. */
export function writeDockerConfig(runner: Runner, logins: Record<string, string>): void {
  const auths = Object.entries(logins).map(([host, login]) => [host, { auth: Buffer.from(login).toString('base64') }]);
  writeFiles(runner.dockerConfig, { 'config.json': JSON.stringify({ auths: Object.fromEntries(auths) }) });
}

/** Writes files below a folder. */
export function writeFiles(folder: string, contents: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function runJob(runner: Runner, options: AttemptOptions): Promise<Attempt> {
  const step = runner.start('main', options);
  const [main] = await Promise.all([step.result, options.during?.(step, runner)]);
  const post = await runner.post();
  const messages = (level: Annotation['level']) =>
    main.annotations.filter((annotation) => annotation.level === level).map(({ message }) => message);
  return { runner, main, post, errors: messages('error'), warnings: messages('warning') };
}

/** What belongs to others and may not change. */
async function readBystanders(registry: RegistryClient, repository: string, runner: Runner): Promise<object> {
  return { tags: await foreignDigests(registry, repository), owners: readOwners(runner.workspace) };
}

/** Success has the digest that the registry answers; failure has no output and exactly one error, and no tag is half moved. */
async function expectOneVerdict(attempt: Attempt, registry: RegistryClient, repository: string): Promise<void> {
  const { main, post, errors } = attempt;
  expect(post.annotations.filter(({ level }) => level === 'error')).toStrictEqual([]);
  expect(await findHoles(registry, repository)).toStrictEqual([]);
  if (main.exitCode !== 0) {
    expect(main.outputs).toStrictEqual({});
    if (main.signal === null) expect(errors, main.log).toHaveLength(1);
    return;
  }
  expect(errors).toStrictEqual([]);
  if (main.outputs.pushed !== 'true') return;
  const tags = (main.outputs.tags ?? '')
    .split('\n')
    .map((reference) => reference.slice(reference.lastIndexOf(':') + 1));
  const answers = await Promise.all(tags.map((tag) => registry.manifest(repository, tag)));
  expect(answers.map((answer) => answer?.digest)).toStrictEqual(tags.map(() => main.outputs.digest));
}
