import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLayoutDigest } from '../../src/request/oci-layout.ts';

let path: string;

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'layout-'));
});

afterEach(() => rm(path, { recursive: true }));

const read = (tag: string) => readLayoutDigest({ kind: 'oci-layout', name: 'base', path, tag, digest: undefined });

const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`;

const image = (digest: string, tag?: string) => ({
  digest,
  size: 1,
  ...(tag && { annotations: { 'org.opencontainers.image.ref.name': tag } }),
});

const write = (...manifests: object[]) => writeFile(join(path, 'index.json'), JSON.stringify({ manifests }));

test('of several images the one that the tag names is taken', async () => {
  await write(image(digestOf('a'), 'v1'), image(digestOf('b'), 'v2'));
  expect(await read('v2')).toBe(digestOf('b'));
  await expect(read('v3')).rejects.toThrow(`"build-contexts" names the layout ${path} for "base", which has v1, v2`);
});

test('the only image is taken whatever it is called', async () => {
  await write(image(digestOf('a'), 'v1'));
  expect(await read('latest')).toBe(digestOf('a'));
  await write(image(digestOf('b')));
  expect(await read('latest')).toBe(digestOf('b'));
});

test.each([
  [undefined, 'has no index.json'],
  ['{', 'names no image'],
  ['{"manifests":[]}', 'names no image'],
])('an index %j is refused', async (text, words) => {
  if (text !== undefined) await writeFile(join(path, 'index.json'), text);
  await expect(read('latest')).rejects.toThrow(words);
});
