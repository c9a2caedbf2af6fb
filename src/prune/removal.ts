import type { Outcome, Subject } from './outcome.ts';
import type { Removal } from './way.ts';

/** One deletion that is to be made. */
export interface Job {
  readonly subject: Subject;
  readonly remove: () => Promise<Removal>;
}

/**
 * Does jobs one after the other and tells each as it ends. After a refusal that is no matter of the single item (no right, no such way, too
 * many requests, no answer) the rest is not tried. Throws what the signal was aborted with.
 */
export async function removeAll(
  jobs: readonly Job[],
  signal: AbortSignal,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { subject, remove } of jobs) {
    signal.throwIfAborted();
    const last = outcomes.at(-1)?.end;
    const end = last !== undefined && endsAll(last) ? ({ kind: 'not-tried' } as const) : await remove();
    const outcome = { ...subject, end };
    outcomes.push(outcome);
    tell(outcome);
  }
  return outcomes;
}

/** Tells whether the same would become of every other item. */
export function endsAll(end: Outcome['end']): boolean {
  if (end.kind !== 'failed') return end.kind === 'unsupported' || end.kind === 'not-tried';
  return end.status === undefined || [401, 403, 429].includes(end.status);
}
