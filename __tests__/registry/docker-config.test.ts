import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDockerAuthConfig, parseDockerConfig } from '../../src/registry/docker-config.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const parse = (config: unknown) => parseDockerConfig(JSON.stringify(config), '/home/me/.docker/config.json');

describe('an entry of auths becomes a login', () => {
  const password = (username: string, word: string) => ({ kind: 'password', username, password: word });
  test.each([
    ['auth', { auth: base64('me:pass:word') }, password('me', 'pass:word')],
    ['auth with line breaks', { auth: base64('me:secret').replace(/(.{4})/g, '$1\r\n') }, password('me', 'secret')],
    ['auth with zero bytes behind the password', { auth: base64('me:secret\0\0') }, password('me', 'secret')],
    ['user name and password', { username: 'me', password: 'secret' }, password('me', 'secret')],
    [
      'auth before user name and password',
      { auth: base64('me:a'), username: 'you', password: 'b' },
      password('me', 'a'),
    ],
    [
      'an identity token',
      { auth: base64('me:'), identitytoken: 'refresh' },
      { kind: 'identity-token', token: 'refresh' },
    ],
    [
      'a registry token before all others',
      { auth: base64('me:a'), identitytoken: 'refresh', registrytoken: 'access' },
      { kind: 'registry-token', token: 'access' },
    ],
    ["keys in another case, as Go's decoder takes them", { AUTH: base64('me:secret') }, password('me', 'secret')],
    ['an empty entry, as docker login leaves with a helper', {}, undefined],
    ['null', null, undefined],
    ['a user without a password', { auth: base64('me:') }, undefined],
  ])('%s', (_, entry, credentials) => {
    expect(parse({ auths: { 'ghcr.io': entry } }).auths).toStrictEqual(new Map([['ghcr.io', credentials]]));
  });

  test('every spelling of a secret is told, user names are not', () => {
    const auth = base64('me:secret');
    const config = { auths: { a: { auth }, b: { identitytoken: 'refresh' }, c: { username: 'me', password: 'word' } } };
    expect(new Set(parse(config).secrets)).toStrictEqual(new Set([auth, 'secret', 'refresh', 'word']));
  });
});

test('helpers are read beside the logins', () => {
  const { helpers, store } = parse({
    credsStore: 'pass',
    credHelpers: { 'ghcr.io': 'gh', 'quay.io': '' },
    psFormat: 1,
  });
  expect({ helpers, store }).toStrictEqual({
    helpers: new Map([
      ['ghcr.io', 'gh'],
      ['quay.io', ''],
    ]),
    store: 'pass',
  });
});

test.each(['', ' \n', '{}', '{"auths":null,"credHelpers":null,"credsStore":null}'])('%j holds no login', (text) => {
  expect(parseDockerConfig(text, 'config.json')).toStrictEqual({
    auths: new Map(),
    helpers: new Map(),
    store: undefined,
    secrets: [],
  });
});

describe('a malformed configuration is refused without quoting it', () => {
  const SECRET = 'c2VjcmV0c2VjcmV0';
  test.each([
    [`{"auths":{"ghcr.io":{"auth":"${SECRET}"}`, /is not valid JSON/],
    [`{"auths":{"ghcr.io":{"auth":"${SECRET}" "email":""}}}`, /is not valid JSON \(line 1 column \d+\): mend/],
    [`"${SECRET}"`, /is not a JSON object: mend or remove it/],
    [`{"auths":["${SECRET}"]}`, /has "auths" that is not a JSON object/],
    [`{"auths":{"ghcr.io":"${SECRET}"}}`, /has no JSON object in the "auths" entry of "ghcr\.io"/],
    [
      `{"auths":{"ghcr.io":{"auth":"${SECRET}"}}}`,
      /has an "auth" that is not base64 of user:password in the "auths" entry of "ghcr\.io"/,
    ],
    [`{"auths":{"ghcr.io":{"auth":"${SECRET}!"}}}`, /has an "auth" that is not base64 of user:password/],
    [
      `{"auths":{"ghcr.io":{"auth":"${base64('me:a').replace(/=+$/, '')}"}}}`,
      /has an "auth" that is not base64 of user:password/,
    ],
    [`{"auths":{"ghcr.io":{"auth":["${SECRET}"]}}}`, /has a "auth" that is not a text/],
    [`{"auths":{"https://me:${SECRET}@ghcr.io":1}}`, /entry of "https:\/\/ghcr\.io"/],
    [`{"credHelpers":{"ghcr.io":{"x":"${SECRET}"}}}`, /has a "credHelpers" entry of "ghcr\.io" that is not a text/],
    [`{"credsStore":["${SECRET}"]}`, /has a "credsStore" that is not a text/],
  ])('%s', (text, message) => {
    expect(() => parseDockerConfig(text, '/home/me/.docker/config.json')).toThrow(message);
    expect(() => parseDockerConfig(text, '/home/me/.docker/config.json')).toThrow(
      /^The Docker configuration \/home\/me\/\.docker\/config\.json /,
    );
    expect(() => parseDockerConfig(text, '/home/me/.docker/config.json')).not.toThrow(SECRET);
  });

  test('whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ minLength: 9 }), (json, secret) => {
        const text = `{"auths":{"h":{"auth":${json},"password":${JSON.stringify(secret)}}}}`;
        try {
          parseDockerConfig(text, 'config.json');
        } catch (error) {
          expect(String(error)).toMatch(/^Error: The Docker configuration config\.json /);
          expect(String(error)).not.toContain(secret);
        }
      }),
    );
  });
});

describe('DOCKER_AUTH_CONFIG is read as strictly as docker reads it', () => {
  const auth = base64('me:secret');
  test('auths with nothing but an auth each are logins', () => {
    expect(parseDockerAuthConfig(`{"auths":{"ghcr.io":{"auth":"${auth}"}}}`)?.auths).toStrictEqual(
      new Map([['ghcr.io', { kind: 'password', username: 'me', password: 'secret' }]]),
    );
  });

  test.each([
    '',
    'junk',
    `{"auths":{"ghcr.io":{"auth":"${auth}","email":""}}}`,
    '{"auths":{"ghcr.io":{}}}',
    `{"auths":{"ghcr.io":{"auth":"${auth}"}},"credsStore":"x"}`,
  ])('%s is passed over', (text) => {
    expect(parseDockerAuthConfig(text)).toBeUndefined();
  });
});
