import { type AxisName, axisNames, seriesOf } from './axes.ts';
import { comparedProjects, contestantsOf, lookUp } from './look-up.ts';
import { contestantNames, situationNames } from './names.ts';
import type { Measurement, Results, Survey } from './results.ts';
import { median, pairRatios, spread } from './statistics.ts';
import { megabytes, seconds, table } from './table.ts';
import { type ContestantName, type Situation, situations } from './types.ts';

/** Writes the times of all contestants, seconds to the digest and in total: medians. */
export function timesTable(results: Results): string {
  const projects = comparedProjects(results);
  const contestants = widest(projects.map((project) => contestantsOf(results, project)));
  const rows = projects.flatMap((project) =>
    situations.map((situation) => [
      `${project}, ${situationNames[situation]}`,
      ...contestants.map((contestant) => formatTimes(lookUp(results, { project, contestant, situation }))),
    ]),
  );
  return table(['', ...contestants.map((name) => contestantNames[name])], rows);
}

/** Writes the time to the digest of this action beside that of the bare docker buildx: a row for each situation, medians. */
export function shortTable(results: Results): string {
  const projects = comparedProjects(results);
  const time = (project: string, contestant: ContestantName, situation: Situation) => {
    const found = lookUp(results, { project, contestant, situation });
    return found === undefined ? '–' : seconds(median(found.toDigest));
  };
  const rows = situations.map((situation) => [
    situationNames[situation],
    ...projects.map(
      (project) => `**${time(project, 'action-disk', situation)}** / ${time(project, 'buildx', situation)}`,
    ),
  ]);
  return table(['**this action** / docker buildx', ...projects], rows);
}

/** Writes the least and the greatest time to the digest, and the number of rounds. */
export function spreadTable(results: Results): string {
  const projects = comparedProjects(results);
  const contestants = widest(projects.map((project) => contestantsOf(results, project)));
  const rows = projects.flatMap((project) =>
    situations.map((situation) => {
      const found = contestants.map((contestant) => lookUp(results, { project, contestant, situation }));
      const rounds = new Set(found.flatMap((each) => each?.toDigest.length ?? []));
      const name = `${project}, ${situationNames[situation]}`;
      return [name, [...rounds].sort((a, b) => a - b).join(', '), ...found.map(formatSpread)];
    }),
  );
  return table(['', 'rounds', ...contestants.map((name) => contestantNames[name])], rows);
}

/** Writes how many times as long the other ways take: medians of the ratios of one round, to the digest and in total. */
export function ratioTable(results: Results): string {
  const others: ContestantName[] = ['legacy', 'daemonless', 'buildx', 'floor'];
  const rows = comparedProjects(results).flatMap((project) =>
    situations.flatMap((situation) =>
      contestantsOf(results, project)
        .filter((name) => name.startsWith('action-'))
        .map((own) => [
          `${project}, ${situationNames[situation]}, ${contestantNames[own]}`,
          ...others.map((contestant) => {
            const other = lookUp(results, { project, contestant, situation });
            return formatRatios(other, lookUp(results, { project, contestant: own, situation }));
          }),
        ]),
    ),
  );
  return table(['', ...others.map((name) => contestantNames[name])], rows);
}

/** Writes what each build sends to the registry and gets from it, and what it needs of memory, in some situations. */
export function surveyTable({ surveys }: Results, wanted: readonly Situation[] = situations): string {
  const compared = surveys.filter(({ part, situation }) => part === 'compare' && wanted.includes(situation));
  const rows = compared.map(({ project, situation, contestant, traffic, memory }: Survey) => [
    `${project}, ${situationNames[situation]}`,
    contestantNames[contestant],
    String(traffic.requests),
    String(traffic.roundTrips),
    megabytes(traffic.received),
    megabytes(traffic.sent),
    megabytes(memory.client),
    memory.builder === undefined ? '–' : megabytes(memory.builder),
  ]);
  return table(
    [
      '',
      'way of building',
      'requests',
      'one after the other',
      'MB received by the registry',
      'MB sent by it',
      'MB of memory, client side',
      'MB of memory, buildkitd',
    ],
    rows,
  );
}

/** Writes the times at each distance from the registry. */
export function distanceTable(results: Results): string {
  const distant = results.measurements.filter(({ part }) => part === 'distance');
  const contestants = [...new Set(distant.map(({ contestant }) => contestant))];
  const groups = Map.groupBy(
    distant,
    ({ project, situation, roundTrip }) => `${project}, ${situationNames[situation]}, ${roundTrip} ms`,
  );
  const rows = [...groups].map(([name, group]) => [
    name,
    ...contestants.map((contestant) => formatTimes(group.find((each) => each.contestant === contestant))),
  ]);
  return table(['', ...contestants.map((name) => contestantNames[name])], rows);
}

/** Writes the seconds to the digest along each property. */
export function growthTable(results: Results): string {
  const rows = (Object.keys(axisNames) as AxisName[]).flatMap((axis) =>
    seriesOf(results, axis).map(({ contestant, situation, points }) => [
      axisNames[axis],
      `${contestantNames[contestant]}, ${situationNames[situation]}`,
      points.map(({ value, seconds }) => `${value}: ${seconds.toFixed(2)}`).join(', '),
    ]),
  );
  return table(['varied', 'way of building', 'seconds to the digest'], rows);
}

/** Writes how long the bundles take to load. */
export function startUpTable({ startUp }: Results): string {
  const names = {
    empty: 'a script without content',
    main: 'main, refused input',
    post: 'post, nothing to do',
  } as const;
  const rows = (['empty', 'main', 'post'] as const).map((name) => {
    const found = spread(startUp[name]);
    return [
      names[name],
      found ? `${found.middle.toFixed(0)} (${found.least.toFixed(0)}–${found.greatest.toFixed(0)})` : '–',
    ];
  });
  return table(['program', 'milliseconds from start to end'], rows);
}

/** Writes which builds failed and were made once more; their time is not in any figure. */
export function failureList({ failures }: Results): string {
  if (failures.length === 0) return 'No build failed.';
  const lines = failures.map(
    ({ project, contestant, situation, reason }) =>
      `* ${contestantNames[contestant]}, ${project}, ${situationNames[situation]}: \`${reason.replaceAll('`', "'").slice(0, 200)}\``,
  );
  return ['Builds that failed and were made once more:', '', ...lines].join('\n');
}

function widest(lists: readonly (readonly ContestantName[])[]): readonly ContestantName[] {
  return lists.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

function formatTimes(measurement: Measurement | undefined): string {
  if (measurement === undefined) return '–';
  const [toDigest, total] = [median(measurement.toDigest), median(measurement.total)];
  return toDigest === total ? seconds(toDigest) : `${seconds(toDigest)} / ${seconds(total)}`;
}

function formatSpread(measurement: Measurement | undefined): string {
  const found = measurement && spread(measurement.toDigest);
  return found ? `${seconds(found.least)}–${seconds(found.greatest)}` : '–';
}

function formatRatios(other: Measurement | undefined, own: Measurement | undefined): string {
  if (other === undefined || own === undefined) return '–';
  const ratio = (of: 'toDigest' | 'total') => median(pairRatios(other[of], own[of])).toFixed(2);
  return `${ratio('toDigest')} / ${ratio('total')}`;
}
