/** A cache mount as BuildKit identifies it within one builder: two RUNs with the same id and owner see the same files. */
export interface CacheMount {
  /** `id`, or the target where none is written. */
  readonly id: string;
  /** Undefined where none of uid, gid and mode is written; BuildKit then keeps the files elsewhere than with their defaults. */
  readonly owner: Owner | undefined;
}

/** Owner and permissions of the mount's folder. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** The kind of tar in a builder. GNU tar keeps the holes of sparse files, in a format that no other tar reads. */
export type Tar = 'gnu' | 'other';
