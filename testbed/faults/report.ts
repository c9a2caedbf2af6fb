import { cpus, totalmem } from 'node:os';
import { holds, type RowResult } from './matrix.ts';
import type { SoakResult } from './soak.ts';

/** What the last runs of the two commands found; the page docs/faults.md is made of it. */
export interface Results {
  readonly matrix?: MatrixResult;
  readonly soak?: SoakFigures;
}

interface MatrixResult extends Machine {
  readonly seconds: number;
  readonly rows: readonly RowResult[];
}

interface SoakFigures extends Machine {
  readonly seconds: number;
  readonly seed: number;
  readonly builds: number;
  readonly atOnce: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly problems: number;
  readonly before: SoakResult['before'];
  readonly after: SoakResult['after'];
}

interface Machine {
  readonly date: string;
  readonly machine: string;
}

/** Says when and where something was found. */
export function here(): Machine {
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${gigabytes} GiB, Node.js ${process.version}`,
  };
}

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
    problems: result.builds.reduce((sum, { problems }) => sum + problems.length, 0),
    before: result.before,
    after: result.after,
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
    ...(soak ? formatSoakPart(soak) : []),
    ...howToRepeat,
  ].join('\n');
}

const afterEveryRow = [
  '**After every row**: no container, volume or temp folder of ours is left; no secret (raw, base64, JSON-escaped) stands in the log,',
  "in any process's command line, in `docker inspect`, in the image, its configuration or the cache; the `digest` output is set exactly",
  "when the step succeeded and equals what the registry answers; tags and caches that are not ours did not change; the workspace's",
  'owners and modes did not change; a failure prints exactly one `::error::`; a tag is either wholly old or wholly new.',
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

function formatMatrixPart({ rows, date, machine, seconds }: MatrixResult): string[] {
  const tests = rows.reduce((sum, { passed }) => sum + passed, 0);
  const lines = rows.flatMap((row, index) => [
    ...(row.section === rows[index - 1]?.section
      ? []
      : ['', `## ${row.section}`, '', '| scenario | expected | tests | |', '| --- | --- | --- | --- |']),
    `| ${cell(row.scenario)} | ${cell(row.expected)} | ${row.passed} | ${holds(row) ? '✓' : '✗'} |`,
  ]);
  const held = rows.filter(holds).length;
  return [
    `${held} of ${rows.length} rows hold, by ${tests} passed tests (one may hold several rows) in ${seconds} s (${date}; ${machine}).`,
    ...lines,
    '',
  ];
}

function formatSoakPart({
  builds,
  atOnce,
  seconds,
  seed,
  ends,
  faults,
  problems,
  before,
  after,
  date,
  machine,
}: SoakFigures): string[] {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    '## Soak',
    '',
    `${builds} builds with random faults, the last ${atOnce} of them at once, took ${seconds} s (seed ${seed}; ${date}; ${machine}).`,
    '',
    '| what | count |',
    '| --- | --- |',
    `| ends | ${list(ends)} |`,
    `| faults | ${list(faults)} |`,
    `| wrong digests; containers, files, mounts or processes left behind; post steps that failed | ${problems} |`,
    `| on the whole machine before, other jobs included | ${list(before)} |`,
    `| on the whole machine after, other jobs included | ${list(after)} |`,
    '',
  ];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
