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

const image = (digest: string, tag?: string) => ({
  digest,
  ...(tag && { annotations: { 'org.opencontainers.image.ref.name': tag } }),
});

const write = (...manifests: object[]) => writeFile(join(path, 'index.json'), JSON.stringify({ manifests }));

test('of several images the one that the tag names is taken', async () => {
  await write(image('sha256:a', 'v1'), image('sha256:b', 'v2'));
  expect(await read('v2')).toBe('sha256:b');
  await expect(read('v3')).rejects.toThrow(`"build-contexts" names the layout ${path} for "base", which has v1, v2`);
});

test('the only image is taken whatever it is called', async () => {
  await write(image('sha256:a', 'v1'));
  expect(await read('latest')).toBe('sha256:a');
  await write(image('sha256:b'));
  expect(await read('latest')).toBe('sha256:b');
});

test.each([
  [undefined, 'has no index.json'],
  ['{', 'names no image'],
  ['{"manifests":[]}', 'names no image'],
])('an index %j is refused', async (text, words) => {
  if (text !== undefined) await writeFile(join(path, 'index.json'), text);
  await expect(read('latest')).rejects.toThrow(words);
});
