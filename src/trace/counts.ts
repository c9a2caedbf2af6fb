import type { Step } from './progress.ts';

/** How much of a build its caches had. */
export interface Counts {
  readonly cached: number;
  readonly run: number;
  readonly total: number;
  /** Cached of total, 0 to 1; 1 where there was nothing to do. */
  readonly ratio: number;
}

/**
 * Counts the steps that make layers: numbered instructions of the Dockerfile but FROM, which is resolved in every build
 * and cached in none, so that it would only blur the figure. Instructions that a build did not need, such as those of a
 * stage whose only copied file was found in the cache, count as nothing.
 */
export function countSteps(steps: readonly Step[]): Counts {
  const instructions = steps.filter(({ phase }) => phase === 'instruction');
  const cached = instructions.filter(({ state }) => state === 'cached').length;
  const run = instructions.filter(({ isExecuted }) => isExecuted).length;
  const total = cached + run;
  return { cached, run, total, ratio: total === 0 ? 1 : cached / total };
}

/** Tells whether a build ran no instruction at all. */
export function isFullyCached(steps: readonly Step[]): boolean {
  return countSteps(steps).run === 0;
}
