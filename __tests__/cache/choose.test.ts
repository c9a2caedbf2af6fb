import { describe, expect, test } from 'vitest';
import { mergeWip } from '../../src/cache/choose.ts';

const own = { role: 'own', reference: 'o/app:cache-b-1-main', digest: 'sha256:1' } as const;
const base = { role: 'base', reference: 'o/app:cache-b-2-main', digest: 'sha256:2' } as const;
const wip = { reference: 'o/app:cache-b-1-main-wip', digest: 'sha256:3' };

describe('what a failed attempt left', () => {
  test('is imported beside the cache of its own scope', () => {
    expect(mergeWip(own, wip, own.reference)).toStrictEqual({ cacheSource: own, wip });
  });

  test('is imported alone, and never beside another scope’s cache', () => {
    const alone = { cacheSource: { ...wip, role: 'own' }, wip };
    expect(mergeWip(base, wip, own.reference)).toStrictEqual(alone);
    expect(mergeWip(undefined, wip, own.reference)).toStrictEqual(alone);
  });

  test('changes nothing where there is none', () => {
    expect(mergeWip(base, undefined, own.reference)).toStrictEqual({ cacheSource: base, wip: undefined });
  });
});
