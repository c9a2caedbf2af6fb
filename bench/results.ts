import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine } from './machine.ts';
import type { Memory } from './memory.ts';
import type { Traffic } from './traffic.ts';
import type { Conditions, ContestantName, Part, Shape, Situation, Transfers } from './types.ts';

/** How large a run is. */
export type Size = 'full' | 'quick';

/** The times of one contestant in one situation, a number for each round; the same place in two lists is the same round. */
export type Measurement = Conditions & {
  readonly part: Part;
  readonly project: string;
  readonly shape?: Shape | undefined;
  readonly contestant: ContestantName;
  readonly situation: Situation;
  /** Milliseconds. */
  readonly toDigest: readonly number[];
  readonly total: readonly number[];
  /** Of the Actions cache, where it was used. */
  readonly transfers?: readonly Transfers[];
};

/** What one build of a contestant took from network and memory; it was not timed. */
export type Survey = {
  readonly part: Part;
  readonly project: string;
  readonly contestant: ContestantName;
  readonly situation: Situation;
  readonly traffic: Traffic;
  readonly memory: Memory;
};

/** A build that failed and was made once more. */
export type Failure = {
  readonly part: Part;
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

/** When a part was measured, and how long that took. */
export type PartRun = {
  /** Day, ISO 8601. */
  readonly date: string;
  readonly minutes: number;
  /** Of one minute, before the start: what else the machine had to do. */
  readonly load: number;
};

export type Results = {
  readonly size: Size;
  readonly machine: Machine;
  readonly runs: Readonly<Partial<Record<Part, PartRun>>>;
  readonly startUp: StartUp;
  readonly measurements: readonly Measurement[];
  readonly surveys: readonly Survey[];
  readonly failures: readonly Failure[];
};

/** What one part found. */
export type Found = Partial<Pick<Results, 'startUp' | 'measurements' | 'surveys' | 'failures'>>;

/** Returns results without any figure. */
export function noResults(size: Size, machine: Machine): Results {
  const startUp = { empty: [], main: [], post: [] };
  return { size, machine, runs: {}, startUp, measurements: [], surveys: [], failures: [] };
}

/** Returns results in which what a part found stands in place of what it found before. */
export function replacePart(results: Results, part: Part, run: PartRun, found: Found): Results {
  const exchange = <T extends { part: Part }>(rows: readonly T[], now: readonly T[] = []) => [
    ...rows.filter((row) => row.part !== part),
    ...now,
  ];
  return {
    ...results,
    runs: { ...results.runs, [part]: run },
    startUp: found.startUp ?? results.startUp,
    measurements: exchange(results.measurements, found.measurements),
    surveys: exchange(results.surveys, found.surveys),
    failures: exchange(results.failures, found.failures),
  };
}

/** Reads the last results of a size; undefined when there are none. */
export function readResults(size: Size): Results | undefined {
  const file = resultsFile(size);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : undefined;
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
