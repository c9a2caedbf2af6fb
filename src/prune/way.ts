import type { Failure } from '../registry/client.ts';

/** What is to be deleted: a tag, and what it pointed to when it was judged. */
export interface Target {
  readonly tag: string;
  readonly digest: string;
}

/** What became of a tag. `frees`: nothing points to its manifest any more. */
export type Removal =
  | { readonly kind: 'deleted'; readonly frees: boolean }
  /** It stays as it is, for a reason that is no fault: half a sentence. */
  | { readonly kind: 'kept'; readonly reason: string }
  /** The registry never deletes this way. */
  | { readonly kind: 'unsupported'; readonly reason: string }
  | Failure;

/** One way to delete tags of one repository. */
export type Way = (target: Target) => Promise<Removal>;

/** Combines ways into one that takes the first that works here; a way that is not supported, or that has no right, is not tried again. */
export function firstOf(ways: readonly Way[]): Way {
  let left = ways;
  return async (target) => {
    let last: Removal = { kind: 'unsupported', reason: 'There is no way to delete it.' };
    for (const way of left) {
      const removal = await way(target);
      if (!isRefused(removal)) return removal;
      // What a registry refuses for lack of a right is worth more than that another way does not exist.
      if (last.kind !== 'failed') last = removal;
      if (left.length > 1) left = left.filter((other) => other !== way);
    }
    return last;
  };
}

function isRefused(removal: Removal): boolean {
  if (removal.kind === 'unsupported') return true;
  return removal.kind === 'failed' && (removal.status === 401 || removal.status === 403);
}
