import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBuildkitdConfig, toClientOptions } from '../../src/registry/buildkitd-config.ts';

const NOTHING = { http: undefined, insecure: undefined, mirrors: [], ca: [] };

/** All of it is legal TOML 1.0 that says the same. */
const HTTP_AND_MIRRORS: [string, string][] = [
  ['the usual form', '[registry."r.example:5000"]\n  http = true\n  mirrors = ["m.example", "n.example/p"]\n'],
  ['single quotes', "['registry' . 'r.example:5000']\n'http'=true\nmirrors=['m.example','n.example/p']"],
  [
    'a key before any table',
    'registry."r.example:5000".http = true\nregistry."r.example:5000".mirrors = ["m.example", "n.example/p"]',
  ],
  [
    'keys under the parent table',
    '[registry]\n"r.example:5000".http = true\n"r.example:5000".mirrors = ["m.example", "n.example/p"]',
  ],
  ['an inline table', '[registry]\n"r.example:5000" = { http = true, mirrors = ["m.example", "n.example/p"] }'],
  [
    'inline tables all the way',
    'registry = { "r.example:5000" = { http = true, mirrors = [ "m.example", "n.example/p" ] } }',
  ],
  [
    'a dotted key in an inline table',
    'registry = { "r.example:5000".http = true, "r.example:5000".mirrors = ["m.example", "n.example/p"] }',
  ],
  [
    'an array over several lines',
    '[registry."r.example:5000"]\nhttp = true # yes\nmirrors = [\n  # first\n  "m.example", # second "x"\n\n  \'n.example/p\',\n]\n',
  ],
  [
    'Windows line ends',
    '[registry."r.example:5000"]\r\nhttp = true\r\nmirrors = [\r\n"m.example",\r\n"n.example/p"]\r\n',
  ],
  [
    'comments everywhere',
    '#[registry."x"]\n[ registry."r.example:5000" ] # ]\n# http = false\nhttp=true#\n\tmirrors = ["m.example","n.example/p"]# http = false',
  ],
  [
    'escapes',
    '["registry"."r\\u002eexample:5000"]\nhttp = true\nmirrors = ["\\U0000006d.example", """n.example\\\n   /p"""]',
  ],
  ['long texts', '[registry."r.example:5000"]\nhttp = true\nmirrors = ["""\nm.example""", \'\'\'n.example/p\'\'\']'],
  [
    'other capitals, which buildkitd does not mind',
    '[Registry."r.example:5000"]\nHTTP = true\nMirrors = ["m.example", "n.example/p"]',
  ],
  [
    'among everything else that a configuration holds',
    `root = "/var/lib/buildkit"
debug = true
started = 1979-05-27 07:32:00Z
ratio = -1.5e+3
text = """
[registry."not.example"]
http = true
"" quotes """""
insecure-entitlements = [ "network.host", 'security.insecure' ]
[log]
format = 'text # [registry."no.example"]'
[worker.oci]
  labels = { "a.b" = "c", d = [ [ 1, 2 ], [] ], e = {} }
[[worker.oci.gcpolicy]]
  keepDuration = "48h"
  filters = [ "type==source.local", "type==exec.cachemount" ]
[registry."r.example:5000"]
  http = true
  mirrors = [ "m.example", "n.example/p" ]
  [[registry."r.example:5000".keypair]]
    http = false
    key = "key.pem"
    cert = "cert.pem"
[system]
  maxRegistryConcurrency = 0x10
`,
  ],
];

describe('a registry is found in every form of TOML', () => {
  test.each(HTTP_AND_MIRRORS)('%s', (_, text) => {
    expect(parseBuildkitdConfig(text)).toStrictEqual({
      registries: new Map([['r.example:5000', { ...NOTHING, http: true, mirrors: ['m.example', 'n.example/p'] }]]),
      unread: [],
    });
  });
});

test('several registries are kept apart', () => {
  const text =
    '[registry.a]\ninsecure=true\n[registry."b.c"]\nhttp=false\n[registry.a.other]\nhttp=true\n[registry."b.c"]\nca=["x.pem"]';
  expect(parseBuildkitdConfig(text).registries).toStrictEqual(
    new Map([
      ['a', { ...NOTHING, insecure: true }],
      ['b.c', { ...NOTHING, http: false, ca: ['x.pem'] }],
    ]),
  );
});

