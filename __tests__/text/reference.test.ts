import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatReference,
  isDigest,
  isLocalhost,
  isTag,
  lowerRepository,
  parseReference,
  registryHost,
} from '../../src/text/reference.ts';

const SHA256 = `sha256:${'0123456789abcdef'.repeat(4)}`;
const SHA512 = `sha512:${'0123456789abcdef'.repeat(8)}`;

describe('a reference is split as docker splits it', () => {
  test.each([
    ['debian', { name: 'debian', domain: 'docker.io', path: 'library/debian' }],
    ['debian:12', { name: 'debian', domain: 'docker.io', path: 'library/debian', tag: '12' }],
    ['localhost', { name: 'localhost', domain: 'docker.io', path: 'library/localhost' }],
    ['localhost:5000', { name: 'localhost', domain: 'docker.io', path: 'library/localhost', tag: '5000' }],
    ['o/app', { name: 'o/app', domain: 'docker.io', path: 'o/app' }],
    ['docker.io/debian', { name: 'docker.io/debian', domain: 'docker.io', path: 'library/debian' }],
    ['index.docker.io/o/app', { name: 'index.docker.io/o/app', domain: 'docker.io', path: 'o/app' }],
    ['docker.io/library/debian', { name: 'docker.io/library/debian', domain: 'docker.io', path: 'library/debian' }],
    ['localhost/app', { name: 'localhost/app', domain: 'localhost', path: 'app' }],
    ['localhost:5000/app:v1', { name: 'localhost:5000/app', domain: 'localhost:5000', path: 'app', tag: 'v1' }],
    ['host:5000/a/b/c', { name: 'host:5000/a/b/c', domain: 'host:5000', path: 'a/b/c' }],
    ['[::1]:5000/app', { name: '[::1]:5000/app', domain: '[::1]:5000', path: 'app' }],
    ['[2001:db8::1]/app:v1', { name: '[2001:db8::1]/app', domain: '[2001:db8::1]', path: 'app', tag: 'v1' }],
    ['127.0.0.1/app', { name: '127.0.0.1/app', domain: '127.0.0.1', path: 'app' }],
    ['ghcr.io/o/app:V1.0_x-y', { name: 'ghcr.io/o/app', domain: 'ghcr.io', path: 'o/app', tag: 'V1.0_x-y' }],
    [`ghcr.io/o/app@${SHA256}`, { name: 'ghcr.io/o/app', domain: 'ghcr.io', path: 'o/app', digest: SHA256 }],
    [`app:v1@${SHA512}`, { name: 'app', domain: 'docker.io', path: 'library/app', tag: 'v1', digest: SHA512 }],
    ['GHCR.IO/o/app', { name: 'GHCR.IO/o/app', domain: 'GHCR.IO', path: 'o/app' }],
    ['Owner/app', { name: 'Owner/app', domain: 'Owner', path: 'app' }],
    ['a.b/c__d--e.f_g', { name: 'a.b/c__d--e.f_g', domain: 'a.b', path: 'c__d--e.f_g' }],
    ['xn--n3h.com/app', { name: 'xn--n3h.com/app', domain: 'xn--n3h.com', path: 'app' }],
  ])('%s', (text, reference) => {
    expect(parseReference(text)).toStrictEqual(reference);
    expect(formatReference(parseReference(text))).toBe(text);
  });
});

describe('what is no reference is refused with a sentence', () => {
  test.each([
    ['', 'The reference is empty: write one like ghcr.io/owner/app:v1.'],
    [
      'https://ghcr.io/o/app',
      'The reference "https://ghcr.io/o/app" starts with https://: write only what stands behind it.',
    ],
    ['ghcr.io/o/my app', 'The reference "ghcr.io/o/my app" holds " ", which none may hold.'],
    ['app,push=true', 'The reference "app,push=true" holds ",", which none may hold.'],
    ['app\n::set-output::', 'The reference "app\\n::set-output::" holds "\\n", which none may hold.'],
    ['ghcr.io/O/App:V1', 'The reference "ghcr.io/O/App:V1" has upper-case letters: write ghcr.io/o/app:V1.'],
    ['App', 'The reference "App" has upper-case letters: write app.'],
    ['app:', /has the tag "": a tag is letters, digits/],
    ['app:-x', /has the tag "-x": a tag is letters, digits/],
    [`app:${'t'.repeat(129)}`, /has a tag of 129 characters: at most 128 are allowed\.$/],
    ['app@sha256:abc', /has a malformed digest: write sha256: and 64 lower-case/],
    [`app@${SHA256.toUpperCase()}`, /has a malformed digest/],
    [`app@md5:${'0'.repeat(32)}`, /has a malformed digest/],
    [`app@${SHA256}@${SHA256}`, /has a malformed digest/],
    ['0123456789abcdef'.repeat(4), /is 64 hexadecimal digits/],
    [`ghcr.io/${'a'.repeat(256)}`, /has a repository of 256 characters: at most 255 are allowed\.$/],
    [`${'a'.repeat(248)}`, /has a repository of 256 characters/],
    ['a'.repeat(1025), /is longer than 1024 characters\.$/],
    ['/app', /has no valid repository/],
    ['ghcr.io/', /has no valid repository/],
    ['ghcr.io//app', /has no valid repository/],
    ['ghcr.io/o/-app', /has no valid repository/],
    ['ghcr.io/o/a..b', /has no valid repository/],
    ['ghcr.io/o/a___b', /has no valid repository/],
    ['ghcr.io/../../etc', /has no valid repository/],
    ['a:b:c', /has no valid repository/],
    ['host:port/app', /has no valid registry: got "host:port"\.$/],
    ['-a.com/app', /has no valid registry/],
    ['a..com/app', /has no valid registry/],
    ['[::1%25eth0]/app', /holds "%"/],
  ])('%j', (text, message) => {
    expect(() => parseReference(text)).toThrow(message);
  });

  test('a long text is cut in the message', () => {
    expect(() => parseReference('ä'.repeat(900))).toThrow(`The reference "${'ä'.repeat(200)}…" holds "ä"`);
  });
});

