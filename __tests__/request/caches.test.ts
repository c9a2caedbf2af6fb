import { describe, expect, onTestFinished, test } from 'vitest';
import { parseReference } from '../../src/text/reference.ts';
import { request, workspace } from './given.ts';

const read = (written: object) => request(written).cache;

describe('cache-ref', () => {
  test.each([
    ['', { kind: 'repository', repository: parseReference('ghcr.io/octo/app') }],
    ['ghcr.io/o/app-cache', { kind: 'repository', repository: parseReference('ghcr.io/o/app-cache') }],
    [
      'kubestack/framework-dev:buildcache',
      { kind: 'exact', reference: parseReference('kubestack/framework-dev:buildcache') },
    ],
    ['GHCR.io/O/Cache:Tag', { kind: 'exact', reference: parseReference('ghcr.io/o/cache:Tag') }],
    ['localhost:5000/cache', { kind: 'repository', repository: parseReference('localhost:5000/cache') }],
  ])('%j', (text, expected) => {
    expect(read({ 'cache-ref': text }).location).toStrictEqual(expected);
  });

  test('is nowhere without an image', () => {
    expect(request({ image: '', outputs: 'out' }).cache.location).toBe(undefined);
  });

  test.each([
    [`app@sha256:${'0'.repeat(64)}`, '"cache-ref" must be a repository or a reference with a tag'],
    ['a,b', '"cache-ref": The reference "a,b" holds ","'],
  ])('%j is refused', (text, sentence) => {
    expect(() => read({ 'cache-ref': text })).toThrow(sentence);
  });
});

describe('what tells an image from others of its repository', () => {
  test.each([
    [{}, ''],
    [{ context: 'app' }, 'context=app'],
    [{ context: './services//a/' }, 'context=services/a'],
    [{ context: 'github.com/o/r#main:services/a' }, 'context=services/a'],
    [{ context: 'github.com/o/r#main' }, ''],
    [{ 'cache-ref': 'ghcr.io/o/cache' }, 'image=ghcr.io/octo/app'],
    [{ 'cache-ref': 'ghcr.io/octo/app' }, ''],
    [{ file: 'Dockerfile' }, ''],
    [{ context: 'app', file: 'app/Dockerfile' }, 'context=app'],
    [{ file: 'docker/prod.Dockerfile' }, 'file=docker/prod.Dockerfile'],
    [{ file: `${workspace}/docker/prod.Dockerfile` }, 'file=docker/prod.Dockerfile'],
    [{ target: 'test' }, 'target=test'],
    [{ platforms: 'linux/arm64' }, 'platform=linux/arm64'],
    [{ platforms: 'linux/arm64,linux/amd64' }, 'platform=linux/amd64,platform=linux/arm64'],
    [{ 'cache-key': 'leg' }, 'key=leg'],
    [{ context: 'github.com/o/r' }, ''],
    [{ context: 'github.com/o/r', file: 'x/Dockerfile' }, 'file=x/Dockerfile'],
  ])('%j is %j', (written, expected) => {
    expect(read(written).variant).toBe(expected);
  });
});

describe('a build that names no platform has the cache of one that names the', () => {
  test.each<[NodeJS.Architecture, object, string]>([
    ['x64', { platforms: 'linux/x86_64' }, ''],
    ['x64', { platforms: 'local' }, ''],
    ['arm64', { platforms: 'linux/arm64/v8' }, 'platform=linux/arm64'],
  ])("runner's own: %s, %j", (arch, written, expected) => {
    runOn(arch);
    expect([read({}).variant, read(written).variant]).toStrictEqual([expected, expected]);
  });

  test('default one, wherever it is built, and not where an endpoint may have another', () => {
    runOn('arm64');
    expect(read({ platforms: 'linux/amd64' }).variant).toBe('');
    expect(read({ endpoint: 'tcp://10.0.0.1:1234' }).variant).toBe('');
  });

  /** Lets the rest of a test run on another kind of processor. */
  function runOn(arch: NodeJS.Architecture): void {
    const own = Object.getOwnPropertyDescriptor(process, 'arch') as PropertyDescriptor;
    Object.defineProperty(process, 'arch', { ...own, value: arch });
    onTestFinished(() => {
      Object.defineProperty(process, 'arch', own);
    });
  }
});

