import type { Note } from '../request/build-request.ts';

/** A BuildKit that answers, and the buildctl to use with it, the same for every way in which a builder starts. */
export interface Builder {
  readonly buildctl: string;
  /** Value of `buildctl --addr`. */
  readonly address: string;
  readonly tlsFolder: string | undefined;
  /** Name of the container; undefined for an endpoint. */
  readonly container: string | undefined;
  /** Folder of this machine that the builder sees as `sharedFolder`; undefined where they share none. */
  readonly sharedFolder: string | undefined;
  /** Whether it replaces a builder that failed. */
  readonly isRestarted: boolean;
  /** Facts about the builder for the reader of the log, each said once. */
  readonly notes: readonly Note[];
}