describe('what cannot be read counts as not set and is told', () => {
  const good = '\n[registry."good.example"]\nhttp = true\n';
  test.each([
    ['[registry."bad.example"]\nhttp = true\nhttp = yes no\n', ['[registry."bad.example"]']],
    ['[registry."bad.example"]\nhttp = true\ninsecure\n[log]\n', ['[registry."bad.example"]']],
    ['[registry."bad.example]\nhttp = true\n', ['[registry."bad.example]']],
    ['[registry."bad.example"]\nmirrors = ["a" "b"]\nhttp = true\n', ['[registry."bad.example"]']],
    ['[registry."bad.example"]\nmirrors = ["\\U00110000"]\n', ['[registry."bad.example"]']],
    ['http: true\n', ['what stands before the first section']],
    ['[registry."bad.example"]\nmirrors = ["a",\n', ['[registry."bad.example"]']],
    ['[registry."bad.example"]\nmirrors = """\n', ['[registry."bad.example"]']],
    ['[[registry."bad.example"]\nhttp = true\n', ['[[registry."bad.example"]']],
  ])('%j', (bad, unread) => {
    const config = parseBuildkitdConfig(bad + good);
    expect(config.unread).toStrictEqual(unread);
    expect(config.registries.get('bad.example')).toBeUndefined();
    expect(config.registries.get('good.example')).toStrictEqual({ ...NOTHING, http: true });
  });

  test('values of another type are not set', () => {
    const text =
      '[registry."r.example"]\nhttp = "true"\ninsecure = 1\nmirrors = "m.example"\nca = [1, "x.pem", [true]]';
    expect(parseBuildkitdConfig(text)).toStrictEqual({
      registries: new Map([['r.example', { ...NOTHING, ca: ['x.pem'] }]]),
      unread: [],
    });
  });

  test('no text throws', () => {
    const junk = fc.string({
      unit: fc.constantFrom(...'[]{}"\'=.,# \n\\aT1', '"""', "'''", '[registry.a]\n', 'http=true\n'),
    });
    fc.assert(
      fc.property(junk, (text) => {
        expect(parseBuildkitdConfig(text).registries).toBeInstanceOf(Map);
      }),
      { numRuns: 2000 },
    );
  });
});

test.each(['[', '{a=', '"x', "'x", '"""x\\', "'''x", '# x', 'a.', ' \n'])('a long run of %j takes no time', (piece) => {
  const start = performance.now();
  parseBuildkitdConfig(`a = ${piece.repeat(50_000)}`);
  parseBuildkitdConfig(`a = ${piece}${'x'.repeat(200_000)}`);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('every name of a registry survives in quotes', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), (name, http) => {
      const text = `[registry.${JSON.stringify(name).replaceAll('\x7f', '\\u007f')}]\nhttp = ${http}`;
      expect(parseBuildkitdConfig(text).registries).toStrictEqual(new Map([[name, { ...NOTHING, http }]]));
    }),
  );
});

describe('the settings become options of the client', () => {
  const options = (text: string) => toClientOptions(parseBuildkitdConfig(`[registry."r.example"]\n${text}`));
  test.each([
    ['', 'https'],
    ['http = true', 'http'],
    ['insecure = true', 'insecure'],
    ['http = true\ninsecure = true', 'insecure'],
    ['http = false\ninsecure = false', 'https'],
  ])('%j is %s', (text, security) => {
    expect(options(text).insecure('r.example')).toBe(security);
    expect(options(text).insecure('other.example')).toBe('https');
  });

  test('mirrors are a host and a path', () => {
    const { mirrors } = options(
      'mirrors = ["m.example:5000", "n.example/p/q/", "http://o.example/r", "https://p.example"]',
    );
    expect(mirrors('r.example')).toStrictEqual([
      { host: 'm.example:5000', path: '' },
      { host: 'n.example', path: 'p/q' },
      { host: 'o.example', path: 'r' },
      { host: 'p.example', path: '' },
    ]);
    expect(mirrors('other.example')).toStrictEqual([]);
  });

  test('authorities are files', () => {
    expect(options('ca = ["a.pem", "b.pem"]').certificates('r.example')).toStrictEqual(['a.pem', 'b.pem']);
  });
});
