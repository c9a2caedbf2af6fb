import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../testbed/log.ts';
import { projectFolder } from '../testbed/paths.ts';
import { comparisonChart } from './comparison-chart.ts';
import { growthChart } from './growth-chart.ts';
import type { Results } from './results.ts';
import {
  distanceTable,
  failureList,
  growthTable,
  ratioTable,
  spreadTable,
  startUpTable,
  surveyTable,
  timesTable,
} from './tables.ts';

/** Prints what a run found; a full one also goes into charts, README and documentation, between their comments. */
export async function render(results: Results): Promise<void> {
  say(`\n${timesTable(results)}\n\n${ratioTable(results)}\n\n${distanceTable(results)}\n\n${startUpTable(results)}`);
  if (results.size === 'quick') return;
  writeFileSync(join(projectFolder, 'bench/results/comparison.svg'), `${comparisonChart(results)}\n`);
  writeFileSync(join(projectFolder, 'bench/results/growth.svg'), `${growthChart(results)}\n`);
  fill('README.md', 'bench', `${describe(results)}\n\n${timesTable(results)}`);
  const parts = {
    'bench-machine': describe(results),
    'bench-spread': spreadTable(results),
    'bench-ratios': ratioTable(results),
    'bench-survey': surveyTable(results),
    'bench-distance': distanceTable(results),
    'bench-growth': growthTable(results),
    'bench-start-up': startUpTable(results),
    'bench-failures': failureList(results),
  };
  for (const [mark, text] of Object.entries(parts)) fill('docs/performance.md', mark, text);
}

/** Puts text between the comments `<!-- mark -->` and `<!-- /mark -->` of a file of the project; throws where they are missing. */
function fill(file: string, mark: string, text: string): void {
  const path = join(projectFolder, file);
  writeFileSync(path, insertBetween(readFileSync(path, 'utf8'), mark, text));
}

/** Returns a document with text between the comments `<!-- mark -->` and `<!-- /mark -->`; throws where they are missing. */
export function insertBetween(document: string, mark: string, text: string): string {
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [before, rest] = split(document, start);
  const [, after] = split(rest, end);
  return `${before}${start}\n\n${text}\n\n${end}${after}`;
}

function split(text: string, mark: string): [string, string] {
  const index = text.indexOf(mark);
  if (index < 0) throw new Error(`There is no ${mark} in the document.`);
  return [text.slice(0, index), text.slice(index + mark.length)];
}

function describe({ machine, date }: Results): string {
  const { cores, processor, memoryGigabytes, system, kernel, fileSystem, versions } = machine;
  return [
    `Measured on ${date}: ${cores} cores (${processor}), ${memoryGigabytes} GB of memory, ${system}, Linux ${kernel}, ${fileSystem};`,
    `Docker Engine ${versions.engine}, BuildKit ${versions.buildkit}, buildx ${versions.buildx}, Node.js ${versions.node}.`,
  ].join('\n');
}
