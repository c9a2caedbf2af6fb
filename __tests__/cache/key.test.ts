import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Scope } from '../../src/cache/event.ts';
import { cacheTag, scopePrefix, wipReference, wipTag } from '../../src/cache/key.ts';
import { toVariant } from '../../src/request/variant.ts';
import { isCacheTag } from '../../src/text/cache-tag.ts';
import { formatReference, parseReference } from '../../src/text/reference.ts';
import { branch, PULL } from './event-table.ts';

// A machine that does other things at the same time must not fail these.
vi.setConfig({ testTimeout: 60_000 });

const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

function digits(text: string, count: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, count);
}

describe('the tag of a cache', () => {
  test('of a branch holds the hash of its whole ref and its name', () => {
    const hash = digits('refs/heads/feature/a', 20);
    expect(cacheTag(branch('refs/heads/feature/a'), '')).toBe(`cache-b-${hash}-feature-a`);
  });

  test('of a variant holds the hash of the variant too', () => {
    const hashes = `${digits('refs/heads/main', 20)}-${digits('target=web', 12)}`;
    expect(cacheTag(branch('refs/heads/main'), 'target=web')).toBe(`cache-b-${hashes}-main-target-web`);
  });

  test('of a pull request holds its number', () => {
    expect(cacheTag(PULL, '')).toBe('cache-pr-12-merge');
    expect(cacheTag(PULL, 'target=web')).toBe(`cache-pr-12-${digits('target=web', 12)}-merge-target-web`);
  });

  test('of a long branch keeps at most 60 characters of its name', () => {
    const name = 'long'.repeat(61);
    expect(name).toHaveLength(244);
    const tag = cacheTag(branch(`refs/heads/${name}`), '');
    expect(tag).toBe(`cache-b-${digits(`refs/heads/${name}`, 20)}-${name.slice(0, 60)}`);
  });
});

/** Names that Git allows, or that only differ where a tag cannot. */
const HOSTILE = [
  ...['feature/a', 'feature-a', 'Feature/a', 'main', 'Main', 'pr-12', '12/merge', 'pull/12/merge', 'cache-pr-12-merge'],
  ...[
    'refs/heads/main',
    'a,push=true',
    'x,ref=evil/cache',
    'a"b',
    '$(id)',
    '`id`',
    '-rf',
    '--',
    '.',
    '..a',
    '_',
    "a'b",
    'a&b;c',
  ],
  ...['caf\u00e9', 'cafe\u0301', '\u{1f680}', '\u{1f6f8}', '日本語', '日本话', 'ＭＡＩＮ', 'a\u200bb', 'ab'],
  ...['a'.repeat(243), 'a'.repeat(244), `${'a'.repeat(243)}b`, '\u{1f680}'.repeat(61)],
];

describe('hostile branch names', () => {
  const scopes: readonly Scope[] = [
    ...HOSTILE.map((name) => branch(`refs/heads/${name}`)),
    PULL,
    { kind: 'pull-request', number: 1 },
    { kind: 'pull-request', number: 122 },
  ];
  const variants = ['', 'target=web', 'target=api', 'key=web', 'key=merge', 'key=-wip'];
  const tags = scopes.flatMap((scope) => variants.map((variant) => cacheTag(scope, variant)));

  test('give valid tags', () => {
    expect([...tags, ...tags.map(wipTag)].filter((tag) => !TAG.test(tag))).toStrictEqual([]);
  });

  test('never share a tag, nor the tag of what a failed build left', () => {
    const all = [...tags, ...tags.map(wipTag)];
    expect(new Set(all).size).toBe(all.length);
  });

  test('never share a prefix', () => {
    const prefixes = scopes.map(scopePrefix);
    const clashes = prefixes.filter((one, i) => prefixes.some((other, k) => i !== k && other.startsWith(one)));
    expect(clashes).toStrictEqual([]);
  });

  test.each(HOSTILE)('%j has all its tags under its prefix', (name) => {
    const scope = branch(`refs/heads/${name}`);
    for (const variant of variants) expect(cacheTag(scope, variant).startsWith(scopePrefix(scope))).toBe(true);
  });
});

