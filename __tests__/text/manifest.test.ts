import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cacheConfigOf, toManifest } from '../../src/text/manifest.ts';
import { listFiles, readText } from '../docs/markdown.ts';

const cacheConfig = 'application/vnd.buildkit.cacheconfig.v0';
const blob = { mediaType: cacheConfig, digest: `sha256:${'a'.repeat(64)}`, size: 7 };
const nothing = { config: undefined, layers: [], manifests: undefined };

describe('a manifest', () => {
  test('is read as far as it is one', () => {
    const platform = { os: 'linux', architecture: 'arm', variant: 'v7' };
    const index = {
      manifests: [{ ...blob, platform, annotations: { a: 'b', c: 1 } }, null, 'x', { ...blob, size: -1 }],
    };
    expect(toManifest(JSON.stringify(index))).toStrictEqual({
      ...nothing,
      manifests: [{ ...blob, platform, annotations: { a: 'b' } }],
    });
  });

  test.each([
    ['{"manifests":null}', { ...nothing, manifests: [] }],
    ['{"manifests":{},"layers":null,"config":[]}', { ...nothing, manifests: [] }],
    ['{"layers":[null,{"digest":1,"size":1},{"digest":"a","size":"1"}]}', nothing],
    ['null', nothing],
    ['[1]', nothing],
    ['', nothing],
    ['{"config":', nothing],
  ])('%s has nothing in it', (text, expected) => {
    expect(toManifest(Buffer.from(text))).toStrictEqual(expected);
    expect(cacheConfigOf(toManifest(text))).toBeUndefined();
  });

  test('of whatever form does nobody harm', () => {
    const names = fc.constantFrom('config', 'layers', 'manifests', 'digest', 'size', 'platform', 'annotations', 'os');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(fc.jsonValue(), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(names, tie('tree'))),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const { config, layers, manifests = [] } = toManifest(JSON.stringify(value) ?? '');
        for (const each of [config, ...layers, ...manifests]) expect(each?.size ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('is a cache where its configuration says so, or its index lists one', () => {
    expect(cacheConfigOf(toManifest(JSON.stringify({ config: blob })))).toMatchObject(blob);
    expect(cacheConfigOf(toManifest(JSON.stringify({ manifests: [blob] })))).toMatchObject(blob);
    expect(cacheConfigOf(toManifest(JSON.stringify({ layers: [blob] })))).toBeUndefined();
  });
});

test('no other file reads a manifest by hand', () => {
  const byHand = listFiles('src/*.ts').filter((file) =>
    /cacheconfig\.v0|\bas (?:\w*Manifest|Index)\b/.test(readText(file)),
  );
  expect(byHand).toStrictEqual(['src/text/manifest.ts']);
});
