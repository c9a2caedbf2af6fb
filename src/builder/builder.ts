/** A BuildKit that answers, and the buildctl that talks to it. How it came to be does not matter to anyone else. */
export interface Builder {
  readonly buildctl: string;
  /** Value of `buildctl --addr`. */
  readonly address: string;
  readonly tlsFolder: string | undefined;
  /** Name of the container; undefined for an endpoint. */
  readonly container: string | undefined;
  /** Folder of this machine that the builder sees as `sharedFolder`; undefined where they share none. */
  readonly sharedFolder: string | undefined;
  /** It took the place of one that failed. */
  readonly isRestarted: boolean;
  /** What the person reading the log should know of it, each said once. */
  readonly notes: readonly string[];
}
