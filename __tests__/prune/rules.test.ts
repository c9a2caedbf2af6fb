import { describe, expect, test } from 'vitest';
import type { Scope } from '../../src/cache/event.ts';
import { cacheTag, scopePrefix } from '../../src/cache/key.ts';
import { type CacheTag, parseCacheTag } from '../../src/prune/cache-tag.ts';
import { type Rules, whyStale } from '../../src/prune/rules.ts';

const branch = (name: string): Scope => ({ kind: 'branch', ref: `refs/heads/${name}` });
const pull = (number: number): Scope => ({ kind: 'pull-request', number });
const tag = (scope: Scope): CacheTag => parseCacheTag(cacheTag(scope, 'target=x')) as CacheTag;
const DAY = 24 * 3600 * 1000;
const now = Date.parse('2026-11-24T00:00:00Z');
const rules = (more: Partial<Rules>): Rules => ({
  scopes: { kind: 'all-but', prefixes: new Set([branch('main'), branch('a'), pull(1)].map(scopePrefix)) },
  keep: [],
  olderThan: undefined,
  now,
  ...more,
});

describe('what has to go', () => {
  test('is what has a scope that is not among the others', () => {
    const why = (scope: Scope) => whyStale(rules({}), tag(scope), undefined);
    expect([branch('main'), branch('b'), pull(1), pull(2)].map(why)).toStrictEqual([
      undefined,
      'its branch is gone',
      undefined,
      'pull request 2 is closed',
    ]);
  });

  test('is what has the one scope that ended', () => {
    const scopes = { kind: 'one', prefix: scopePrefix(branch('a')), why: 'branch a was deleted' } as const;
    const why = (scope: Scope) => whyStale(rules({ scopes }), tag(scope), undefined);
    expect([branch('a'), branch('gone'), pull(1)].map(why)).toStrictEqual([
      'branch a was deleted',
      undefined,
      undefined,
    ]);
  });

  test('is what is too old, also where it belongs to no branch', () => {
    const old = rules({ olderThan: 30 * DAY });
    expect(whyStale(old, tag(branch('main')), now - 31 * DAY)).toBe('nothing new in it since 2026-10-24');
    expect(whyStale(old, undefined, now - 31 * DAY)).toBe('nothing new in it since 2026-10-24');
  });
});

describe('what stays', () => {
  test('is what is not old enough, or whose age nothing tells', () => {
    const old = rules({ olderThan: 30 * DAY });
    const ages = [now, now - 30 * DAY, now + DAY, undefined];
    expect(ages.map((madeAt) => whyStale(old, tag(branch('main')), madeAt))).toStrictEqual(ages.map(() => undefined));
    expect(whyStale(rules({}), undefined, 0)).toBeUndefined();
  });

  test('is what is kept by name, whatever its scope and age', () => {
    const keep = rules({ keep: ['b', 'pr-2'], olderThan: DAY });
    expect([branch('b'), pull(2)].map((scope) => whyStale(keep, tag(scope), 0))).toStrictEqual([undefined, undefined]);
  });
});
