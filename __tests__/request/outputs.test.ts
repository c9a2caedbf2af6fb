import { beforeEach, expect, test } from 'vitest';
import { parseResults } from '../../src/request/outputs.ts';
import { given, workspace } from './given.ts';

const warnings: string[] = [];
const place = { workspace, warn: (text: string) => warnings.push(text) };
const read = (written: object, platforms: string[] = []) => parseResults(given(written), place, platforms);
const nothing = { push: false, load: false, image: undefined, loadedNames: [], files: [] };

beforeEach(() => {
  warnings.length = 0;
});

test.each([
  [{}, nothing],
  [{ push: 'true' }, { ...nothing, push: true }],
  [{ load: 'true' }, { ...nothing, load: true }],
  [
    { push: 'true', load: 'true' },
    { ...nothing, push: true, load: true },
  ],
  [
    { outputs: 'out' },
    {
      ...nothing,
      files: [
        [
          ['type', 'local'],
          ['dest', `${workspace}/out`],
        ],
      ],
    },
  ],
  [
    { outputs: './a b' },
    {
      ...nothing,
      files: [
        [
          ['type', 'local'],
          ['dest', `${workspace}/a b`],
        ],
      ],
    },
  ],
  [
    { outputs: 'type=local,dest=/abs' },
    {
      ...nothing,
      files: [
        [
          ['type', 'local'],
          ['dest', '/abs'],
        ],
      ],
    },
  ],
  [
    { outputs: 'type=tar,"dest=a,b"' },
    {
      ...nothing,
      files: [
        [
          ['type', 'tar'],
          ['dest', `${workspace}/a,b`],
        ],
      ],
    },
  ],
  [
    { outputs: '"type=tar,""dest=a,b"""' },
    {
      ...nothing,
      files: [
        [
          ['type', 'tar'],
          ['dest', `${workspace}/a,b`],
        ],
      ],
    },
  ],
  [
    { outputs: 'type=oci,dest=x.tar,tar=false\ntype=docker,dest=y.tar' },
    {
      ...nothing,
      files: [
        [
          ['type', 'oci'],
          ['dest', `${workspace}/x.tar`],
          ['tar', 'false'],
        ],
        [
          ['type', 'docker'],
          ['dest', `${workspace}/y.tar`],
        ],
      ],
    },
  ],
  [{ outputs: 'type=docker' }, { ...nothing, load: true }],
  [{ outputs: 'type=docker,name=app:local' }, { ...nothing, load: true, loadedNames: ['app:local'] }],
  [{ outputs: 'type=cacheonly' }, { ...nothing, files: [[['type', 'cacheonly']]] }],
  [
    { outputs: 'type=image,name=a:1\ntype=image,name=b:1', push: 'true' },
    {
      ...nothing,
      push: true,
      image: [['name', 'a:1']],
      files: [
        [
          ['type', 'image'],
          ['push', 'true'],
          ['name', 'b:1'],
        ],
      ],
    },
  ],
  [
    { outputs: 'type=image,name=a:1\ntype=registry,name=b:1' },
    {
      ...nothing,
      push: true,
      image: [['name', 'b:1']],
      files: [
        [
          ['type', 'image'],
          ['push', 'false'],
          ['name', 'a:1'],
        ],
      ],
    },
  ],
  [{ outputs: 'type=image' }, { ...nothing, image: [] }],
  [{ outputs: 'type=image,push=true' }, { ...nothing, push: true, image: [] }],
  [{ outputs: 'type=image,push=' }, { ...nothing, push: true, image: [] }],
  [{ outputs: 'type=image,push=false' }, { ...nothing, image: [] }],
  [{ outputs: 'type=registry' }, { ...nothing, push: true, image: [] }],
  [
    { outputs: 'type=image,annotation.a=b', push: 'true' },
    { ...nothing, push: true, image: [['annotation.a', 'b']] },
  ],
])('%j', (written, expected) => {
  expect(read(written)).toStrictEqual(expected);
});

test.each([
  ['type=foo', 'the unknown type=foo: write type=image, registry, oci, docker, local, tar or cacheonly.'],
  ['dest=out', 'an entry without a type'],
  ['type=local', 'type=local without a place: write type=local,dest=PATH.'],
  ['type=oci', 'type=oci without a place'],
  ['type=tar,dest=-', 'must write to a path: got "-"'],
  ['-', 'must write to a path: got "-"'],
  ['type=local,dest=', 'must write to a path: got ""'],
  ['type=local, dest=out', 'The attribute " dest" has white space in its name'],
  ['type=local,dest=a,dest=b', 'The attribute "dest" stands twice'],
  ['type=image,name=a:1,a:2', 'Attribute 3 is no NAME=VALUE'],
  ['type=image,push=maybe', 'push=true or push=false: got "maybe"'],
])('outputs %j is refused', (outputs, sentence) => {
  expect(() => read({ outputs })).toThrow(sentence);
  expect(() => read({ outputs })).toThrow(/^"outputs"/);
});

test.each([
  [
    'type=local,dest=x,output=a',
    '"outputs" has "output", which BuildKit would ignore with type=local, so it is left out',
  ],
  ['type=image,buildinfo=true', '"outputs" has "buildinfo", which BuildKit would ignore with type=image'],
  ['type=image,annotation-foo.a=b', '"outputs" has "annotation-foo.a", which'],
  ['type=local,dest=x,annotation.a=b', '"outputs" has "annotation.a", which BuildKit would ignore with type=local'],
])('outputs %j is taken without the attribute that nobody knows, which is said once', (outputs, sentence) => {
  const { image, files } = read({ outputs });
  expect(image ?? files[0]).toStrictEqual(
    outputs.startsWith('type=image')
      ? []
      : [
          ['type', 'local'],
          ['dest', `${workspace}/x`],
        ],
  );
  expect(warnings).toStrictEqual([expect.stringContaining(sentence)]);
});

test('push: true and push=false contradict each other', () => {
  expect(() => read({ push: 'true', outputs: 'type=image,push=false' })).toThrow(
    '"push" is true but "outputs" has push=false: remove one of them.',
  );
});

test.each([
  [{ load: 'true' }, '"load" needs a single platform'],
  [{ outputs: 'type=docker' }, '"load" needs a single platform'],
  [{ outputs: 'type=docker,dest=x.tar' }, '"outputs" has type=docker, which needs a single platform'],
])('%j is refused with two platforms', (written, sentence) => {
  expect(() => read(written, ['linux/amd64', 'linux/arm64'])).toThrow(sentence);
  expect(() => read(written, ['linux/amd64'])).not.toThrow();
});