test.each([
  ['ghcr.io/Owner/App:V1', 'ghcr.io/owner/app:V1'],
  ['Owner/App', 'owner/app'],
  ['HOST:5000/App:Tag', 'host:5000/app:Tag'],
  [`App:Tag@${SHA256.toUpperCase()}`, `app:Tag@${SHA256.toUpperCase()}`],
  ['ÄÖ/App', 'ÄÖ/app'],
  ['', ''],
  [':TAG', ':TAG'],
  ['@DIGEST', '@DIGEST'],
])('only the repository of %s is lowered: %s', (text, lowered) => {
  expect(lowerRepository(text)).toBe(lowered);
});

test.each([
  ['localhost', true],
  ['localhost:5000', true],
  ['LOCALHOST', true],
  ['127.0.0.1', true],
  ['127.255.0.1:443', true],
  ['[::1]', true],
  ['[::1]:5000', true],
  ['[0:0:0:0:0:0:0:1]:5000', true],
  ['[::11]', false],
  ['128.0.0.1', false],
  ['127.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['evil.example:127', false],
  ['ghcr.io', false],
])('%s is this machine: %s', (domain, expected) => {
  expect(isLocalhost(domain)).toBe(expected);
});

test("Docker Hub's registry has a host of its own", () => {
  expect(registryHost('docker.io')).toBe('registry-1.docker.io');
  expect(registryHost('localhost:5000')).toBe('localhost:5000');
});

test.each([
  [SHA256, true],
  [SHA512, true],
  [`sha384:${'a'.repeat(96)}`, true],
  [`sha256:${'g'.repeat(64)}`, false],
  [`sha256:${'a'.repeat(64)}\n`, false],
  ['sha256:', false],
  ['', false],
  [`toString:${'a'.repeat(64)}`, false],
])('%j is a digest: %s', (text, expected) => {
  expect(isDigest(text)).toBe(expected);
});

const lower = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const separator = fc.constantFrom('.', '_', '__', '-', '---');
const component = fc
  .tuple(lower, fc.array(fc.tuple(separator, lower), { maxLength: 2 }))
  .map(([first, more]) => first + more.flat().join(''));
const label = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,6}[a-zA-Z0-9])?$/);
const domain = fc.oneof(
  fc.constantFrom('localhost', '[::1]', '127.0.0.1', 'docker.io', 'index.docker.io'),
  fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.')),
);
const port = fc.option(
  fc.integer({ min: 1, max: 65535 }).map((number) => `:${number}`),
  { nil: '' },
);
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/);
const digest = fc.stringMatching(/^sha256:[a-f0-9]{64}$/);
const reference = fc
  .tuple(
    fc.option(
      fc.tuple(domain, port).map((parts) => `${parts.join('')}/`),
      { nil: '' },
    ),
    fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
    fc.option(
      tag.map((text) => `:${text}`),
      { nil: '' },
    ),
    fc.option(
      digest.map((text) => `@${text}`),
      { nil: '' },
    ),
  )
  // A first component with a dot is a domain, and an underscore is allowed in none.
  .filter(([host, path]) => host !== '' || !/^[^/]*\.[^/]*\//.test(path))
  .map((parts) => parts.join(''));

describe('for all texts', () => {
  test('a reference is written out as it was parsed', () => {
    fc.assert(
      fc.property(reference, (text) => {
        expect(formatReference(parseReference(text))).toBe(text);
      }),
    );
  });

  test('lowering keeps what a reference means', () => {
    fc.assert(
      fc.property(reference, (text) => {
        const { domain: host, name, ...parsed } = parseReference(text);
        expect(parseReference(lowerRepository(text))).toStrictEqual({
          ...parsed,
          name: name.toLowerCase(),
          domain: host.toLowerCase(),
        });
      }),
    );
  });

  const almost = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'aA0._-:/@[]%, \n"'), maxLength: 40 }),
    fc.tuple(reference, fc.string({ maxLength: 3 }), fc.nat()).map(([text, junk, at]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + junk + text.slice(place);
    }),
  );

  test('anything else throws an Error that is a sentence on one line, and what is parsed fits the grammar', () => {
    fc.assert(
      fc.property(almost, (text) => {
        try {
          const parsed = parseReference(text);
          expect(formatReference(parsed)).toBe(text);
          expect(parsed.path).toMatch(/^[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(\/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*$/);
          expect(parsed.domain).toMatch(/^([a-zA-Z0-9.-]+|\[[a-fA-F0-9:]+\])(:[0-9]+)?$/);
          expect(parsed.path.length).toBeLessThanOrEqual(255);
          expect(parsed.tag === undefined || isTag(parsed.tag)).toBe(true);
          expect(parsed.digest === undefined || isDigest(parsed.digest)).toBe(true);
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'Error') throw error;
          expect(error.message).toMatch(/^The reference [^\n\r]*\.$/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('lowering changes neither tag nor digest and nothing but the case', () => {
    fc.assert(
      fc.property(almost, (text) => {
        const lowered = lowerRepository(text);
        expect(lowered.toLowerCase()).toBe(text.toLowerCase());
        expect(lowerRepository(lowered)).toBe(lowered);
      }),
    );
  });
});
