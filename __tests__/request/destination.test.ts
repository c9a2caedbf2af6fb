import { describe, expect, test } from 'vitest';
import { formatReference } from '../../src/text/reference.ts';
import { request } from './given.ts';

/** What of a request names the image, written out. */
const names = (written: object) => {
  const { image, tags, imageAttributes, push } = request({ image: '', ...written });
  return { image: image?.name, tags: tags.map(formatReference), imageAttributes, push };
};

const digest = `sha256:${'0'.repeat(64)}`;

describe('image', () => {
  test.each([
    ['ghcr.io/octo/app', 'ghcr.io/octo/app'],
    ['GHCR.io/Octo/App', 'ghcr.io/octo/app'],
    ['app', 'app'],
    ['octo/app', 'octo/app'],
    ['localhost:5000/app', 'localhost:5000/app'],
    ['[::1]:5000/app', '[::1]:5000/app'],
  ])('%s is the repository %s', (image, expected) => {
    expect(request({ image }).image?.name).toBe(expected);
  });

  test.each([
    [
      'ghcr.io/o/app:v1',
      '"image" must be a repository without a tag: got ghcr.io/o/app:v1, write image: ghcr.io/o/app and tags: v1.',
    ],
    [`app@${digest}`, `"image" must be a repository without a digest: got app@${digest}, write image: app.`],
    [`app:v1@${digest}`, '"image" must be a repository without a digest'],
    [
      'localhost:5000',
      '"image" must be a repository without a tag: got localhost:5000, write image: localhost:5000/NAME.',
    ],
    [
      'ghcr.io/o/a,ghcr.io/o/b',
      '"image" must be one repository: got "ghcr.io/o/a,ghcr.io/o/b", write image: ghcr.io/o/a. ',
    ],
    ['"ghcr.io/o/a"', 'write image: ghcr.io/o/a. '],
    ['ghcr.io/o/a b', 'write image: ghcr.io/o/a. '],
    ['ghcr.io/o/a\nb', 'write image: ghcr.io/o/a. '],
    ['https://ghcr.io/o/a', 'write image: ghcr.io/o/a. '],
    ['-rf', '"image" must be one repository: got "-rf", write one like image: ghcr.io/owner/app. '],
    [`app@sha256:${'0'.repeat(63)}`, 'malformed digest'],
    [`o/${'a'.repeat(254)}`, '256 characters: at most 255'],
  ])('%j is refused with the right spelling', (image, sentence) => {
    expect(() => request({ image })).toThrow(sentence);
  });

  test.each([
    { tags: 'ghcr.io/octo/app:v1' },
    { outputs: 'out' },
    { outputs: 'type=image' },
    { 'cache-ref': 'ghcr.io/octo/cache' },
    { 'cache-to': 'type=gha' },
    { call: 'check' },
    {},
    { load: 'true' },
    { outputs: 'type=cacheonly' },
    { target: 'test' },
  ])('may be empty with %j', (written) => {
    expect(() => request({ image: '', ...written })).not.toThrow();
  });

  test.each([{ push: 'true' }, { outputs: 'type=registry' }])('may not be empty with %j', (written) => {
    expect(() => request({ image: '', ...written })).toThrow('"image" is empty');
  });
});

