import { expect, test } from 'vitest';
import { formatPage, formatReadme } from '../../testbed/faults/report.ts';
import { readResults } from '../../testbed/faults/results.ts';
import { readText } from './markdown.ts';

const results = readResults();

test("README's figures of faults are those of the last runs, as `npm run faults -- --write` writes them", () => {
  const [, block] = /<!-- faults -->\n\n(.*)\n\n<!-- \/faults -->/s.exec(readText('README.md')) ?? [];
  expect(block).toBe(formatReadme(results));
});

test('docs/faults.md is the page of the last runs', () => {
  expect(readText('docs/faults.md')).toBe(formatPage(results));
});
