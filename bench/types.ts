/** What happened to the project since the build whose cache is there; `cold`: there is none. Each meets a fresh builder. */
export type Situation = 'cold' | 'source' | 'dependency' | 'nothing';

export const situations: readonly Situation[] = ['cold', 'source', 'dependency', 'nothing'];

/** Ways of building that are compared on every project. */
export type PlainName = 'legacy' | 'daemonless' | 'buildx' | 'action-disk' | 'action-late' | 'action-memory' | 'floor';

/** `-mounts`: those that keep cache mounts between builds; `failing-`: a build that breaks off, and is kept or not. */
export type ContestantName = PlainName | 'action-mounts' | 'buildx-mounts' | 'failing-kept' | 'failing-lost';

/** What can be measured on its own. */
export type Part = 'start-up' | 'compare' | 'distance' | 'growth' | 'mounts' | 'failure';

export const parts: readonly Part[] = ['start-up', 'compare', 'distance', 'growth', 'mounts', 'failure'];

/** What a made project consists of; each is varied alone. */
export type Shape = {
  /** FROM lines. */
  readonly stages: number;
  /** RUN instructions that make content, over all stages. */
  readonly layers: number;
  /** Content of those, uncompressed. */
  readonly megabytes: number;
};

/** A folder to build. */
export type Project = {
  /** Also its part of the repositories' names. */
  readonly name: string;
  /** Of a made project. */
  readonly shape: Shape | undefined;
  /** Names of its stages in order, the last one is the image; a project with instructions that only BuildKit knows has none. */
  readonly stages: readonly string[] | undefined;
  /** Makes the project in an empty folder. */
  create(folder: string): void;
  /** Changes what the situation is about, to something that no build saw before. */
  change(folder: string, situation: Situation, number: number): void;
};

/** How far the registry is and what the build asks of it; each is varied alone. */
export type Conditions = {
  /** Round-trip time to the registry, milliseconds. */
  readonly roundTrip: number;
  /** Further caches that are imported. */
  readonly imports: number;
  readonly tags: number;
};

/** One build to make. */
export type Job = {
  readonly project: Project;
  readonly workspace: string;
  /** Where the contestant finds the registry, `localhost:PORT`. */
  readonly registry: string;
  /** Repository of the image and of its cache, without the registry. */
  readonly repository: string;
  readonly tags: readonly string[];
  /** References of further caches to import. */
  readonly imports: readonly string[];
  readonly situation: Situation;
  /** Commit that is built. */
  readonly sha: string;
};

/** Milliseconds of a build. */
export type Timing = {
  /** Until the next step of a workflow could know the digest of the pushed image. */
  readonly toDigest: number;
  /** Until nothing is left to do: cache written, builder removed. */
  readonly total: number;
  /** Of the Actions cache, where the build uses it. */
  readonly transfers?: Transfers;
};

/** Bytes that went to the Actions cache and came from it. */
export type Transfers = { readonly stored: number; readonly fetched: number };

/** A way of building. */
export type Contestant = {
  readonly name: ContestantName;
  /** Builds, with a builder that is as fresh as a new runner's; throws when the build fails. */
  build(job: Job): Promise<Timing>;
};
