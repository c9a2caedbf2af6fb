import { pushEvent, type Runner, type Step, type StepOptions, type StepResult } from '../../testbed/harness.ts';
import type { Testbed } from '../../testbed/up.ts';
import { succeeded } from './fixture.ts';

/** The id of a step, and its inputs. */
export interface StepInputs {
  readonly id: string;
  readonly [input: string]: string;
}

/** A job of several steps of the action. */
export interface StepsJob {
  /** Runs all pre steps. */
  pre(): Promise<void>;
  start(id: string): Step;
  /** Runs the main step of a step, which has to succeed. */
  main(id: string): Promise<StepResult>;
  /** Runs all post steps in reverse order, which have to succeed. */
  post(): Promise<StepResult[]>;
}

/** Makes a job of steps that run as a runner runs them: all pre steps first, and the post steps in reverse. */
export function aJob(
  runner: Runner,
  testbed: Testbed,
  steps: readonly StepInputs[],
  more: Omit<StepOptions, 'inputs'> = {},
): StepsJob {
  const common = { 'buildkit-image': testbed.buildkitImage, 'buildkitd-config-inline': testbed.buildkitdConfig };
  const event = pushEvent();
  const all = steps.map(({ id, ...inputs }, index) => ({
    id,
    runner: index === 0 ? runner : runner.another(),
    options: { event, ...more, inputs: { ...common, ...inputs }, env: { ...more.env, GITHUB_ACTION: id } },
  }));
  const start = (wanted: string) => {
    const found = all.find(({ id }) => id === wanted);
    if (found === undefined) throw new Error(`There is no step ${wanted}.`);
    return found.runner.start('main', found.options);
  };
  return {
    async pre() {
      for (const step of all) succeeded(await step.runner.pre(step.options));
    },
    start,
    main: async (id) => succeeded(await start(id).result),
    async post() {
      const ended: StepResult[] = [];
      for (const step of all.toReversed()) ended.push(succeeded(await step.runner.post(step.options)));
      return ended;
    },
  };
}
