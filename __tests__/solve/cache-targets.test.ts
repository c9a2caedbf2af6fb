import { describe, expect, test } from 'vitest';
import { exportsWithin, furtherTargets, ownTarget } from '../../src/solve/cache-targets.ts';
import { formatAttributes } from '../../src/text/attributes.ts';
import { parseReference } from '../../src/text/reference.ts';
import { request, workspace } from '../request/given.ts';

const cacheRef = 'ghcr.io/o/app:cache-b-1-main';
const reference = parseReference(cacheRef);
const own = `type=registry,ref=${cacheRef},mode=max,compression=zstd,oci-mediatypes=true,image-manifest=true,ignore-error=true`;
const cacheTo = [
  'type=inline',
  'type=local,dest=out',
  'ghcr.io/o/other:cache',
  cacheRef,
  'type=gha,mode=max,ignore-error=false',
  'type=s3,bucket=b,region=r,secret_access_key=s3cret',
].join('\n');
const asked = request({ image: 'ghcr.io/o/app', 'cache-to': cacheTo });

describe('a cache is written', () => {
  test('within the build where it is part of the image or in a folder, and never may it fail that', () => {
    expect(exportsWithin(asked, reference).map(formatAttributes)).toStrictEqual([
      'type=inline',
      `type=local,dest=${workspace}/out,ignore-error=true`,
    ]);
  });

  test('within the build too where the workflow wants that of ours', () => {
    const inline = request({ image: 'ghcr.io/o/app', 'cache-export': 'inline' });
    expect(exportsWithin(inline, reference).map(formatAttributes)).toStrictEqual([own]);
    expect(exportsWithin(inline, undefined)).toStrictEqual([]);
  });

  test('after the build else, once where it is our own, under a name without secrets', () => {
    const targets = furtherTargets(asked, reference);
    expect(targets.map(({ name }) => name)).toStrictEqual(['ghcr.io/o/other:cache', 'type=gha', 'type=s3 b']);
    expect(targets.map(({ attributes }) => formatAttributes(attributes))).toStrictEqual([
      'type=registry,ref=ghcr.io/o/other:cache,ignore-error=true',
      'type=gha,mode=max,ignore-error=false',
      'type=s3,bucket=b,region=r,secret_access_key=s3cret,ignore-error=true',
    ]);
    expect(furtherTargets(asked, undefined).map(({ name }) => name)).toContain(cacheRef);
    expect(formatAttributes(ownTarget(asked, reference).attributes)).toBe(own);
  });
});
