import { setTimeout as sleep } from 'node:timers/promises';
import { createRunner, pushEvent, type StepResult } from '../../testbed/harness.ts';
import type { Contestant, Job, Timing } from '../types.ts';
import { baseOf } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/** This action as a runner runs it: dist/'s steps, a process each. `late` has no pre step, as a local action has none. */
export function action(name: 'action-disk' | 'action-memory' | 'action-late', surroundings: Surroundings): Contestant {
  const state = name === 'action-memory' ? 'memory' : 'disk';
  return {
    name,
    async build(job) {
      const inputs = { ...inputsOf(job, surroundings), state };
      const run = await runAction(job, { inputs, isLate: name === 'action-late' });
      mustSucceed(run);
      return timingOf(run);
    },
  };
}

/** What became of the steps, in their order. */
export type ActionRun = { readonly pre?: StepResult; readonly main: StepResult; readonly post: StepResult };

/** Milliseconds between pre and main step, where a workflow has at least a checkout; they are in no figure. */
const beforeBuild = 500;

/** Runs the action's steps on a fresh runner. */
export async function runAction(
  job: Job,
  { inputs, env = {}, isLate = false }: { inputs: Record<string, string>; env?: NodeJS.ProcessEnv; isLate?: boolean },
): Promise<ActionRun> {
  const runner = createRunner({ workspace: job.workspace });
  try {
    const step = { inputs, env, event: pushEvent({ sha: job.sha }) };
    if (isLate) return { main: await runner.main(step), post: await runner.post() };
    const pre = await runner.pre(step);
    await sleep(beforeBuild);
    return { pre, main: await runner.main(step), post: await runner.post() };
  } finally {
    await runner.dispose();
  }
}

/** Throws the log of a step that failed. */
export function mustSucceed(run: ActionRun): void {
  for (const step of Object.values(run)) if (step.exitCode !== 0) throw new Error(`The action failed:\n${step.log}`);
}

/** Returns when the digest was known, or the failure, and when nothing was left to do. */
export function timingOf({ pre, main, post }: ActionRun): Timing {
  const toDigest = (pre?.milliseconds ?? 0) + main.milliseconds;
  return { toDigest, total: toDigest + post.milliseconds };
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
