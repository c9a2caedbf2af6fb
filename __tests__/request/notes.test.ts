import { describe, expect, test } from 'vitest';
import { request } from './given.ts';

const read = (written: object) => request(written).notes;

test('a plain request needs no words', () => {
  expect(read({ 'build-args': 'VERSION=1', annotations: 'a.b=C', labels: 'A=1', tags: 'V1' })).toStrictEqual([]);
});

test('repositories that were lowered are said in one line', () => {
  const written = { image: 'ghcr.io/Octo/App', tags: 'V1,Octo/App:V2', 'cache-ref': 'Octo/Cache' };
  expect(read(written)).toStrictEqual([
    {
      level: 'info',
      text: 'Repositories have no upper-case letters: ghcr.io/Octo/App is ghcr.io/octo/app, Octo/App:V2 is octo/app:V2, Octo/Cache is octo/cache.',
    },
  ]);
});

describe('a build argument that looks like a secret is warned of', () => {
  test.each(['GITHUB_TOKEN', 'password', 'API_KEY', 'AUTH', 'my_secret_value', 'CREDENTIALS_x', 'NPM_AUTH'])(
    '%s',
    (name) => {
      expect(read({ 'build-args': `${name}=x` })).toStrictEqual([
        {
          level: 'warning',
          text: `"build-args" has ${name}, which looks like a secret: the image records it; use "secrets" and RUN --mount=type=secret.`,
        },
      ]);
    },
  );

  test.each(['TOKENIZER', 'PUBLIC_KEY', 'KEY_FILE', 'TOKEN_VERSION', 'KEYBOARD', 'AUTHOR'])('but not %s', (name) => {
    expect(read({ 'build-args': `${name}=x` })).toStrictEqual([]);
  });
});

test.each(['http://ada:secret@proxy:3128', 'http://:secret@proxy'])(
  'a password in the address %s is warned of and not shown',
  (value) => {
    for (const input of ['builder-env', 'build-args']) {
      const [note, ...more] = read({ [input]: `HTTPS_PROXY=${value}` });
      expect([note?.level, more]).toStrictEqual(['warning', []]);
      expect(note?.text).toMatch(new RegExp(`^"${input}" has a URL with a password in HTTPS_PROXY: `));
      expect(note?.text).not.toContain('secret@');
    }
    expect(read({ 'builder-env': 'HTTPS_PROXY=http://ada@proxy:3128/a:b@c' })).toStrictEqual([]);
  },
);

test('a query in the URL of a context is warned of and not shown, but for that of git', () => {
  const url = 'https://files.example/a.tar?X-Amz-Signature=0123';
  for (const [input, value] of [
    ['context', url],
    ['build-contexts', `a=${url}`],
  ] as const) {
    const [note, ...more] = read({ [input]: value });
    expect([note?.level, more]).toStrictEqual(['warning', []]);
    expect(note?.text).toMatch(new RegExp(`^"${input}" has a URL with a query`));
    expect(note?.text).not.toContain('0123');
  }
  expect(read({ context: 'https://github.com/o/r.git?ref=main&subdir=a' })).toStrictEqual([]);
});

test.each([
  [{ builder: 'mine' }, '"builder" has no meaning: this action starts its own builder.'],
  [
    { annotations: 'index:Vendor.Key=x', platforms: 'amd64,arm64' },
    '"annotations" has Vendor.Key: BuildKit writes it in lower case.',
  ],
  [
    { outputs: 'type=image,annotation-index.a=x' },
    'Annotations of the index are left out: an image of one platform without attestations has no index.',
  ],
  [
    { annotations: 'index:a=x' },
    'Annotations of the index are left out: an image of one platform without attestations has no index.',
  ],
  [
    { 'builder-env': 'TOKEN=x' },
    '"builder-env" has TOKEN, which looks like a secret: everybody on the machine can read it with docker inspect.',
  ],
  [
    { 'cache-to': 'type=s3,bucket=b,secret_access_key=hunter2' },
    '"cache-to" has secret_access_key: buildctl takes it on its command line, where other processes can read it.',
  ],
  [
    { endpoint: 'tcp://buildkit:1234', 'builder-memory': '4g' },
    '"builder-memory" has no meaning with "endpoint": that builder runs already.',
  ],
])('%j is warned of', (written, text) => {
  expect(read(written)).toStrictEqual([{ level: 'warning', text }]);
});
