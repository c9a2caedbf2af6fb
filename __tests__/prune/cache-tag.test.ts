import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scope } from '../../src/cache/event.ts';
import { cacheTag, scopePrefix, wipTag } from '../../src/cache/key.ts';
import { parseCacheTag } from '../../src/prune/cache-tag.ts';

const MAIN = 'f921bd05e68b03740c45';

describe('a tag that the build gives is read back', () => {
  const names = fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }));
  const scopes: fc.Arbitrary<Scope> = fc.oneof(
    names.map((name) => ({ kind: 'branch' as const, ref: `refs/heads/${name}` })),
    fc.integer({ min: 1, max: 10 ** 9 }).map((number) => ({ kind: 'pull-request' as const, number })),
  );

  test('with its scope, whatever the branch, the variant and however the build ended', () => {
    fc.assert(
      fc.property(scopes, fc.oneof(fc.constant(''), names), fc.boolean(), (scope, variant, failed) => {
        const tag = failed ? wipTag(cacheTag(scope, variant)) : cacheTag(scope, variant);
        expect(parseCacheTag(tag)).toMatchObject({
          tag,
          prefix: scopePrefix(scope),
          pullRequest: scope.kind === 'branch' ? undefined : scope.number,
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('a branch with all readings of its name, a pull request as pr-N', () => {
    expect(parseCacheTag(`cache-b-${MAIN}-main`)?.names).toContainEqual({ text: 'main', more: false });
    expect(parseCacheTag(`cache-b-${MAIN}-0123456789ab-main-target-x-wip`)?.names).toStrictEqual([
      { text: '0123456789ab-main-target-x-wip', more: false },
      { text: '0123456789ab-main-target-x', more: false },
      { text: 'main-target-x-wip', more: true },
      { text: 'main-target-x', more: true },
    ]);
    expect(parseCacheTag('cache-pr-12-merge-wip')?.names).toStrictEqual([{ text: 'pr-12', more: false }]);
  });
});

test.each([
  'latest',
  'cache',
  'cache-main',
  'cache-b-main',
  'cache-b-',
  `cache-b-${MAIN}`,
  `cache-b-${MAIN}-`,
  `cache-b-${MAIN.slice(1)}-main`,
  `cache-b-${MAIN.toUpperCase()}-main`,
  `cache-b-${MAIN}-${'x'.repeat(80)}`,
  `my-cache-b-${MAIN}-main`,
  `Cache-b-${MAIN}-main`,
  `cache-b-${MAIN}-main\n`,
  'cache-pr-12',
  'cache-pr-12-',
  'cache-pr-0-merge',
  'cache-pr-012-merge',
  'cache-pr-12-head',
  'cache-pr-12-merged',
  'cache-pr-12-merge-target-x',
  'cache-pr-12-0123456789ab-x',
  'cache-pr-x-merge',
])('a tag that only looks alike is not ours: %j', (tag) => {
  expect(parseCacheTag(tag)).toBeUndefined();
});
