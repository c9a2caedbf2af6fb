import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine } from './machine.ts';
import type { Memory } from './memory.ts';
import type { Traffic } from './traffic.ts';
import type { Conditions, ContestantName, Shape, Situation } from './types.ts';

/** How large a run is. */
export type Size = 'full' | 'quick';

/** The times of one contestant in one situation, a number for each round; the same place in two lists is the same round. */
export type Measurement = Conditions & {
  readonly project: string;
  readonly shape?: Shape | undefined;
  readonly contestant: ContestantName;
  readonly situation: Situation;
  /** Milliseconds. */
  readonly toDigest: readonly number[];
  readonly total: readonly number[];
};

/** What one build of a contestant took from network and memory; it was not timed. */
export type Survey = {
  readonly project: string;
  readonly contestant: ContestantName;
  readonly situation: Situation;
  readonly traffic: Traffic;
  readonly memory: Memory;
};

/** A build that failed and was made once more. */
export type Failure = {
  readonly project: string;
  readonly contestant: ContestantName;
  readonly situation: Situation;
  /** The last line of what it said. */
  readonly reason: string;
};

/** Milliseconds until a program that has nothing to do has ended, a number for each round. */
export type StartUp = {
  readonly empty: readonly number[];
  readonly main: readonly number[];
  readonly post: readonly number[];
};

export type Results = {
  readonly size: Size;
  /** Day, ISO 8601. */
  readonly date: string;
  readonly minutes: number;
  readonly machine: Machine;
  readonly startUp: StartUp;
  readonly measurements: readonly Measurement[];
  readonly surveys: readonly Survey[];
  readonly failures: readonly Failure[];
};

/** Reads the last results of a size; throws when there are none. */
export function readResults(size: Size): Results {
  const file = resultsFile(size);
  if (!existsSync(file))
    throw new Error(`There are no results to render: npm run bench${size === 'quick' ? ' -- --quick' : ''}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Results;
}

/** Writes results in place of the last ones of their size and returns the file's path. */
export function writeResults(results: Results): string {
  const file = resultsFile(results.size);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${formatJson(results)}\n`);
  return file;
}

/** One line for each measurement, so that a change of the file can be read. */
function formatJson({ measurements, surveys, ...head }: Results): string {
  const rows = (values: readonly object[]) =>
    `[\n${values.map((value) => `    ${JSON.stringify(value)}`).join(',\n')}\n  ]`;
  return JSON.stringify({ ...head, measurements: 'ROWS', surveys: 'SURVEYS' }, undefined, 2)
    .replace('"ROWS"', () => rows(measurements))
    .replace('"SURVEYS"', () => rows(surveys));
}

function resultsFile(size: Size): string {
  return fileURLToPath(new URL(`results/${size}.json`, import.meta.url));
}
