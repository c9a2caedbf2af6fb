import type { Outcome, Subject } from './outcome.ts';
import type { Removal } from './way.ts';

/** One deletion that is to be made. */
export interface Job {
  readonly subject: Subject;
  readonly remove: () => Promise<Removal>;
}

/** What ends a run: the job's cancellation with an error, and the time that it may take, after which nothing more is tried. */
export interface Ends {
  readonly cancel: AbortSignal;
  readonly late: AbortSignal;
}

const NOT_TRIED = { kind: 'not-tried' } as const;

/**
 * Does jobs one after the other and tells each as it ends. After a refusal that is no matter of the single item (no right, no such way, too
 * many requests, no answer) the rest is not tried. Throws what the signal was aborted with.
 */
export async function removeAll(
  jobs: readonly Job[],
  { cancel, late }: Ends,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const attempt = (remove: Job['remove']) =>
    remove().catch((error: unknown): Removal => {
      cancel.throwIfAborted();
      if (!late.aborted) throw error;
      return { kind: 'failed', reason: 'There was no time left.' };
    });
  const outcomes: Outcome[] = [];
  for (const { subject, remove } of jobs) {
    cancel.throwIfAborted();
    const last = outcomes.at(-1)?.end;
    const end = late.aborted || (last !== undefined && endsAll(last)) ? NOT_TRIED : await attempt(remove);
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
