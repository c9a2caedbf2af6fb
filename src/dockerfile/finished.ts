import type { Step } from '../trace/step.ts';
import type { NumberedInstruction } from './stage-graph.ts';

/** What a trace tells of one step (see `Step`). */
export type TracedStep = Pick<
  Step,
  'stage' | 'platform' | 'index' | 'total' | 'instruction' | 'state' | 'started' | 'completed'
>;

/**
 * Returns the steps that a build finished. A step can end before it runs: the file that a COPY names is missing, or the build is
 * canceled while the step is looked up in the cache. At that moment BuildKit reports every step below it as cached, even those
 * that no cache had and that never ran. Such reports are left out: they start and end when the failed step does.
 */
export function findFinished<T extends TracedStep>(steps: readonly T[]): T[] {
  const stops = new Set(steps.filter(endedBeforeItRan).map(({ started }) => started));
  return steps.filter(({ state, started, completed }) => {
    if (state === 'cached') return started !== completed || !stops.has(started);
    return state === 'done';
  });
}

/** No container starts, runs and ends within a millisecond. */
function endedBeforeItRan({ state, started = 0, completed = 0 }: TracedStep): boolean {
  return (state === 'failed' || state === 'canceled') && completed - started <= 1;
}

/**
 * Returns how many of a stage's numbered instructions, from the first one on, are finished. `steps` are the stage's own, of
 * all platforms: what one platform still lacks is not finished. `hasFrom` tells that FROM is a step too, the first.
 */
export function countFinished(
  numbered: readonly NumberedInstruction[],
  hasFrom: boolean,
  steps: readonly TracedStep[],
  finished: ReadonlySet<TracedStep>,
): number {
  const before = hasFrom ? 1 : 0;
  const places = placeSteps([...(hasFrom ? ['FROM'] : []), ...numbered.map(({ keyword }) => keyword)], steps);
  let last = 0;
  for (const [index, place] of places) {
    const same = steps.filter((step) => step.index === index);
    // What finished had all that is above it, so the steps above may be missing: of what two stages have in common BuildKit
    // shows one. A linked COPY alone had nothing above it.
    const hadAllAbove = index === last + 1 || numbered[place - before - 1]?.isLinked === false;
    if (same.length > 0 && same.every((step) => finished.has(step)) && hadAllAbove) last = index;
  }
  return Math.max(0, (places.get(last) ?? 0) - before);
}

/**
 * Finds the place of each step number among a stage's instructions, both counted from 1. They differ where an instruction
 * makes no step: `WORKDIR /`, or a FROM whose image is empty or replaced by `build-contexts`. Where a step could stand in
 * several places it gets the first one, so that never too much counts as finished.
 */
function placeSteps(keywords: readonly string[], steps: readonly TracedStep[]): Map<number, number> {
  const known = new Map(steps.map(({ index = 0, instruction }) => [index, /^\w*/.exec(instruction)?.[0] ?? '']));
  const places = new Map<number, number>();
  let place = 0;
  for (let index = 1; index <= Math.max(0, ...known.keys()); index += 1) {
    const keyword = known.get(index);
    place = keyword === undefined ? place + 1 : keywords.indexOf(keyword, place) + 1;
    if (place === 0 || place > keywords.length) break;
    places.set(index, place);
  }
  return places;
}