describe('cache-from and cache-to', () => {
  test.each([
    [
      'octo/App:cache',
      [
        ['type', 'registry'],
        ['ref', 'octo/app:cache'],
      ],
    ],
    [
      'type=registry,ref=octo/app:cache',
      [
        ['type', 'registry'],
        ['ref', 'octo/app:cache'],
      ],
    ],
    [
      'type=gha,scope=main',
      [
        ['type', 'gha'],
        ['scope', 'main'],
      ],
    ],
    [
      'type=local,src=dir',
      [
        ['type', 'local'],
        ['src', `${workspace}/dir`],
      ],
    ],
    [
      'type=s3,bucket=b,region=r',
      [
        ['type', 's3'],
        ['bucket', 'b'],
        ['region', 'r'],
      ],
    ],
  ])('reads from %s', (text, expected) => {
    expect(read({ 'cache-from': text }).from).toStrictEqual([expected]);
  });

  test.each([
    [{ 'cache-from': 'type=gha,mode=max' }, '"cache-from" has "mode"'],
    [{ 'cache-from': 'type=registry,ref=X,mode=max' }, '"cache-from" has "mode"'],
    [{ 'cache-to': 'type=gha,compression=zstd' }, '"cache-to" has "compression"'],
    [{ 'cache-to': 'type=registry,ref=x,push=true' }, '"cache-to" has "push"'],
  ])('goes on without what BuildKit would ignore, with a warning: %j', (written, sentence) => {
    const { cache, notes } = request(written);
    expect([...cache.from, ...cache.to].flat().map(([name]) => name)).toStrictEqual(
      Object.values(written)[0]?.includes('registry') ? ['type', 'ref'] : ['type'],
    );
    expect(notes.filter(({ level }) => level === 'warning').map(({ text }) => text)).toStrictEqual([
      expect.stringContaining(sentence),
    ]);
  });

  test.each([
    [
      'octo/app:cache',
      [
        ['type', 'registry'],
        ['ref', 'octo/app:cache'],
      ],
    ],
    [
      'type=gha,mode=max',
      [
        ['type', 'gha'],
        ['mode', 'max'],
      ],
    ],
    ['type=inline', [['type', 'inline']]],
    [
      'type=local,dest=dir,mode=min',
      [
        ['type', 'local'],
        ['dest', `${workspace}/dir`],
        ['mode', 'min'],
      ],
    ],
  ])('writes to %s', (text, expected) => {
    expect(read({ 'cache-to': text }).to).toStrictEqual([expected]);
  });

  test.each([
    [{ 'cache-from': 'type=inline' }, '"cache-from" has the unknown type=inline'],
    [{ 'cache-from': 'type=registry' }, '"cache-from" has type=registry without ref'],
    [{ 'cache-from': 'type=local,dest=x' }, '"cache-from" has type=local without src'],
    [{ 'cache-to': 'type=local,src=x' }, '"cache-to" has type=local without dest'],
    [{ 'cache-to': 'type=registry,ref=a,mode=Max' }, '"cache-to" must have mode=min or mode=max'],
    [{ 'cache-to': 'type=registry, ref=a' }, '"cache-to": The attribute " ref" has white space'],
    [{ 'cache-to': 'type=registry,ref=a,ref=b' }, '"cache-to": The attribute "ref" stands twice'],
    [{ 'cache-to': 'type=registry,ref=a b' }, '"cache-to": The reference "a b" holds " "'],
    [{ 'cache-to': 'ref=a' }, '"cache-to" has an entry without a type'],
  ])('%j is refused', (written, sentence) => {
    expect(() => read(written)).toThrow(sentence);
  });
});

describe('cache-mounts', () => {
  test.each([
    ['', 'off'],
    ['off', 'off'],
    ['auto', 'auto'],
    ['npm', ['npm']],
    ['npm,/root/.cache\nnpm', ['npm', '/root/.cache']],
  ])('%j is %j', (text, expected) => {
    expect(read({ 'cache-mounts': text }).mounts).toStrictEqual(expected);
  });

  test.each(['true', 'npm,auto', 'Off'])('%s is refused', (text) => {
    expect(() => read({ 'cache-mounts': text })).toThrow('"cache-mounts" must be off, auto or a list of mount ids');
  });
});

test('the other inputs of the cache', () => {
  const written = {
    cache: 'read-only',
    'cache-mode': 'min',
    'cache-export': 'inline',
    'cache-on-failure': 'false',
    'cache-mounts-max-size': '10m',
  };
  const { access, mode, export: when, onFailure, mountsMaxSize } = read(written);
  expect({ access, mode, when, onFailure, mountsMaxSize }).toStrictEqual({
    access: 'read-only',
    mode: 'min',
    when: 'inline',
    onFailure: false,
    mountsMaxSize: 10 * 1024 ** 2,
  });
});
