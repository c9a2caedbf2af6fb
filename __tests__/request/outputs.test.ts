import { expect, test } from 'vitest';
import { parseResults } from '../../src/request/outputs.ts';
import { given, workspace } from './given.ts';

const read = (written: object, platforms: string[] = []) => parseResults(given(written), workspace, platforms);
const nothing = { push: false, load: false, image: undefined, files: [] };

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
  [{ outputs: 'type=cacheonly' }, nothing],
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
  ['type=docker,name=a', 'type=docker without a place: write load: true, or type=docker,dest=PATH.'],
  ['type=tar,dest=-', 'must write to a path: got "-"'],
  ['-', 'must write to a path: got "-"'],
  ['type=local,dest=', 'must write to a path: got ""'],
  ['type=local, dest=out', 'The attribute " dest" has white space in its name'],
  ['type=local,dest=a,dest=b', 'The attribute "dest" stands twice'],
  ['type=local,output=a', 'the attribute "output", which BuildKit would ignore with type=local'],
  ['type=image,buildinfo=true', 'the attribute "buildinfo", which BuildKit would ignore with type=image'],
  ['type=image,annotation-foo.a=b', 'the attribute "annotation-foo.a"'],
  ['type=local,dest=x,annotation.a=b', 'the attribute "annotation.a", which BuildKit would ignore with type=local'],
  ['type=image,name=a:1,a:2', 'Attribute 3 is no NAME=VALUE'],
  ['type=image,push=maybe', 'push=true or push=false: got "maybe"'],
  ['type=image\ntype=registry', 'more than one image'],
])('outputs %j is refused', (outputs, sentence) => {
  expect(() => read({ outputs })).toThrow(sentence);
  expect(() => read({ outputs })).toThrow(/^"outputs"/);
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
