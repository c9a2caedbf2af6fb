import type { Progress, Step } from '../trace/progress.ts';
import type { CacheMount } from './cache-mount.ts';
import { parseRun } from './written-run.ts';

/** A RUN that has not started, with its mounts that may be restored. */
export interface UpcomingRun {
  readonly stages: readonly (string | undefined)[];
  readonly mounts: readonly CacheMount[];
}

/**
 * Returns the RUNs that have not started and depend on an instruction that is running or has run: they will run too, since their input has
 * changed. Where every step is cached there are none.
 */
export function upcomingRuns(progress: Progress): UpcomingRun[] {
  const isFresh = freshness(progress);
  return progress
    .steps()
    .filter((step) => step.state === 'pending' && isFresh(step))
    .map(({ stage, instruction }) => ({ stages: [stage], mounts: mountsOf(instruction) }));
}

function mountsOf(instruction: string): CacheMount[] {
  const mounts = parseRun(instruction)?.mounts ?? [];
  return mounts.flatMap(({ cache, start }) => (cache && start === 'empty' ? [cache] : []));
}

/** Tells whether any instruction below a step ran. It does not use recursion, since a chain of steps may exceed the stack. */
function freshness(progress: Progress): (step: Step) => boolean {
  const fresh = new Map<string, boolean>();
  const inputsOf = (step: Step) => step.inputs.flatMap((digest) => progress.stepOf(digest) ?? []);
  const isRun = ({ phase, isExecuted }: Step) => phase === 'instruction' && isExecuted;
  return (first) => {
    const path = fresh.has(first.id) ? [] : [first];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      fresh.set(step.id, false);
      const inputs = inputsOf(step);
      const next = inputs.find(({ id }) => !fresh.has(id));
      if (next) path.push(next);
      else {
        fresh.set(
          step.id,
          inputs.some((input) => isRun(input) || fresh.get(input.id) === true),
        );
        path.pop();
      }
    }
    return fresh.get(first.id) === true;
  };
}
