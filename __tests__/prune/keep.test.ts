import { expect, test } from 'vitest';
import type { Scope } from '../../src/cache/event.ts';
import { cacheTag, wipTag } from '../../src/cache/key.ts';
import { type CacheTag, parseCacheTag } from '../../src/prune/cache-tag.ts';
import { isKept } from '../../src/prune/keep.ts';

const branch = (name: string): Scope => ({ kind: 'branch', ref: `refs/heads/${name}` });
const pull = (number: number): Scope => ({ kind: 'pull-request', number });
const kept = (tag: string, ...patterns: string[]): boolean => isKept(parseCacheTag(tag) as CacheTag, patterns);

test.each([
  ['main', 'main'],
  ['release/1.0', 'release/*'],
  ['release/1.0', 'release/1.0'],
  ['feature/a', 'main, no\nfeature/*'.split(/[,\n] ?/)],
  ['a.b', 'a.b'],
  ['ünï/x', 'ünï/*'],
  ['0123456789ab-fix', '0123456789ab-fix'],
  ['x-wip', 'x-wip'],
  ['any', '*'],
])('a pattern keeps the caches of a branch with all variants: %s, %s', (name, pattern) => {
  const patterns = [pattern].flat();
  for (const variant of ['', 'target=x', 'platform=linux/amd64,key=a-very-long-key-that-is-cut-off-at-the-end']) {
    const tag = cacheTag(branch(name), variant);
    expect([kept(tag, ...patterns), kept(wipTag(tag), ...patterns)]).toStrictEqual([true, true]);
  }
});

test.each([
  ['main', 'mai'],
  ['main', 'ain'],
  ['main2', 'main'],
  ['main-2', 'main'],
  ['my/main', 'main'],
  ['axb', 'a.b'],
  ['feature', 'release/*'],
  ['feature', 'pr-*'],
  ['main', ''],
])('a pattern keeps no other branch: %s, %s', (name, pattern) => {
  expect(kept(cacheTag(branch(name), ''), pattern)).toBe(false);
});

test('a pull request is named pr-N', () => {
  const tag = cacheTag(pull(12), 'target=x');
  expect([kept(tag, 'pr-12'), kept(tag, 'pr-*'), kept(tag, 'pr-1'), kept(tag, '12')]).toStrictEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a whole tag may be written', () => {
  const tag = cacheTag(branch('main'), '');
  expect([kept(tag, tag), kept(tag, 'cache-b-*-main'), kept(tag, `${tag}x`)]).toStrictEqual([true, true, false]);
});

test('where a long name was cut, what may be meant is kept', () => {
  const long = `feature/${'x'.repeat(80)}`;
  const tag = cacheTag(branch(long), '');
  expect([kept(tag, long), kept(tag, 'feature/*'), kept(tag, '*-end')]).toStrictEqual([true, true, true]);
  expect([kept(tag, 'feature'), kept(tag, 'release/*'), kept(tag, `${long.slice(0, 40)}`)]).toStrictEqual([
    false,
    false,
    false,
  ]);
});
