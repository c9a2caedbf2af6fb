import type { NumberedInstruction } from './stage-graph.ts';
import type { Step } from './step.ts';

/** What a trace tells of one step of a Dockerfile (see `Step`). */
export type TracedStep = Pick<Step, 'stage' | 'index' | 'total' | 'instruction' | 'state'>;

/**
 * Returns how many of a stage's numbered instructions, from the first one on, a build has finished. `steps` are the stage's
 * own, of all platforms: what one platform still lacks is not finished. `hasFrom` tells that FROM is a step too, the first.
 */
export function countFinished(
  numbered: readonly NumberedInstruction[],
  hasFrom: boolean,
  steps: readonly TracedStep[],
): number {
  const before = hasFrom ? 1 : 0;
  const places = placeSteps([...(hasFrom ? ['FROM'] : []), ...numbered.map(({ keyword }) => keyword)], steps);
  const count = [...Map.groupBy(steps, ({ index }) => index ?? 0)]
    .toSorted(([a], [b]) => a - b)
    .filter(([, same]) => same.every(isFinished))
    .flatMap(([index]) => (places.get(index) ?? 0) - before)
    .reduce((finished, place) => (takesAllAbove(numbered[place - 1]) || place === finished + 1 ? place : finished), 0);
  return Math.max(0, count);
}

function isFinished({ state }: TracedStep): boolean {
  return state === 'done' || state === 'cached';
}

/**
 * An instruction that finished had all that is above it, so steps may be missing: where two stages have the same one, BuildKit
 * shows it under one name only.
 */
function takesAllAbove(instruction: NumberedInstruction | undefined): boolean {
  return instruction !== undefined && !instruction.isLinked;
}

/**
 * Finds the place of each step number among a stage's instructions, both counted from 1. They differ where an instruction
 * makes no step: `WORKDIR /`, or a FROM whose image is empty or replaced by `build-contexts`. Where a step could stand in
 * several places it gets the first one, so that never too much counts as finished.
 */
function placeSteps(keywords: readonly string[], steps: readonly TracedStep[]): Map<number, number> {
  const known = new Map(steps.map(({ index, instruction }) => [index ?? 0, /^\w*/.exec(instruction)?.[0] ?? '']));
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