describe('tags', () => {
  test.each([
    ['', ['ghcr.io/octo/app:main']],
    ['v1', ['ghcr.io/octo/app:v1']],
    ['v1,latest\nv1', ['ghcr.io/octo/app:v1', 'ghcr.io/octo/app:latest']],
    ['Docker.io/Octo/App:V1', ['docker.io/octo/app:V1']],
    ['ghcr.io/octo/other', ['ghcr.io/octo/other:latest']],
    ['app:v1,docker.io/library/app:v1,index.docker.io/library/app:v1', ['app:v1']],
    ['localhost:5000/app:v1', ['localhost:5000/app:v1']],
    ['ghcr.io/octo/app:main\nghcr.io/octo/app:sha-0123456', ['ghcr.io/octo/app:main', 'ghcr.io/octo/app:sha-0123456']],
  ])('%j are %j', (tags, expected) => {
    expect(request({ tags }).tags.map(formatReference)).toStrictEqual(expected);
  });

  test.each([
    ['feature/a', 'feature-a'],
    ['a/b/c', 'a-b-c'],
    ['renovate/npm', 'renovate-npm'],
  ])('a branch with a slash is no tag: %s', (tags, tag) => {
    expect(() => request({ tags })).toThrow(
      `"tags" has "${tags}": a tag has no slash. Write ${tag}, or leave "tags" empty to follow the branch.`,
    );
  });

  test('a bare word without "image" is a repository, as docker reads it', () => {
    const { image, tags } = names({ tags: 'test', load: 'true' });
    expect({ image, tags }).toStrictEqual({ image: 'test', tags: ['test:latest'] });
  });

  test('decide where the image goes first, whatever "image" says', () => {
    const place = (written: object) => request(written).repository?.name;
    expect(place({ tags: 'v1' })).toBe('ghcr.io/octo/app');
    expect(place({ tags: 'octo/mirror:v1,v1' })).toBe('octo/mirror');
    expect(place({ push: 'false' })).toBe('ghcr.io/octo/app');
    expect(place({ image: '', outputs: 'out' })).toBeUndefined();
  });

  test('the first whole reference names the image', () => {
    const { image, tags } = names({ tags: 'octo/app:v1,ghcr.io/octo/app:v1' });
    expect({ image, tags }).toStrictEqual({ image: 'octo/app', tags: ['octo/app:v1', 'ghcr.io/octo/app:v1'] });
  });

  test.each([
    ['-a', '"tags" has "-a", which is no tag'],
    ['a b', '"tags" has "a b", which is no tag'],
    ['a'.repeat(129), 'It has 129 characters.'],
    [`ghcr.io/o/app:${'a'.repeat(129)}`, 'has a tag of 129 characters: at most 128'],
    [`ghcr.io/o/app@${digest}`, 'which has a digest'],
    [':v1', '"tags": The reference ":v1" has no valid repository'],
    ['$(id):v1', '"tags": The reference "$(id):v1" holds "$"'],
  ])('%j is refused', (tags, sentence) => {
    expect(() => request({ tags })).toThrow(sentence);
  });

  test('a push of a bare tag needs a repository', () => {
    expect(() => request({ image: '', tags: 'v1', push: 'true' })).toThrow(
      '"tags" has "v1" without a repository and "image" is empty',
    );
  });

  test('a push needs a tag where the git ref gives none', () => {
    expect(() => request({ push: 'true' }, { ref: '' })).toThrow(
      '"tags" is empty and the git ref "" gives no tag to push',
    );
    expect(request({ push: 'false' }, { ref: '' }).tags).toStrictEqual([]);
  });
});

describe('an image in "outputs"', () => {
  test('gives its attributes to the image of "tags"', () => {
    const outputs = 'type=image,name=target,annotation-index.a=b,annotation.c=d,compression=gzip';
    expect(names({ tags: 'octo/app:v1', push: 'true', outputs })).toStrictEqual({
      image: 'octo/app',
      tags: ['octo/app:v1'],
      imageAttributes: [
        ['annotation.c', 'd'],
        ['compression', 'gzip'],
      ],
      push: true,
    });
  });

  test('names the image where "tags" is empty', () => {
    expect(names({ outputs: 'type=registry,"name=octo/App,octo/app:v2"' })).toStrictEqual({
      image: 'octo/app',
      tags: ['octo/app:latest', 'octo/app:v2'],
      imageAttributes: [],
      push: true,
    });
  });

  test('that is pushed by digest has names without tags', () => {
    const outputs = 'type=image,push-by-digest=true,name-canonical=true,push=true';
    const expected = {
      image: 'octo/app',
      tags: [],
      imageAttributes: [
        ['name', 'octo/app'],
        ['push-by-digest', 'true'],
        ['name-canonical', 'true'],
      ],
      push: true,
    };
    expect(names({ image: 'octo/app', outputs })).toStrictEqual(expected);
    expect(names({ tags: 'octo/app', outputs })).toStrictEqual(expected);
    expect(names({ outputs: `${outputs},name=octo/app` })).toStrictEqual({
      ...expected,
      imageAttributes: [
        ['name', 'octo/app'],
        ['push-by-digest', 'true'],
        ['name-canonical', 'true'],
      ],
    });
  });

  test.each([
    [{ image: 'octo/app', tags: 'v1' }, '"tags" has "v1", but push-by-digest pushes no tag: write octo/app.'],
    [{ tags: 'octo/app:v1' }, '"tags" has "octo/app:v1", but push-by-digest pushes no tag: write octo/app.'],
    [{}, '"image" is empty, but "outputs" has push-by-digest'],
  ])('that is pushed by digest is refused with %j', (written, sentence) => {
    expect(() => names({ ...written, outputs: 'type=image,push-by-digest=true,push=true' })).toThrow(sentence);
  });
});

describe('the tag of a cache', () => {
  const taken = 'cache-b-f921bd05e68b03740c45-main';

  test.each([taken, `ghcr.io/octo/app:${taken}`, `${taken}-wip`])('is refused as the image’s: %s', (tags) => {
    expect(() => request({ tags })).toThrow('"tags" must not be the tag of a cache');
  });
});
