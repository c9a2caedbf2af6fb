import { describe, expect, test } from 'vitest';
import { parseAnnotations } from '../../src/request/annotations.ts';
import { parseAddHosts, parseBuildArgs, parseLabels, parseUlimits } from '../../src/request/pairs.ts';
import { request } from './given.ts';

describe('build-args', () => {
  const warnings: string[] = [];
  const read = (text: string, env = {}) => parseBuildArgs(text, { env, warn: (said) => warnings.push(said) });

  test.each([
    'INPUT_GITHUB-TOKEN',
    'STATE_lease',
    'ACTIONS_RUNTIME_TOKEN',
    'GITHUB_TOKEN',
    'RUNNER_X_TOKEN',
    'GH_TOKEN',
    'GITEA_TOKEN',
    'FORGEJO_TOKEN',
  ])('of the name %s alone take nothing from the environment, and a warning says so', (name) => {
    warnings.length = 0;
    expect(read(`${name}\nGITHUB_SHA`, { [name]: 'the value', GITHUB_SHA: '1' })).toStrictEqual([['GITHUB_SHA', '1']]);
    expect(warnings).toStrictEqual([expect.stringMatching(`^"build-args" has ${name} without a value`)]);
    expect(warnings.join()).not.toContain('the value');
    expect(read(`${name}=x`)).toStrictEqual([[name, 'x']]);
  });

  test.each([
    'a,b',
    'say "hi"',
    '"quoted", then "more"',
    'a=b=c',
    '-rf',
    '$(id) `id` $HOME',
    '{"json":["x","y"]}',
    "it's",
    '\\n is no newline',
    'ünïcödé 🎉',
    'x'.repeat(100_000),
    '',
  ])('take the value %j as it is written', (value) => {
    expect(read(`A=${value}\nB=2`)).toStrictEqual([
      ['A', value],
      ['B', '2'],
    ]);
  });

  test.each(['first\nsecond', 'say "hi"\n\n  indented "line"', ' spaces'])('take the quoted value %j', (value) => {
    expect(read(`"A=${value.replaceAll('"', '""')}"\nB=2`)).toStrictEqual([
      ['A', value],
      ['B', '2'],
    ]);
  });

  test('take a name alone from the environment, and drop it where that has none', () => {
    expect(read('A\nB\nC', { A: '1', C: '' })).toStrictEqual([
      ['A', '1'],
      ['C', ''],
    ]);
  });

  test('take the last value of a name', () => {
    expect(read('A=1\nB=2\nA=3')).toStrictEqual([
      ['A', '3'],
      ['B', '2'],
    ]);
  });

  test.each([
    [
      'my.arg=1\nmy-arg=2',
      [
        ['my.arg', '1'],
        ['my-arg', '2'],
      ],
    ],
    ['# a comment\nA=1', [['A', '1']]],
    ['A = 1', [['A ', ' 1']]],
    ['=x', []],
    ['A=x,"y"', [['A', 'x,y']]],
    ['A={"a":"b","c":"d"}', [['A', '{"a":"b","c":"d"}']]],
    ['A=1, 2', [['A', '1, 2']]],
  ])('are split as docker/build-push-action and buildx split them: %j', (text, expected) => {
    expect(read(text)).toStrictEqual(expected);
  });
});

describe('labels', () => {
  test.each([
    [
      'a=1\nb=2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a=x,y="z"', [['a', 'x,y="z"']]],
    ['# a comment\na=1', [['a', '1']]],
    ['"a=x, y"', [['a', 'x, y']]],
    ['a = b', [['a ', ' b']]],
    ['=x', []],
    ['a', [['a', '']]],
    [
      'org.opencontainers.image.description=A "fine" app, really',
      [['org.opencontainers.image.description', 'A "fine" app, really']],
    ],
  ])('%j are %j', (text, expected) => {
    expect(parseLabels(text)).toStrictEqual(expected);
  });

  test('of the workflow win over those from git, and keep their place', () => {
    const { labels } = request({ labels: 'org.opencontainers.image.title=Other\nmine=1' });
    expect(labels.filter(([name]) => !/created|revision|source|url/.test(name))).toStrictEqual([
      ['org.opencontainers.image.title', 'Other'],
      ['org.opencontainers.image.version', 'main'],
      ['mine', '1'],
    ]);
  });

  test('from git are not put on what is built from another place', () => {
    expect(request({ context: 'https://example.com/o/r.git' }).labels).toStrictEqual([]);
  });
});

describe('add-hosts', () => {
  test.each([
    ['db.local:10.0.0.5', [['db.local', '10.0.0.5']]],
    [
      'a:1.2.3.4,B=5.6.7.8\nc:::1',
      [
        ['a', '1.2.3.4'],
        ['b', '5.6.7.8'],
        ['c', '::1'],
      ],
    ],
    [
      'a:[fe80::1],b=[::1]',
      [
        ['a', 'fe80::1'],
        ['b', '::1'],
      ],
    ],
  ])('%j are %j', (text, expected) => {
    expect(parseAddHosts(text)).toStrictEqual(expected);
  });

  test.each(['a', 'a:', ':1.2.3.4', 'a:1.2.3', 'a:host', 'a b:1.2.3.4', 'a:[1.2.3.4'])('%j is refused', (text) => {
    expect(() => parseAddHosts(text)).toThrow(
      `"add-hosts" must have entries like db.local:10.0.0.5: got ${JSON.stringify(text)}.`,
    );
  });

  test('host-gateway is docker’s own', () => {
    expect(() => parseAddHosts('a:host-gateway')).toThrow('BuildKit knows no host-gateway.');
  });
});

