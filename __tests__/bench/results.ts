import type { Machine } from '../../bench/machine.ts';
import { type Measurement, noResults, type Results } from '../../bench/results.ts';

/** A machine as results describe it. */
export const machine: Machine = {
  cores: 2,
  processor: 'EPYC',
  memoryGigabytes: 24,
  kernel: '6.18',
  system: 'Debian',
  fileSystem: 'ext4',
  versions: { node: 'v24', engine: '28', docker: '28', buildkit: 'v0.32', buildx: 'v0.38', mke2fs: '1.47' },
};

/** Results with the parts that are given, and nothing else. */
export function resultsWith(given: Partial<Results>): Results {
  return { ...noResults('full', machine), ...given };
}

/** A measurement of a build with nothing between it and the registry. */
export function measurement(
  given: Pick<Measurement, 'part' | 'project' | 'contestant'> & Partial<Measurement>,
): Measurement {
  return { situation: 'nothing', roundTrip: 0, imports: 0, tags: 1, toDigest: [1000], total: [2000], ...given };
}
