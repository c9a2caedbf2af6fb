import { expect, test } from 'vitest';
import { warnOfSize } from '../../src/report/cache-warnings.ts';
import { parseReference } from '../../src/text/reference.ts';

const cacheConfig = 'application/vnd.buildkit.cacheconfig.v0';
const bytes = (manifest: object) => Buffer.from(JSON.stringify(manifest));

test.each([
  [
    'an image manifest',
    (size: number) => bytes({ config: { mediaType: cacheConfig, digest: `sha256:${'a'.repeat(64)}`, size } }),
  ],
  [
    'an index',
    (size: number) =>
      bytes({
        manifests: [
          { mediaType: 'layer', digest: `sha256:${'a'.repeat(64)}`, size: 1 },
          { mediaType: cacheConfig, digest: `sha256:${'a'.repeat(64)}`, size },
        ],
      }),
  ],
])('a cache in %s is too large above 1 MiB of configuration', (_, manifest) => {
  expect(warnOfSize(parseReference('o/app:cache'), manifest(1024 * 1024))).toStrictEqual([]);
  expect(warnOfSize(parseReference('o/app:cache'), manifest(1024 * 1024 + 1))).toStrictEqual([
    expect.stringContaining('cannot be imported again, its configuration has 1048577 bytes'),
  ]);
});
