import { describe, expect, test } from 'vitest';
import { mergeWip } from '../../src/cache/choose.ts';
import { parseReference } from '../../src/text/reference.ts';

const own = { role: 'own', reference: parseReference('o/app:cache-b-1-main'), digest: 'sha256:1' } as const;
const base = { role: 'base', reference: parseReference('o/app:cache-b-2-main'), digest: 'sha256:2' } as const;
const wip = { has: 'its own' as const, reference: parseReference('o/app:cache-b-1-main-wip'), digest: 'sha256:3' };

describe('what a failed attempt left', () => {
  test.each([own, base])('is imported beside the cache that there is', (cacheSource) => {
    expect(mergeWip(cacheSource, wip)).toStrictEqual({ cacheSource, wip });
  });

  test('is imported alone where there is none', () => {
    expect(mergeWip(undefined, wip)).toStrictEqual({
      cacheSource: { role: 'own', reference: wip.reference, digest: wip.digest },
      wip,
    });
  });

  test('changes nothing where there is none', () => {
    expect(mergeWip(base, undefined)).toStrictEqual({ cacheSource: base, wip: undefined });
  });
});