describe('ulimit', () => {
  test.each(['nofile=1024', 'nofile=1024:2048', 'core=-1', 'core=0:-1', 'nproc=-1:-1'])('%s is a limit', (text) => {
    expect(parseUlimits(text)).toStrictEqual([text]);
  });

  test.each([
    ['nofile', 'must have entries like nofile=1024:2048: got "nofile".'],
    ['nofile=1:2:3', 'must have entries like'],
    ['nofile=unlimited', 'must have entries like'],
    ['files=1', 'has "files=1": write core, cpu, data,'],
    ['nofile=2:1', 'the soft limit may not be above the hard one'],
    ['nofile=-1:1', 'the soft limit may not be above the hard one'],
  ])('%s is refused', (text, sentence) => {
    expect(() => parseUlimits(text)).toThrow(sentence);
  });
});

describe('annotations', () => {
  test.each([
    ['a=1', [['annotation.a', '1']]],
    ['index:a=1', [['annotation-index.a', '1']]],
    [
      'index,manifest[linux/amd64]:a=1',
      [
        ['annotation-index.a', '1'],
        ['annotation-manifest[linux/amd64].a', '1'],
      ],
    ],
    ['manifest[linux/arm64/v8]:a=1', [['annotation-manifest[linux/arm64].a', '1']]],
    [
      'manifest-descriptor,index-descriptor:a=',
      [
        ['annotation-manifest-descriptor.a', ''],
        ['annotation-index-descriptor.a', ''],
      ],
    ],
    ['a=x:y,z="1"', [['annotation.a', 'x:y,z="1"']]],
    ['a=1\na=2', [['annotation.a', '2']]],
  ])('%j are %j', (text, expected) => {
    expect(parseAnnotations(text)).toStrictEqual(expected);
  });

  test.each([
    ['a', '"annotations" must have entries like index:NAME=VALUE: got "a" in entry 1.'],
    ['=1', 'got "" in entry 1'],
    ['index:=1', 'got "index:" in entry 1'],
    ['a b=1', 'got "a b" in entry 1'],
    ['foo:a=1', 'has the place "foo": write manifest, index, manifest-descriptor or index-descriptor'],
    ['index[linux/amd64]:a=1', 'an index has no platform'],
    ['manifest[junk]:a=1', '"annotations" has "junk", which is no platform'],
  ])('%j is refused', (text, sentence) => {
    expect(() => parseAnnotations(text)).toThrow(sentence);
  });

  test('of the index are left out of "outputs" too where the image has none', () => {
    const outputs =
      'type=image,annotation-index.a=1,annotation.b=2\ntype=oci,dest=/x,annotation-manifest-descriptor.a=1';
    const left = (written: object) => {
      const { imageAttributes, outputs: files } = request({ outputs, ...written });
      return [imageAttributes, ...files].map((attributes) => attributes?.map(([name]) => name));
    };
    expect(left({})).toStrictEqual([['annotation.b'], ['type', 'dest']]);
    expect(left({ platforms: 'amd64,arm64' })).toStrictEqual([
      ['annotation-index.a', 'annotation.b'],
      ['type', 'dest', 'annotation-manifest-descriptor.a'],
    ]);
  });

  test("of the index are OCI's labels too, where there is one and the input does not say otherwise", () => {
    const read = (written: object) =>
      request({ labels: 'org.opencontainers.image.description=What it is\nmine=1', ...written }).annotations.filter(
        ([name]) => !/created|revision|source|url|version|title|licenses/.test(name),
      );
    const description = 'annotation-index.org.opencontainers.image.description';
    expect(read({})).toStrictEqual([]);
    expect(read({ platforms: 'amd64,arm64' })).toStrictEqual([[description, 'What it is']]);
    const annotations = 'index:org.opencontainers.image.description=Other';
    expect(read({ platforms: 'amd64,arm64', annotations })).toStrictEqual([[description, 'Other']]);
  });

  test('of the index are left out where the image has none', () => {
    const annotations = 'index,manifest:a=1\nmanifest-descriptor:b=2';
    const names = (written: object) =>
      request({ annotations, ...written })
        .annotations.map(([name]) => name)
        .filter((name) => !name.includes('org.opencontainers'));
    expect(names({})).toStrictEqual(['annotation-manifest.a']);
    const all = ['annotation-index.a', 'annotation-manifest.a', 'annotation-manifest-descriptor.b'];
    expect(names({ platforms: 'amd64,arm64' })).toStrictEqual(all);
    expect(names({ provenance: 'true' })).toStrictEqual(all);
  });
});
