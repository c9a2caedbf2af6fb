import type { Progress, Step } from '../buildkit/progress.ts';
import type { CacheMount } from './cache-mount.ts';
import { parseRun } from './written-run.ts';

/**
 * Returns the mounts of RUNs that have not started and stand on an instruction that runs or ran: they will be run as well, since
 * what they stand on changed. Where every step is cached there are none.
 */
export function upcomingMounts(progress: Progress): CacheMount[] {
  const steps = progress.steps();
  const isFresh = freshness(progress);
  return steps
    .filter((step) => step.state === 'pending' && isFresh(step))
    .flatMap((step) => parseRun(step.instruction)?.mounts ?? [])
    .flatMap(({ cache, start }) => (cache && start === 'empty' ? [cache] : []));
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
