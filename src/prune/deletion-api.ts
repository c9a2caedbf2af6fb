import type { Failure } from '../registry/client.ts';

/** What is to be deleted: a tag, and what it pointed to when it was judged. */
export interface Target {
  readonly tag: string;
  readonly digest: string;
}

/** What became of a tag. `frees`: nothing points to its manifest any more. */
export type Deletion =
  | { readonly kind: 'deleted'; readonly frees: boolean }
  /** It stays as it is, for a reason that is no fault: half a sentence. */
  | { readonly kind: 'kept'; readonly reason: string }
  /** The registry never deletes by this API. */
  | { readonly kind: 'unsupported'; readonly reason: string }
  | Failure;

/** Deletes tags of one repository by one API. */
export type DeletionApi = (target: Target) => Promise<Deletion>;

/** Combines APIs into one that takes the first that works here; one that is not supported, or for which the right is missing, is not tried again. */
export function firstOf(apis: readonly DeletionApi[]): DeletionApi {
  let left = apis;
  return async (target) => {
    let last: Deletion = { kind: 'unsupported', reason: 'There is no way to delete it.' };
    for (const api of left) {
      const deletion = await api(target);
      if (!isRefused(deletion)) return deletion;
      // What a registry refuses for lack of a right is worth more than that another API does not exist.
      if (last.kind !== 'failed') last = deletion;
      if (left.length > 1) left = left.filter((other) => other !== api);
    }
    return last;
  };
}

function isRefused(deletion: Deletion): boolean {
  if (deletion.kind === 'unsupported') return true;
  return deletion.kind === 'failed' && (deletion.status === 401 || deletion.status === 403);
}
