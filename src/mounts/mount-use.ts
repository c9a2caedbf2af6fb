import type { CacheMount } from './cache-mount.ts';
import type { MountsPlan } from './plan.ts';

/** A cache mount that a RUN of this job had: what became of its restoring, and where its files are to be saved from. */
export interface MountUse extends CacheMount {
  /** Folder in the builder; undefined: its files cannot be kept. */
  readonly home: string | undefined;
  readonly start: MountStart;
}

/** How a mount's folder began. */
export type MountStart =
  | { readonly kind: 'restored'; readonly key: string; readonly bytes: number; readonly milliseconds: number }
  /** No entry of any of the scopes, or none that this builder's tar can read. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The Actions cache does not answer at all. */
  | { readonly kind: 'silent'; readonly reason: string }
  /** The build ended before; its folder may hold a part of what was to come. */
  | { readonly kind: 'unused' }
  /** Empty on purpose: the step is built without cache. */
  | { readonly kind: 'emptied' }
  /** It begins with the files of a stage, which an older copy would hide. */
  | { readonly kind: 'stage' }
  /** A RUN of which nobody knew what it has may have written there before. */
  | { readonly kind: 'taken' }
  /** What was to come may be there in part. */
  | { readonly kind: 'partial'; readonly reason: string };

/** What becomes of a mount in the post step. */
export type MountEnd = CacheMount &
  (
    | { readonly kind: 'saved'; readonly bytes: number; readonly milliseconds: number }
    | { readonly kind: 'unchanged' }
    | { readonly kind: 'empty' }
    | { readonly kind: 'large'; readonly bytes: number }
    | { readonly kind: 'failed'; readonly reason: string }
  );

/** What the main step leaves for the post step, as plain values. */
export interface KeptMounts {
  readonly plan: MountsPlan;
  readonly uses: readonly MountUse[];
  /** Commands of the RUNs with a mount of which nobody could tell which step they are. */
  readonly unknown: readonly string[];
}
