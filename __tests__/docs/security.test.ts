import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readText, tableRows } from './markdown.ts';

const document = readText('docs/security.md');
const walls = tableRows(document, ['wall', 'must hold', 'tested by']);
const named = [...document.matchAll(/\]\(\.\.\/(__tests__\/[\w./-]+\.test\.ts)\)(?:: ((?:`[^`]+`)))?(?=[;|. ,])/g)].map(
  ([, file = '', title]) => ({ file, title: title?.slice(1, -1) }),
);

test('every wall says what must hold and by which test that is known', () => {
  expect(walls.length).toBeGreaterThan(10);
  expect(walls.filter((cells) => cells.length !== 3 || cells.some((cell) => cell === ''))).toStrictEqual([]);
  const untested = walls.filter(([, , tests = '']) => !/`[^`]+`/.test(tests) && !/below$/.test(tests));
  expect(untested).toStrictEqual([]);
});

test('every test that docs/security.md names exists under that name', () => {
  expect(named.filter(({ title }) => title !== undefined).length).toBeGreaterThan(15);
  const missing = named.filter(({ file, title }) => {
    if (!existsSync(new URL(`../../${file}`, import.meta.url))) return true;
    return title !== undefined && !readText(file).replaceAll("\\'", "'").includes(title);
  });
  expect(missing).toStrictEqual([]);
});

test('SECURITY.md promises the same: who writes a Dockerfile is not meant to reach the runner', () => {
  const aim = /author of a Dockerfile or (?:of )?a base image (?:does not|is meant not to) reach the runner/;
  for (const page of [document, readText('SECURITY.md')]) expect(page.replaceAll(/\s+/g, ' ')).toMatch(aim);
});
