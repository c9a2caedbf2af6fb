import { expect, test } from 'vitest';
import { parseRun, type WrittenMount } from '../../src/mounts/written-run.ts';

const cache = (id: string, owner?: { uid: number; gid: number; mode: number }): WrittenMount['cache'] => ({
  id,
  owner,
});

test.each<[name: string, instruction: string, mounts: WrittenMount[], command: string]>([
  ['no flags', 'RUN make', [], 'make'],
  [
    'the target is the id where none is written',
    'RUN --mount=type=cache,target=/root/.npm/     npm ci',
    [{ target: '/root/.npm/', cache: cache('/root/.npm'), start: 'empty' }],
    'npm ci',
  ],
  [
    'an id, other flags, ONBUILD',
    'ONBUILD RUN --network=none --mount=type=cache,id=go,dst=/go --security=insecure go build ./...',
    [{ target: '/go', cache: cache('go'), start: 'empty' }],
    'go build ./...',
  ],
  [
    'one of uid, gid and mode brings the defaults of the others',
    'RUN --mount=type=cache,target=/a,uid=1000 --mount=type=cache,target=/b,mode=0700 id',
    [
      { target: '/a', cache: cache('/a', { uid: 1000, gid: 0, mode: 0o755 }), start: 'empty' },
      { target: '/b', cache: cache('/b', { uid: 0, gid: 0, mode: 0o700 }), start: 'empty' },
    ],
    'id',
  ],
  [
    'bind is the default, and secrets, tmpfs and ssh have no files of BuildKit',
    'RUN --mount=target=. --mount=type=secret,id=x,target=/s --mount=type=tmpfs,target=/t --mount=type=ssh true',
    [{ target: '.', cache: undefined, start: 'empty' }],
    'true',
  ],
  [
    'a stage to begin with',
    'RUN --mount=type=cache,from=base,source=/x,target=/c true',
    [{ target: '/c', cache: cache('/c'), start: 'stage' }],
    'true',
  ],
  [
    'quotes around a flag, a value and a field',
    `RUN --mount="type=cache,target=/a b" --mount=type=cache,target='/c d' --mount=type=cache,\\"target=/e,f\\" echo "--mount=x"`,
    [
      { target: '/a b', cache: cache('/a b'), start: 'empty' },
      { target: '/c d', cache: cache('/c d'), start: 'empty' },
      { target: '/e,f', cache: cache('/e,f'), start: 'empty' },
    ],
    'echo "--mount=x"',
  ],
  [
    'upper case',
    'RUN --mount=TYPE=Cache,Target=/A true',
    [{ target: '/A', cache: cache('/A'), start: 'empty' }],
    'true',
  ],
])('%s', (_, instruction, mounts, command) => {
  expect(parseRun(instruction)).toStrictEqual({ mounts, command });
});

test('of a target that is written twice the last one counts, whatever it is called', () => {
  const target = (options: string) => parseRun(`RUN --mount=type=cache,${options} make`)?.mounts[0]?.target;
  expect(target('target=/a,dst=/b')).toBe('/b');
  expect(target('dst=/b,target=/a')).toBe('/a');
  expect(target('destination=/c,target=/a,destination=/d')).toBe('/d');
});

test.each([
  'target=/a,nonsense=1',
  'target=/a,nonsense',
  'target',
  'target=/a,uid=-1',
  'target=/a,uid=1e3',
  'target=/a,mode=0o700',
  'target=/a,mode=799',
  'target=/a,gid=4294967296',
  'target=/a\\"b',
  'type=other,target=/a',
])('what BuildKit would refuse is no mount of ours: %s', (options) => {
  expect(parseRun(`RUN --mount=type=cache,target=/x --mount=type=cache,${options} make`)).toBeUndefined();
});

test('a folder of a mount is not the mount', () => {
  const start = (options: string) => parseRun(`RUN --mount=type=cache,target=/a,${options} make`)?.mounts[0]?.start;
  expect(['source=/', 'src=.', 'ro', 'sharing=locked'].map(start)).toStrictEqual(Array(4).fill('empty'));
  expect(['source=/x', 'src=x', 'from=base'].map(start)).toStrictEqual(Array(3).fill('stage'));
});

test('other instructions are no RUN', () => {
  expect(parseRun('COPY --from=x /a /b')).toBeUndefined();
  expect(parseRun('RUNNER')).toBeUndefined();
});
