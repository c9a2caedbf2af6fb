import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sections } from '../../../testbed/faults/rows.ts';
import { projectFolder } from '../../../testbed/paths.ts';
import { listFiles, readText } from '../../docs/markdown.ts';

const rows = sections.flatMap((section) => section.rows);

test('every file of rules is there', () => {
  const rules = [...new Set(rows.flatMap((row) => row.rules ?? []))];
  expect(rules.filter((file) => !existsSync(join(projectFolder, '__tests__', file)))).toStrictEqual([]);
});

test('no two rows are the same scenario', () => {
  const scenarios = rows.map(({ scenario }) => scenario);
  expect(scenarios).toStrictEqual([...new Set(scenarios)]);
});

test('every describe of e2e/faults is a row, and every row has a describe or files of rules', () => {
  const files = listFiles('__tests__/e2e/faults/*.test.ts').map(readText);
  const titles = files.flatMap((text) =>
    [...text.matchAll(/^describe(?:\.concurrent)?\((['"])(.*)\1, /gm)].map(([, , title = '']) => title),
  );
  const written = rows.map(({ scenario, rules = [] }) => ({ scenario: scenario.replaceAll('\\', '\\\\'), rules }));
  expect(titles.filter((title) => !written.some(({ scenario }) => scenario === title))).toStrictEqual([]);
  expect(written.filter(({ scenario, rules }) => rules.length === 0 && !titles.includes(scenario))).toStrictEqual([]);
});
