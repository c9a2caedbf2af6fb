import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pagesOf } from '../../bench/render.ts';
import { parts } from '../../bench/types.ts';
import { BUILDKIT_VERSION } from '../../src/request/buildkit.ts';
import { insertBetween } from '../../testbed/insert-between.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { machine, measurement, resultsWith } from './results.ts';

test('a table takes the place of the last one, and what stands around it stays', () => {
  const document = 'before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n';
  expect(insertBetween(document, 'bench', 'new')).toBe('before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n');
});

test('the same text again changes nothing', () => {
  const once = insertBetween('<!-- a -->\n<!-- /a -->', 'a', 'text');
  expect(insertBetween(once, 'a', 'text')).toBe(once);
});

test('a document without the comments is an error', () => {
  expect(() => insertBetween('text', 'bench', 'new')).toThrow('There is no <!-- bench --> in the document.');
});

const run = { date: '2026-01-02', minutes: 1, load: 0.1 };

test('every part has its place in the documents', () => {
  const results = resultsWith({ runs: Object.fromEntries(parts.map((part) => [part, run])) });
  const pages = pagesOf(results);
  for (const { file, mark, text } of pages) {
    const document = readFileSync(join(projectFolder, file), 'utf8');
    expect(insertBetween(document, mark, text)).toContain(`<!-- ${mark} -->`);
  }
  expect(pages.map(({ mark }) => mark).sort()).toStrictEqual([
    'bench',
    'bench-distance',
    'bench-failure',
    'bench-failures',
    'bench-growth',
    'bench-machine',
    'bench-mounts',
    'bench-ratios',
    'bench-spread',
    'bench-start-up',
    'bench-survey',
    'bench-times',
  ]);
});

test('a part that was not measured stays as it is in the documents', () => {
  const marks = pagesOf(resultsWith({ runs: { failure: run } })).map(({ mark }) => mark);
  expect(marks).toStrictEqual(['bench-machine', 'bench-failures', 'bench-failure']);
});

test.for([
  ['v0.1.0', `BuildKit v0.1.0 (the action now builds with ${BUILDKIT_VERSION}), buildx`],
  [BUILDKIT_VERSION, `BuildKit ${BUILDKIT_VERSION}, buildx`],
])('figures of BuildKit %s say so', ([buildkit = '', told]) => {
  const versions = { ...machine.versions, buildkit };
  const [page] = pagesOf({ ...resultsWith({ runs: { failure: run } }), machine: { ...machine, versions } });
  expect(page?.text).toContain(told);
});

test('the README has one small table, and docs/performance.md what each build takes, sends, gets and needs', () => {
  const memory = { client: 100e6, builder: 60e6 };
  const traffic = { requests: 26, received: 37e6, sent: 15_302, roundTrips: 13 };
  const results = resultsWith({
    runs: { compare: run },
    measurements: [measurement({ part: 'compare', project: 'small', contestant: 'action-disk' })],
    surveys: [{ part: 'compare', project: 'small', contestant: 'action-disk', situation: 'nothing', traffic, memory }],
  });
  const lines = (wanted: string) =>
    pagesOf(results)
      .filter(({ file }) => file === wanted)
      .flatMap(({ text }) => text.split('\n'));
  expect(lines('README.md').filter((line) => line.startsWith('| '))).toHaveLength(6);
  expect(lines('README.md')).toContain('| nothing changed | **1.00** / – |');
  expect(lines('docs/performance.md')).toContain('| small, nothing changed | 1.00 / 2.00 |');
  expect(lines('docs/performance.md')).toContain(
    '| small, nothing changed | this action | 26 | 13 | 37 | 0.02 | 100 | 60 |',
  );
});
