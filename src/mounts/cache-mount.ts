/** A cache mount as BuildKit tells them apart within one builder: two RUNs with the same id and owner see the same files. */
export interface CacheMount {
  /** `id`, or the target where none is written. */
  readonly id: string;
  /** Undefined where none of uid, gid and mode is written; BuildKit then keeps the files elsewhere than with their defaults. */
  readonly owner: Owner | undefined;
}

/** Whose the mount's folder is, and its permissions. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** The tar of a builder. GNU's keeps the holes of sparse files, in a form that no other reads. */
export type Tar = 'gnu' | 'other';
