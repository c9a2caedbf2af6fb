import type { Scope } from '../cache/event.ts';
import { formatScope } from '../cache/scope.ts';
import type { EventContext } from '../request/git-context.ts';

/** What a run prunes: the caches of one scope that has just ended, those of every scope that is no more, or nothing. */
export type Trigger =
  | { readonly kind: 'ended'; readonly scope: Scope; readonly why: string }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'nothing'; readonly why: string };

/**
 * Decides by the event what is pruned; throws an Error for any other event.
 *
 * | event | what is pruned |
 * | --- | --- |
 * | delete of a branch | the caches of that branch |
 * | delete of a tag | nothing, a tag keeps no cache |
 * | pull_request, pull_request_target: closed | the caches of that pull request |
 * | schedule, workflow_dispatch | the caches of all branches that are gone and all pull requests that are closed |
 */
export function toTrigger({ event, payload }: EventContext): Trigger {
  if (event === 'schedule' || event === 'workflow_dispatch') return { kind: 'sweep' };
  if (event === 'delete' && typeof payload?.ref === 'string' && payload.ref !== '') {
    if (payload.ref_type !== 'branch')
      return { kind: 'nothing', why: `${payload.ref} is no branch: it keeps no cache` };
    return ended({ kind: 'branch', ref: `refs/heads/${payload.ref}` }, 'was deleted');
  }
  const number = payload?.number;
  const isPull = event === 'pull_request' || event === 'pull_request_target';
  if (isPull && payload?.action === 'closed' && typeof number === 'number' && Number.isSafeInteger(number)) {
    return ended({ kind: 'pull-request', number }, 'is closed');
  }
  const got = [event || 'no event', ...(isPull ? [String(payload?.action)] : [])].join(', ');
  throw new Error(
    `Caches are pruned on delete, pull_request (types: [closed]), schedule and workflow_dispatch: got ${got}. Write the job's "on:" so.`,
  );
}

function ended(scope: Scope, what: string): Trigger {
  return { kind: 'ended', scope, why: `${formatScope(scope)} ${what}` };
}