const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 244 }).map((name) => branch(`refs/heads/${name}`)),
  fc.constantFrom(...HOSTILE).map((name) => branch(`refs/heads/${name}`)),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map((number) => ({ kind: 'pull-request' as const, number })),
);
const variant = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.stringMatching(/^[0-9a-f]{12}-a$/),
);

test('every tag is valid, with -wip too', () => {
  fc.assert(
    fc.property(scope, variant, (ofScope, ofVariant) => {
      expect(isCacheTag(cacheTag(ofScope, ofVariant))).toBe(true);
      expect(cacheTag(ofScope, ofVariant)).toMatch(TAG);
      expect(wipTag(cacheTag(ofScope, ofVariant))).toMatch(TAG);
    }),
    { numRuns: 2000 },
  );
});

test('two different pairs of ref and variant never share a tag', () => {
  const pair = fc.tuple(scope, variant);
  // Pairs that differ in one half only are where a careless key would clash.
  const near = fc.tuple(pair, scope, variant, fc.constantFrom('scope', 'variant', 'both'));
  fc.assert(
    fc.property(near, ([one, otherScope, otherVariant, changed]) => {
      const other = [changed === 'variant' ? one[0] : otherScope, changed === 'scope' ? one[1] : otherVariant] as const;
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      expect(cacheTag(...one) === cacheTag(...other)).toBe(isSame);
      expect(wipTag(cacheTag(...one)) === cacheTag(...other)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

describe('the tag of a failed build', () => {
  test('is the reference with -wip', () => {
    const wip = wipReference(parseReference('localhost:5000/octo-org/app:buildcache'));
    expect(formatReference(wip)).toBe('localhost:5000/octo-org/app:buildcache-wip');
  });

  test('of a tag of full length stays within it and differs from its neighbour', () => {
    const one = wipTag(`${'v'.repeat(127)}a`);
    const other = wipTag(`${'v'.repeat(127)}b`);
    expect(one).toBe(`${'v'.repeat(111)}-${digits(`${'v'.repeat(127)}a`, 12)}-wip`);
    expect(one).toHaveLength(128);
    expect(other).not.toBe(one);
  });
});

describe('the variant', () => {
  const defaults = {
    image: undefined,
    context: undefined,
    target: undefined,
    file: undefined,
    platforms: [],
    cacheKey: undefined,
  };

  test.each([
    ['nothing', {}],
    ['an empty target, file and key', { target: '', file: '', cacheKey: '' }],
  ])('of %s is empty', (_, given) => {
    expect(toVariant({ ...defaults, ...given })).toBe('');
  });

  test.each([
    [{ target: 'web' }, 'target=web'],
    [{ image: 'ghcr.io/o/app', context: 'services/a' }, 'image=ghcr.io/o/app,context=services/a'],
    [{ file: 'docker/web.Dockerfile' }, 'file=docker/web.Dockerfile'],
    [{ platforms: ['linux/arm64', 'linux/amd64'] }, 'platform=linux/amd64,platform=linux/arm64'],
    [{ cacheKey: 'a,target=web\\' }, 'key=a\\,target=web\\\\'],
    [
      { target: 'web', file: 'a', platforms: ['linux/amd64'], cacheKey: 'k' },
      'target=web,file=a,platform=linux/amd64,key=k',
    ],
  ])('of %j', (given, expected) => {
    expect(toVariant({ ...defaults, ...given })).toBe(expected);
  });

  test('of two different images is never the same', () => {
    const part = fc.option(fc.string({ unit: fc.constantFrom('a', ',', '\\', '=', 'key=', 'target='), maxLength: 6 }), {
      nil: undefined,
    });
    const parts = fc.record({ target: part, cacheKey: part });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const isSame = (one.target ?? '') === (other.target ?? '') && (one.cacheKey ?? '') === (other.cacheKey ?? '');
        expect(toVariant({ ...defaults, ...one }) === toVariant({ ...defaults, ...other })).toBe(isSame);
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  'main',
  'cache',
  'cache-b-main',
  'cache-b-F921BD05E68B03740C45-main',
  'cache-pr-x-merge',
  'buildcache',
  'v1',
])('the tag %s is no cache’s, so an image may have it', (tag) => {
  expect(isCacheTag(tag)).toBe(false);
});
