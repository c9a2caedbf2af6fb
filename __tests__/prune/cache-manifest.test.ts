import { describe, expect, test } from 'vitest';
import { parseCacheManifest } from '../../src/prune/cache-manifest.ts';

const CONFIG = 'application/vnd.buildkit.cacheconfig.v0';
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const bytes = (manifest: unknown): Uint8Array => Buffer.from(JSON.stringify(manifest));
const layer = (letter: string, size: number, madeAt?: string) => ({
  mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd',
  digest: digest(letter),
  size,
  ...(madeAt && { annotations: { 'buildkit/createdat': madeAt } }),
});
const config = { mediaType: CONFIG, digest: digest('c'), size: 10 };
const blobs = new Map([
  [digest('c'), 10],
  [digest('a'), 1],
  [digest('b'), 2],
]);

describe("a cache's manifest is read", () => {
  test('as BuildKit writes it: an image whose newest layer tells the age', () => {
    const layers = [
      layer('a', 1, '2026-11-24T08:03:03.607553819Z'),
      layer('b', 2, '2026-11-24T09:00:00+02:00'),
      layer('a', 1, '2026-11-24T08:02:07.058250991Z'),
    ];
    expect(parseCacheManifest(bytes({ schemaVersion: 2, config, layers }))).toStrictEqual({
      blobs,
      madeAt: Date.parse('2026-11-24T08:03:03.607Z'),
    });
  });

  test('in its older form, an index', () => {
    const manifests = [config, layer('a', 1), layer('b', 2)];
    expect(parseCacheManifest(bytes({ schemaVersion: 2, manifests }))).toStrictEqual({ blobs, madeAt: undefined });
  });

  test('with an age that nothing tells', () => {
    const layers = [layer('a', 1), layer('b', 2, 'yesterday')];
    expect(parseCacheManifest(bytes({ config, layers }))).toStrictEqual({ blobs, madeAt: undefined });
  });
});

test.each([
  [
    'an image',
    { config: { ...config, mediaType: 'application/vnd.oci.image.config.v1+json' }, layers: [layer('a', 1)] },
  ],
  [
    'an index of images',
    { manifests: [{ ...layer('a', 1), mediaType: 'application/vnd.oci.image.manifest.v1+json' }] },
  ],
  [
    'an image that has such a layer without a size',
    { config: {}, layers: [{ mediaType: CONFIG, digest: digest('c') }] },
  ],
  ['nothing', {}],
  ['null', null],
  ['a list', []],
  ['layers that are no list', { layers: 'x' }],
])('%s is no cache', (_, manifest) => {
  expect(parseCacheManifest(bytes(manifest))).toBeUndefined();
});

test('what is not JSON is no cache', () => {
  expect(parseCacheManifest(Buffer.from('<html>'))).toBeUndefined();
});
