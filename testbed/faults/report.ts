import { here, type MatrixResult, type Results, type SoakFigures } from './figures.ts';
import { holds } from './matrix.ts';
import type { SoakResult } from './soak.ts';
import { formatSoak, toSoaked } from './soak-report.ts';

/** Counts what a soak found. */
export function toFigures(result: SoakResult, seed: number, atOnce: number): SoakFigures {
  const count = (key: 'end' | 'fault') =>
    Object.fromEntries(
      [...new Set(result.builds.map((build) => build[key]))]
        .sort()
        .map((value) => [value, result.builds.filter((build) => build[key] === value).length]),
    );
  return {
    ...here(),
    seconds: Math.round(result.seconds),
    seed,
    builds: result.builds.length,
    atOnce,
    ends: count('end'),
    faults: count('fault'),
    problems: [...result.builds.flatMap(({ problems }) => problems), ...result.memory.leaks].length,
    before: result.before,
    after: result.after,
    memory: result.memory,
  };
}

/** Writes the page of results; every figure in it comes from a run. */
export function formatPage({ matrix, soak }: Results): string {
  return [
    '# Faults',
    '',
    'What holds when things go wrong, and how that is known. This page is written by `npm run faults -- --write`.',
    '',
    ...afterEveryRow,
    ...(matrix ? formatMatrixPart(matrix) : []),
    ...(soak ? formatSoak(soak) : []),
    ...howToRepeat,
  ].join('\n');
}

/** Writes what README.md says of the results, between its comments. */
export function formatReadme({ matrix, soak }: Results): string {
  return [
    ...(matrix ? [`* ${toHeld(matrix)} (${matrix.date}); again with \`npm run faults\`.`] : []),
    ...(soak ? [`* ${toSoaked(soak)} (${soak.date}); again with \`npm run faults -- --soak\`.`] : []),
  ].join('\n');
}

const afterEveryRow = [
  '**After every row**: no container, volume or temp folder of ours is left; no secret (raw, base64, JSON- or URL-escaped) stands in the',
  "log, the outputs, the state, the summary, in any process's command line, in `docker inspect`, in the image, its configuration, its",
  'provenance or the cache; the `digest` output is set exactly when the step succeeded and equals what the registry answers; tags and',
  "caches that are not ours did not change; the workspace's owners and modes did not change; a failure prints exactly one `::error::`;",
  'a tag is either wholly old or wholly new.',
  '',
  'E = clear error · W = goes on with one warning · R = repeated, then fine · OK = just works.',
  '',
];

const howToRepeat = [
  '## How to repeat it',
  '',
  '    npm run faults              # every row, against a real engine and registry',
  '    npm run faults -- --soak    # builds with random faults, bounded in count and time; --builds, --at-once, --minutes, --seed',
  '    npm run faults -- --write   # the same, and writes this page',
  '',
];

function formatMatrixPart(matrix: MatrixResult): string[] {
  const { rows } = matrix;
  const lines = rows.flatMap((row, index) => [
    ...(row.section === rows[index - 1]?.section
      ? []
      : ['', `## ${row.section}`, '', '| scenario | expected | tests | |', '| --- | --- | --- | --- |']),
    `| ${cell(row.scenario)} | ${cell(row.expected)} | ${row.passed} | ${holds(row) ? '✓' : '✗'} |`,
  ]);
  const { date, machine, seconds } = matrix;
  return [`${toHeld(matrix)}. The run took ${seconds} s (${date}; ${machine}).`, ...lines, ''];
}

/** `48 of 48 rows hold, by 1200 passed tests with 90000 property runs`. */
function toHeld({ rows, tests, propertyRuns }: MatrixResult): string {
  return `${rows.filter(holds).length} of ${rows.length} rows hold, by ${tests} passed tests with ${propertyRuns} property runs`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
