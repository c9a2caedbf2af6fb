import { expect, test } from 'vitest';
import { BUILDKIT_IMAGE, BUILDKIT_VERSION } from '../../src/request/buildkit.ts';
import { listFiles, readAction, readText } from '../docs/markdown.ts';

test('the testbed builds the release that the action starts', () => {
  const [, version] =
    /^\s*(?:require )?github\.com\/moby\/buildkit (v\S+)/m.exec(readText('testbed/buildkit/go.mod')) ?? [];
  expect(version).toBe(BUILDKIT_VERSION);
});

test('action.yml names its image as the default', () => {
  expect(readAction('.').inputs?.['buildkit-image']?.default).toBe(BUILDKIT_IMAGE);
});

test('the documents and examples name no other image of BuildKit', () => {
  const named = listFiles('*.md', '*.yml', ':!CHANGELOG.md').flatMap((file) =>
    [...readText(file).matchAll(/moby\/buildkit:v[\w.]+/g)].map(([image]) => `${file}: ${image}`),
  );
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((each) => !each.endsWith(`:${BUILDKIT_VERSION}`))).toStrictEqual([]);
});

test('no other source names a release of BuildKit', () => {
  const sources = listFiles('src/*.ts').filter((file) => /BuildKit v\d|buildkit:v\d/.test(readText(file)));
  expect(sources).toStrictEqual([]);
});
