import { describe, expect, test } from 'vitest';
import { parseMetadata, readMetadata } from '../../src/image/metadata.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const config = `sha256:${'b'.repeat(64)}`;
const cache = `sha256:${'c'.repeat(64)}`;

describe('the metadata file', () => {
  test('tells the digest, the image id and the cache', () => {
    const text = JSON.stringify({
      'containerimage.digest': digest,
      'containerimage.config.digest': config,
      'containerimage.descriptor': { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 480 },
      'cache.manifest': JSON.stringify({
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest: cache,
        size: 900,
      }),
      'image.name': 'localhost:5000/o/app:v1',
    });
    expect(parseMetadata(text)).toStrictEqual({
      digest,
      imageId: config,
      cacheManifest: cache,
      text,
    });
  });

  test('of several platforms has no single config, so the index stands for the image id', () => {
    expect(parseMetadata(JSON.stringify({ 'containerimage.digest': digest })).imageId).toBe(digest);
  });

  test('of a build that only wrote files names no digest', () => {
    expect(parseMetadata('{}')).toStrictEqual({
      digest: undefined,
      imageId: undefined,
      cacheManifest: undefined,
      text: '{}',
    });
  });

  test.each([
    ['is cut off', '{"containerimage.digest":"sha256:', 'no JSON object'],
    ['is empty', '', 'no JSON object'],
    ['is a list', '[]', 'no JSON object'],
    ['has a short digest', '{"containerimage.digest":"sha256:abc"}', 'malformed digest under containerimage.digest'],
    ['has a number for a digest', '{"containerimage.digest":7}', 'malformed digest under containerimage.digest'],
    ['has a malformed cache', '{"cache.manifest":{"digest":"x"}}', 'malformed digest under cache.manifest'],
  ])('that %s is an error', (_, text, message) => {
    expect(() => parseMetadata(text)).toThrow(message);
  });

  test('that is missing is an error where an image was made', async () => {
    await expect(readMetadata('/nowhere/metadata.json', 'an image')).rejects.toThrow('missing or no JSON object');
  });

  test('that is missing says nothing where only files were made', async () => {
    expect(await readMetadata('/nowhere/metadata.json', 'files')).toStrictEqual({
      digest: undefined,
      imageId: undefined,
      cacheManifest: undefined,
      text: '',
    });
  });
});
