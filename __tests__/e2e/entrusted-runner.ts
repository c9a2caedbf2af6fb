import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createRunner,
  type Runner,
  type RunnerOptions,
  type StepOptions,
  type StepResult,
} from '../../testbed/harness.ts';
import type { Testbed } from '../../testbed/up.ts';
import { type Canaries, findSecrets, makeCanaries } from './canaries.ts';

/** A runner that knows secrets. */
export interface EntrustedRunner {
  readonly runner: Runner;
  /** What it was given, and what a test has given it besides, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The repositories of the testbed's registry that its steps were told to write to. */
  readonly repositories: ReadonlySet<string>;
  /** What its steps have written so far, by the place that it went to. */
  shown(): Record<string, string>;
}

/**
 * Makes a runner whose steps are given secrets, and that remembers what they say and where they push.
 *
 * What is given changes nothing that a step does, and a test that sets one itself has its own in its place: a login of the
 * testbed's registry, which asks for none; a github-token, which only a git context of github.com would be fetched with; a
 * secret that no Dockerfile mounts; a token of the Actions runtime, without the address that it would be sent to.
 */
export function createEntrustedRunner(options: RunnerOptions = {}, testbed: Testbed): EntrustedRunner {
  const canaries = makeCanaries();
  const { secret, token, password, runtimeToken } = canaries;
  const runner = createRunner({ ...options, env: { ACTIONS_RUNTIME_TOKEN: runtimeToken, ...options.env } });
  const login = { [testbed.registry]: { auth: Buffer.from(`mona:${password}`).toString('base64') } };
  writeFileSync(join(runner.dockerConfig, 'config.json'), JSON.stringify({ auths: login }));
  const given = { secrets: `"canary=${secret.replaceAll('"', '""')}"`, 'github-token': token };
  const secrets: Record<string, string> = { ...canaries };
  const results: StepResult[] = [];
  const repositories = new Set<string>();

  const startOn =
    (runner: Runner): Runner['start'] =>
    (phase, step = {}) => {
      const inputs: StepOptions['inputs'] = step.inputs && { ...given, ...step.inputs };
      Object.assign(secrets, secretsOf(step), loginsOf(runner, password));
      const started = runner.start(phase, { ...step, ...(inputs && { inputs }) });
      const note = (result: StepResult): StepResult => {
        results.push(result);
        const { tags, 'cache-ref': written } = result.outputs;
        const named = [inputs?.image, inputs?.['cache-ref'], tags, written];
        for (const repository of repositoriesOf(named)) repositories.add(repository);
        return withoutMasks(result, canaries);
      };
      return { ...started, result: started.result.then(note) };
    };
  const entrust = (runner: Runner): Runner => {
    const start = startOn(runner);
    const pre: Runner['pre'] = (step) => start('pre', step).result;
    const main: Runner['main'] = (step) => start('main', step).result;
    const post: Runner['post'] = (step) => start('post', step).result;
    return { ...runner, another: () => entrust(runner.another()), start, pre, main, post };
  };
  return { runner: entrust(runner), secrets, repositories, shown: () => shownBy(results) };
}

const isMask = /^::add-mask::/;

/** A test sees the masks of its own secrets only. */
function withoutMasks(result: StepResult, canaries: Canaries): StepResult {
  const isOwn = (mask: string) => findSecrets({ ...canaries }, { mask }).length === 0;
  return {
    ...result,
    lines: result.lines.filter(({ text }) => !isMask.test(text) || isOwn(text)),
    commands: result.commands.filter(({ name, value }) => name !== 'add-mask' || isOwn(value)),
    masks: result.masks.filter(isOwn),
  };
}

function shownBy(results: readonly StepResult[]): Record<string, string> {
  const every = (text: (result: StepResult) => string) => results.map(text).join('\n');
  return {
    // Annotations included. A mask is told to the runner, which hides it from then on.
    'the log': every(({ lines }) =>
      lines
        .map(({ text }) => text)
        .filter((line) => !isMask.test(line))
        .join('\n'),
    ),
    'the outputs': every(({ outputs }) => Object.values(outputs).join('\n')),
    'the state': every(({ state }) => Object.values(state).join('\n')),
    'the summary': every(({ summary }) => summary),
  };
}

/** Shorter ones that a test has made up may be words that stand everywhere. */
const shortestSecret = 8;

/** The secrets of a step that a test has set itself; those that a RUN may print are its own to look for. */
function secretsOf({ inputs = {}, env = {} }: StepOptions): Record<string, string> {
  const set = { "the test's token": inputs['github-token'], "the test's runtime token": env.ACTIONS_RUNTIME_TOKEN };
  return Object.fromEntries(
    Object.entries(set).filter((entry): entry is [string, string] => (entry[1] ?? '').length >= shortestSecret),
  );
}

/** The passwords of docker's configuration as it is now, but the one that was given. */
function loginsOf({ dockerConfig }: Runner, given: string): Record<string, string> {
  try {
    const { auths } = JSON.parse(readFileSync(join(dockerConfig, 'config.json'), 'utf8')) as DockerConfig;
    const logins = Object.entries(auths).map(([host, { auth = '', identitytoken }]) => {
      const login = Buffer.from(auth, 'base64').toString();
      return [`the login of ${host}`, identitytoken ?? login.slice(login.indexOf(':') + 1)] as const;
    });
    return Object.fromEntries(logins.filter(([, value]) => value.length >= shortestSecret && value !== given));
  } catch {
    // Not there, or what a test wants to be refused.
    return {};
  }
}

interface DockerConfig {
  readonly auths: Readonly<Record<string, { readonly auth?: string; readonly identitytoken?: string }>>;
}

/** The repositories on this machine among references; behind every proxy stands the testbed's registry. */
function repositoriesOf(references: readonly (string | undefined)[]): string[] {
  return references
    .flatMap((text) => text?.toLowerCase().split('\n') ?? [])
    .flatMap((reference) => /^[\w.]+:\d+\/([a-z0-9][a-z0-9._/-]*)(:\w[\w.-]*)?$/.exec(reference)?.[1] ?? []);
}
