import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILDKIT_VERSION } from '../src/request/buildkit.ts';
import { insertBetween } from '../testbed/insert-between.ts';
import { say } from '../testbed/log.ts';
import { projectFolder } from '../testbed/paths.ts';
import { comparisonChart } from './comparison-chart.ts';
import { failureTable } from './failure-table.ts';
import { growthChart } from './growth-chart.ts';
import { mountsSummary, mountsTable } from './mount-tables.ts';
import type { Results } from './results.ts';
import {
  distanceTable,
  failureList,
  growthTable,
  ratioTable,
  shortTable,
  spreadTable,
  startUpTable,
  surveyTable,
  timesTable,
} from './tables.ts';
import { type Part, parts } from './types.ts';

/** Prints what a run found; a full one also goes into charts, README and documentation, between their comments. */
export function render(results: Results): void {
  const pages = pagesOf(results);
  for (const page of pages) if (page.printed) say(`\n${page.text}`);
  if (results.size === 'quick') return;
  for (const { file, mark, text } of pages) fill(file, mark, text);
  for (const [name, chart] of chartsOf(results)) {
    writeFileSync(join(projectFolder, `bench/results/${name}.svg`), `${chart}\n`);
  }
}

/** A text of a document, and whether it is printed too. */
export type Page = {
  readonly file: string;
  readonly mark: string;
  readonly text: string;
  readonly printed?: true;
};

/** Returns the texts of the parts that were measured; what was not stays as it is in the documents. */
export function pagesOf(results: Results): Page[] {
  const performance = (mark: string, text: string): Page => ({ file: 'docs/performance.md', mark, text });
  const of: Readonly<Record<Part, () => Page[]>> = {
    'start-up': () => [{ ...performance('bench-start-up', startUpTable(results)), printed: true }],
    compare: () => [
      { file: 'README.md', mark: 'bench', text: summary(results), printed: true },
      performance(
        'bench-times',
        `![Seconds until the digest is known and until everything is cleaned up](../bench/results/comparison.svg)\n\n${timesTable(results)}`,
      ),
      performance('bench-spread', spreadTable(results)),
      { ...performance('bench-ratios', ratioTable(results)), printed: true },
      performance('bench-survey', surveyTable(results)),
    ],
    distance: () => [{ ...performance('bench-distance', distanceTable(results)), printed: true }],
    growth: () => [
      performance(
        'bench-growth',
        `![Seconds to the digest, each property varied alone](../bench/results/growth.svg)\n\n${growthTable(results)}`,
      ),
    ],
    mounts: () => [{ file: 'docs/cache-mounts.md', mark: 'bench-mounts', text: mountsText(results), printed: true }],
    failure: () => [{ ...performance('bench-failure', failureTable(results)), printed: true }],
  };
  return [
    performance('bench-machine', describe(results)),
    performance('bench-failures', failureList(results)),
    ...parts.filter((part) => results.runs[part]).flatMap((part) => of[part]()),
  ];
}

function chartsOf(results: Results): [name: string, chart: string][] {
  return [
    ...(results.runs.compare ? comparisonCharts(results) : []),
    ...(results.runs.growth ? [['growth', growthChart(results)] as [string, string]] : []),
  ];
}

/** All ways of building, for docs/performance.md, and the two that most readers ask about. */
function comparisonCharts(results: Results): [name: string, chart: string][] {
  return [
    ['comparison', comparisonChart(results)],
    ['speed', comparisonChart(results, ['buildx', 'action-disk'])],
  ];
}

/** One chart and one small table; docs/performance.md has the rest. */
function summary(results: Results): string {
  return [
    '![Seconds until the digest is known and until everything is cleaned up](bench/results/speed.svg)',
    shortTable(results),
    describe(results),
  ].join('\n\n');
}

function mountsText(results: Results): string {
  return `${mountsSummary(results)}\n\n${mountsTable(results)}`;
}

/** Puts text between the comments `<!-- mark -->` and `<!-- /mark -->` of a file of the project; throws where they are missing. */
function fill(file: string, mark: string, text: string): void {
  const path = join(projectFolder, file);
  writeFileSync(path, insertBetween(readFileSync(path, 'utf8'), mark, text));
}

function describe({ machine, runs }: Results): string {
  const dates = [...new Set(Object.values(runs).map(({ date }) => date))].sort();
  const { cores, processor, memoryGigabytes, system, kernel, fileSystem, versions } = machine;
  const moved = versions.buildkit === BUILDKIT_VERSION ? '' : ` (the action now builds with ${BUILDKIT_VERSION})`;
  return [
    `Measured on ${dates.join(', ')}: ${cores} cores (${processor}), ${memoryGigabytes} GB of memory, ${system}, Linux ${kernel}, ${fileSystem};`,
    `Docker Engine ${versions.engine}, BuildKit ${versions.buildkit}${moved}, buildx ${versions.buildx}, Node.js ${versions.node}.`,
  ].join('\n');
}
