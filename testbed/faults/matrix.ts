import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { projectFolder } from '../paths.ts';
import { type Row, sections } from './rows.ts';

/** One test that was run. */
export interface TestRun {
  /** Relative to the project. */
  readonly file: string;
  /** The titles that it stands below, and its own. */
  readonly titles: readonly string[];
  readonly status: string;
}

export interface RowResult {
  readonly section: string;
  readonly scenario: string;
  readonly expected: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads what Vitest's JSON reporter wrote. */
export function readTestRuns(file: string): TestRun[] {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      file: relative(projectFolder, name),
      titles: [...ancestorTitles, title],
      status,
    })),
  );
}

/** Returns every row with the tests that hold it: those below its own words, and those of the files that it names. */
export function toMatrix(tests: readonly TestRun[]): RowResult[] {
  return sections.flatMap(({ title, rows }) =>
    rows.map((row) => {
      const own = tests.filter((test) => belongsTo(row, test));
      const count = (...statuses: string[]) => own.filter(({ status }) => statuses.includes(status)).length;
      const [passed, failed] = [count('passed'), count('failed')];
      const { scenario, expected } = row;
      return { section: title, scenario, expected, passed, failed, skipped: own.length - passed - failed };
    }),
  );
}

/** Tells whether a row holds: at least one test says so, and none says otherwise. */
export function holds({ passed, failed }: RowResult): boolean {
  return passed > 0 && failed === 0;
}

/** Counts the tests that passed; one may hold several rows. */
export function countPassed(tests: readonly TestRun[]): number {
  return tests.filter(({ status }) => status === 'passed').length;
}

/** Files whose tests are needed for the matrix, as Vitest's filters. */
export function testFilters(): string[] {
  const rules = sections.flatMap(({ rows }) => rows.flatMap((row) => row.rules ?? []));
  return ['__tests__/e2e/faults/', ...new Set(rules.map((file) => `__tests__/${file}`))];
}

/** Formats the matrix for a terminal. */
export function formatMatrix(matrix: readonly RowResult[]): string {
  const lines = matrix.flatMap((row, index) => {
    const heading = row.section === matrix[index - 1]?.section ? [] : ['', row.section];
    const skipped = row.skipped > 0 ? `, ${row.skipped} skipped` : '';
    const failed = row.failed > 0 ? `, ${row.failed} failed` : '';
    const tests = row.passed + row.failed === 0 ? 'no test' : `${row.passed} passed${failed}${skipped}`;
    return [...heading, `  ${holds(row) ? '✓' : '✗'} ${row.scenario} — ${row.expected} (${tests})`];
  });
  return lines.join('\n');
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

function belongsTo({ scenario, rules = [] }: Row, { file, titles }: TestRun): boolean {
  return titles.includes(scenario) || rules.some((rule) => file === `__tests__/${rule}`);
}
