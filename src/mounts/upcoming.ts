import type { Progress, Step } from '../trace/progress.ts';
import type { CacheMount } from './cache-mount.ts';
import { parseRun } from './written-run.ts';

/** A RUN that has not started, with the mounts that may be restored for it. */
export interface UpcomingRun {
  readonly stages: readonly (string | undefined)[];
  readonly mounts: readonly CacheMount[];
}

/**
 * Returns the RUNs that have not started and stand on an instruction that runs or ran: they will be run as well, since what they
 * stand on changed. Where every step is cached there are none.
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

/** Tells of a step whether an instruction below it is not from the cache. */
function freshness(progress: Progress): (step: Step) => boolean {
  const seen = new Map<string, boolean>();
  const isFresh = (step: Step): boolean => {
    const known = seen.get(step.id);
    if (known !== undefined) return known;
    seen.set(step.id, false);
    const fresh = step.inputs.some((digest) => {
      const input = progress.stepOf(digest);
      return input !== undefined && ((input.phase === 'instruction' && input.isExecuted) || isFresh(input));
    });
    seen.set(step.id, fresh);
    return fresh;
  };
  return isFresh;
}
