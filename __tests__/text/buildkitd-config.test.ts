import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import {
  certificateFiles,
  moveCertificates,
  parseBuildkitdConfig,
  toBuildkitdConfig,
} from '../../src/text/buildkitd-config.ts';

const NOTHING = { http: undefined, insecure: undefined, mirrors: [], ca: [], keypairs: [] };

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
  [[registry."r.example:5000".other]]
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
    expect(parseBuildkitdConfig(text).registries).toStrictEqual(
      new Map([['r.example:5000', { ...NOTHING, http: true, mirrors: ['m.example', 'n.example/p'] }]]),
    );
  });
});

test('several registries are kept apart', () => {
  const text =
    '[registry.a]\ninsecure=true\n[registry."b.c"]\nhttp=false\n[registry.a.other]\nhttp=true\n[registry."d"]\nca=["x.pem"]';
  expect(parseBuildkitdConfig(text).registries).toStrictEqual(
    new Map([
      ['a', { ...NOTHING, insecure: true }],
      ['b.c', { ...NOTHING, http: false }],
      ['d', { ...NOTHING, ca: ['x.pem'] }],
    ]),
  );
});

test.for([
  ['root = [', 'line 1, column 8: '],
  ['debug = true\n[registry."r.example"]\nhttp = yes\n', 'line 3, column 8: '],
  ['[registry."r.example]\n', 'line 1, '],
  ['http: true\n', 'line 1, '],
  ['[system]\n[system]\n', 'line 2, '],
  ['a = 1\nb = """\n', 'line '],
])('%j is refused with the place, in one line', ([text = '', place = '']) => {
  expect(() => parseBuildkitdConfig(text)).toThrow(SyntaxError);
  expect(() => parseBuildkitdConfig(text)).toThrow(new RegExp(`^${place}[^\\n]+$`));
  expect(toBuildkitdConfig(text)).toBeUndefined();
});

test('values of another type are not set', () => {
  const text =
    'worker = 1\n[registry."r.example"]\nhttp = "true"\ninsecure = 1\nmirrors = "m.example"\nca = [1, "x.pem", [true]]';
  expect(parseBuildkitdConfig(text)).toStrictEqual({
    registries: new Map([['r.example', { ...NOTHING, ca: ['x.pem'] }]]),
    runtime: undefined,
    snapshotter: undefined,
    tables: new Set(['worker', 'registry']),
  });
});

test('a number of any size is no error', () => {
  expect(parseBuildkitdConfig('[System]\na = 9223372036854775807\n').tables).toStrictEqual(new Set(['system']));
});

test.for([
  ['[worker.oci]\nbinary = "crun"\n', 'crun'],
  ['worker = { oci = { binary = "crun" } }\n', 'crun'],
  ["Worker.OCI.Binary = 'crun'\n", 'crun'],
  ['[worker.oci]\nbinary = ""\n', undefined],
  ['[worker.oci]\ngc = false\n', undefined],
  ['[other]\nbinary = "crun"\n', undefined],
  ['', undefined],
] as const)('the runtime of %j is %s', ([text, runtime]) => {
  expect(parseBuildkitdConfig(text).runtime).toBe(runtime);
});

test('no text is an error of ours', () => {
  const junk = fc.string({
    unit: fc.constantFrom(...'[]{}"\'=.,# \n\\aT1', '"""', "'''", '[registry.a]\n', 'http=true\n'),
  });
  fc.assert(
    fc.property(junk, (text) => {
      const config = toBuildkitdConfig(text);
      if (config === undefined) expect(() => parseBuildkitdConfig(text)).toThrow(SyntaxError);
      else expect(config.registries).toBeInstanceOf(Map);
    }),
    { numRuns: 2000 },
  );
});

test.each(['[', '{a=', '"x', "'x", '"""x\\', "'''x", '# x', 'a.', ' \n'])('a long run of %j takes no time', (piece) => {
  const start = performance.now();
  toBuildkitdConfig(`a = ${piece.repeat(50_000)}`);
  toBuildkitdConfig(`a = ${piece}${'x'.repeat(200_000)}`);
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

describe('certificates', () => {
  const text = `debug = true
started = 1979-05-27T07:32:00Z
[registry."r.example"]
  ca = ["ca.pem", "/etc/ca.pem"]
  mirrors = ["ca.pem"]
  [[registry."r.example".keypair]]
    key = "key.pem"
    cert = "cert.pem"
[Registry."s.example"]
  CA = ["ca.pem"]
[worker.oci]
  ca = "ca.pem"
  limit = 9223372036854775807
`.replace('[Registry.', '[registry.');

  test('are named once each', () => {
    expect(certificateFiles(toBuildkitdConfig(text))).toStrictEqual(['ca.pem', '/etc/ca.pem', 'cert.pem', 'key.pem']);
    expect(certificateFiles(toBuildkitdConfig('debug = true'))).toStrictEqual([]);
  });

  test('get other paths, and nothing else changes', () => {
    const moved = moveCertificates(text, (path) => `/new/${path.replaceAll('/', '_')}`);
    expect(parse(moved, { integersAsBigInt: 'asNeeded' })).toEqual({
      ...parse(text, { integersAsBigInt: 'asNeeded' }),
      registry: {
        'r.example': {
          ca: ['/new/ca.pem', '/new/_etc_ca.pem'],
          mirrors: ['ca.pem'],
          keypair: [{ key: '/new/key.pem', cert: '/new/cert.pem' }],
        },
        's.example': { CA: ['/new/ca.pem'] },
      },
    });
  });
});
