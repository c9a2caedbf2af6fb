import type { Counts } from '../buildkit/counts.ts';
import type { Donor } from '../cache/donor.ts';
import type { ImageFacts } from '../image.ts';

/** What a finished build has to tell, as plain values: outputs and summary are made of it. */
export interface BuildReport {
  readonly outcome: 'built' | 'failed' | 'answered';
  readonly digest: string | undefined;
  readonly imageId: string | undefined;
  /** The metadata file as BuildKit wrote it. */
  readonly metadata: string;
  readonly imageRef: string | undefined;
  readonly tags: readonly string[];
  readonly pushed: boolean;
  readonly platforms: readonly string[];
  readonly donor: Donor | undefined;
  readonly exportTo: string | undefined;
  readonly counts: Counts;
  readonly facts: ImageFacts | undefined;
  readonly milliseconds: number;
}
