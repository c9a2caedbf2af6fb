import type { CacheMount } from './cache-mount.ts';
import type { MountsPlan } from './plan.ts';

/** A cache mount that a RUN of this job had, with the result of restoring it and the folder to save it from. */
export interface MountUse extends CacheMount {
  /** Folder in the builder; undefined: its files cannot be kept. */
  readonly home: string | undefined;
  readonly start: MountStart;
}

/** The content of a mount's folder at the start of the first RUN that has it. */
export type MountStart =
  | { readonly kind: 'restored'; readonly key: string; readonly bytes: number; readonly milliseconds: number }
  /** No entry of any of the scopes, or none that this builder's tar can read. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The Actions cache did not answer at all. */
  | { readonly kind: 'silent'; readonly reason: string }
  /** The build ended before the restoring; the folder may have a part of the content. */
  | { readonly kind: 'unused' }
  /** Empty on purpose: the step is built without cache. */
  | { readonly kind: 'emptied' }
  /** It begins with the files of a stage, which an older copy would replace. */
  | { readonly kind: 'stage' }
  /** A RUN whose mounts could not be recognized may have written to it before. */
  | { readonly kind: 'taken' }
  /** The folder may have a part of the content. */
  | { readonly kind: 'partial'; readonly reason: string };

/** The result of saving a mount in the post step. */
export type MountEnd = CacheMount &
  (
    | { readonly kind: 'saved'; readonly bytes: number; readonly milliseconds: number }
    | { readonly kind: 'unchanged' }
    | { readonly kind: 'empty' }
    | { readonly kind: 'large'; readonly bytes: number }
    | { readonly kind: 'failed'; readonly reason: string }
  );

/** The cache mounts of the main step for the post step, as plain values. */
export interface KeptMounts {
  readonly plan: MountsPlan;
  readonly uses: readonly MountUse[];
  /** Commands of the RUNs with a mount whose step could not be recognized. */
  readonly unknown: readonly string[];
}
