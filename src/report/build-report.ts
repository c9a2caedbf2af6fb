import type { Counts } from '../buildkit/counts.ts';
import type { BuildFailure } from '../buildkit/failure.ts';
import type { Donor } from '../cache/donor.ts';
import type { ImageFacts } from '../image.ts';

/** What a build that ended has to tell, as plain values: outputs and summary are made of it. */
export interface BuildReport {
  readonly failure: BuildFailure | undefined;
  readonly digest: string | undefined;
  readonly imageId: string | undefined;
  /** The metadata file as BuildKit wrote it. */
  readonly metadata: string;
  readonly imageRef: string | undefined;
  readonly tags: readonly string[];
  readonly target: string | undefined;
  readonly pushed: boolean;
  readonly platforms: readonly string[];
  readonly donor: Donor | undefined;
  readonly exportTo: string | undefined;
  readonly counts: Counts;
  readonly facts: ImageFacts | undefined;
  /** Why there was more than one attempt. */
  readonly retries: readonly string[];
  /** From the step's start to here. */
  readonly milliseconds: number;
}
