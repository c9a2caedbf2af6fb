import type { Step } from './progress.ts';

/** The step that broke the cache and what it cost. */
export interface CacheMiss {
  readonly step: Step;
  /** Steps that ran because of it, itself included. */
  readonly steps: number;
  /** The sum of their times: what the machine had to do, not what the clock showed where stages ran side by side. */
  readonly milliseconds: number;
}

/**
 * Finds the first executed instruction that depends on cached instructions only (or on none), and sums up all that ran on
 * top of it; undefined when nothing ran. What comes between two instructions (a build context, a base image) is looked through.
 */
export function firstMiss(steps: readonly Step[]): CacheMiss | undefined {
  const byVertex = new Map(steps.map((step) => [step.digest, step]));
  const run = steps.filter((step) => step.phase === 'instruction' && step.isExecuted);
  const ancestors = new Map(run.map((step) => [step, ancestorsOf(step, byVertex)]));
  const isRoot = (step: Step) => !run.some((other) => other !== step && ancestors.get(step)?.has(other));
  const step = run.filter(isRoot).toSorted((a, b) => (a.started ?? 0) - (b.started ?? 0))[0];
  if (step === undefined) return undefined;
  const cost = run.filter((other) => other === step || ancestors.get(other)?.has(step));
  return { step, steps: cost.length, milliseconds: cost.reduce((sum, other) => sum + other.milliseconds, 0) };
}

function ancestorsOf(step: Step, byVertex: ReadonlyMap<string, Step>): Set<Step> {
  const found = new Set<Step>();
  const open = [...step.inputs];
  for (let digest = open.pop(); digest !== undefined; digest = open.pop()) {
    const input = byVertex.get(digest);
    if (input === undefined || found.has(input)) continue;
    found.add(input);
    open.push(...input.inputs);
  }
  return found;
}
