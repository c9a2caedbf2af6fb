import type { Role } from '../cache/scope.ts';
import type { ImageFacts } from '../image/facts.ts';
import type { Pair } from '../request/build-request.ts';
import type { Counts } from '../trace/counts.ts';
import type { BuildFailure } from '../trace/failure.ts';
import type { BuildInput } from './build-inputs.ts';

/** What a build that ended has to tell, as plain values: outputs and summary are made of it. */
export interface BuildReport {
  readonly failure: BuildFailure | undefined;
  readonly digest: string | undefined;
  readonly imageId: string | undefined;
  /** The metadata file as BuildKit wrote it. */
  readonly metadata: string;
  readonly imageRef: string | undefined;
  readonly tags: readonly string[];
  readonly labels: readonly Pair[];
  readonly target: string | undefined;
  readonly pushed: boolean;
  readonly platforms: readonly string[];
  readonly cacheSource: { readonly role: Role; readonly reference: string } | undefined;
  /** What a failed attempt had left, which was imported too. */
  readonly wip: string | undefined;
  /** Where the cache is saved, or is being saved; a build that failed saves none. */
  readonly exportTo: string | undefined;
  readonly counts: Counts;
  readonly facts: ImageFacts | undefined;
  readonly inputs: readonly BuildInput[];
  /** Why there was more than one attempt. */
  readonly retries: readonly string[];
  /** From the step's start to here. */
  readonly milliseconds: number;
}
