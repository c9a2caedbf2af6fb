import { lookUp } from './look-up.ts';
import type { Measurement, Results } from './results.ts';
import { median } from './statistics.ts';
import { megabytes, seconds, secondsWithSpread, table } from './table.ts';
import type { ContestantName, Situation } from './types.ts';

/** Writes what a cache mount costs: seconds, and bytes from and to the Actions cache. */
export function mountsTable(results: Results): string {
  const rows = projectsOf(results).flatMap(({ project, size }) =>
    situations.flatMap(([situation, what]) =>
      contestants.flatMap(([contestant, way]) => {
        const found = lookUp(results, { part: 'mounts', project, contestant, situation });
        return found === undefined ? [] : [[`${size} MB, ${what}`, way, ...cellsOf(found)]];
      }),
    ),
  );
  const head = ['', 'way of building', 'seconds to the digest', 'seconds in total'];
  return table([...head, 'MB from the Actions cache', 'MB to it', 'rounds'], rows);
}

/** Says in a sentence for each size what a build costs in which nothing changed. */
export function mountsSummary(results: Results): string {
  const sentences = projectsOf(results).flatMap(({ project, size }) => {
    const found = (contestant: ContestantName) =>
      lookUp(results, { part: 'mounts', project, contestant, situation: 'nothing' });
    const [own, usual, bare] = [found('action-mounts'), found('buildx-mounts'), found('action-disk')];
    if (own === undefined || usual === undefined || bare === undefined) return [];
    return `* **${size} MB, nothing changed**: ${inSeconds(own)} to the digest with \`cache-mounts\`, ${inSeconds(bare)} without it, ${inSeconds(usual)} where the mount is restored before every build.`;
  });
  return sentences.join('\n');
}

const situations: readonly (readonly [Situation, string])[] = [
  ['nothing', 'nothing changed'],
  ['dependency', 'the RUN runs again'],
];

const contestants: readonly (readonly [ContestantName, string])[] = [
  ['action-mounts', 'this action, `cache-mounts: auto`'],
  ['action-disk', 'this action, nothing kept'],
  ['buildx-mounts', 'docker buildx, restored before every build'],
  ['buildx', 'docker buildx, nothing kept'],
];

function projectsOf({ measurements }: Results): { project: string; size: number }[] {
  const sizes = measurements
    .filter(({ part }) => part === 'mounts')
    .map(({ project, shape }) => [project, shape?.megabytes ?? 0] as const);
  return [...new Map(sizes)].map(([project, size]) => ({ project, size }));
}

function cellsOf({ toDigest, total, transfers = [] }: Measurement): string[] {
  const bytes = (which: 'fetched' | 'stored') =>
    transfers.length === 0 ? '–' : megabytes(median(transfers.map((each) => each[which])));
  const times = [secondsWithSpread(toDigest), secondsWithSpread(total)];
  return [...times, bytes('fetched'), bytes('stored'), String(toDigest.length)];
}

function inSeconds({ toDigest }: Measurement): string {
  return `${seconds(median(toDigest))} s`;
}
