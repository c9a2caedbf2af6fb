import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { insertBetween } from '../insert-between.ts';
import { projectFolder } from '../paths.ts';
import type { Results } from './figures.ts';
import { formatPage, formatReadme } from './report.ts';

const file = join(projectFolder, 'testbed/faults/results.json');

/** Reads what the last runs found. */
export function readResults(): Results {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {};
}

/** Keeps what runs found, and writes the texts that show it: docs/faults.md, and README.md between its comments. */
export function writeResults(results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(join(projectFolder, 'docs/faults.md'), formatPage(results));
  const readme = join(projectFolder, 'README.md');
  writeFileSync(readme, insertBetween(readFileSync(readme, 'utf8'), 'faults', formatReadme(results)));
}
