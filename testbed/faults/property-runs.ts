import { readFileSync } from 'node:fs';

/** Names the file to which every property adds the number of its runs, a line each. */
export const counterVariable = 'FAULTS_PROPERTY_RUNS';

/** Reads how many runs the properties had in all. */
export function readPropertyRuns(file: string): number {
  const counts = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);
  return counts.reduce((sum, count) => sum + count, 0);
}
