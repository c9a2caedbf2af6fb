import { createRunner, pushEvent, type StepResult } from '../../testbed/harness.ts';
import type { Contestant, Job, Timing } from '../types.ts';
import { baseOf } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/** This action as a runner runs it: dist/'s main step, then its post step, two processes. */
export function action(state: 'disk' | 'memory', surroundings: Surroundings): Contestant {
  return {
    name: `action-${state}`,
    async build(job) {
      const run = await runAction(job, { inputs: { ...inputsOf(job, surroundings), state } });
      mustSucceed(run);
      return timingOf(run);
    },
  };
}

/** What became of the two steps. */
export type ActionRun = { readonly main: StepResult; readonly post: StepResult };

/** Runs main and post step on a fresh runner. */
export async function runAction(
  job: Job,
  { inputs, env = {} }: { inputs: Record<string, string>; env?: NodeJS.ProcessEnv },
): Promise<ActionRun> {
  const runner = createRunner({ workspace: job.workspace });
  try {
    const main = await runner.main({ inputs, env, event: pushEvent({ sha: job.sha }) });
    return { main, post: await runner.post() };
  } finally {
    await runner.dispose();
  }
}

/** Throws the log of a step that failed. */
export function mustSucceed({ main, post }: ActionRun): void {
  for (const step of [main, post]) if (step.exitCode !== 0) throw new Error(`The action failed:\n${step.log}`);
}

/** Returns when the digest was known, or the failure, and when nothing was left to do. */
export function timingOf({ main, post }: ActionRun): Timing {
  return { toDigest: main.milliseconds, total: main.milliseconds + post.milliseconds };
}

/** Returns what a workflow would write in the step's `with`. */
export function inputsOf(job: Job, { image, config }: Surroundings): Record<string, string> {
  return {
    image: `${job.registry}/${job.repository}`,
    tags: job.tags.join('\n'),
    push: 'true',
    'build-args': `BASE=${baseOf(job)}`,
    'cache-from': job.imports.join('\n'),
    'buildkit-image': image,
    'buildkitd-config-inline': config(job.registry),
  };
}
