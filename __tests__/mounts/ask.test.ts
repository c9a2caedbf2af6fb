import { expect, test } from 'vitest';
import { parseAsk, splitHome } from '../../src/mounts/ask.ts';
import { home } from './container.ts';

/** As BuildKit v0.32.2 writes it, shortened. */
const config = {
  process: { args: ['/bin/sh', '-c', 'id'], cwd: '/w', env: ['PATH=/bin', 'A=b=c', 'E='] },
  mounts: [
    { destination: '/proc', type: 'proc', source: 'proc' },
    { destination: '/etc/hosts', type: 'bind', source: '/var/lib/buildkit/runc-overlayfs/executor/hosts.x' },
    { destination: '/plain', type: 'bind', source: home(6), options: ['rw', 'rbind'] },
    { destination: '/owned', type: 'bind', source: '/tmp/buildkit-mount3703748935', options: ['rbind', 'ro'] },
    { destination: '/from', type: 'bind', source: '/var/lib/buildkit/runc-overlayfs/cachemounts/buildkit353950173' },
    { destination: '/run/secrets/x', type: 'bind', source: '/tmp/buildkit-secrets1/x' },
  ],
};

const mountInfo = `277 158 0:93 / /var/lib/buildkit/other rw - overlay overlay rw,lowerdir=/l,upperdir=/wrong,workdir=/w
278 158 0:94 /cache /tmp/buildkit-mount3703748935 rw,relatime - overlay overlay rw,lowerdir=${home(3)},upperdir=${home(8)},workdir=/x,uuid=on`;

test('the mounts that BuildKit has files for are told with the folder that outlives the RUN', () => {
  expect(parseAsk(`gnu\n${JSON.stringify(config)}\n${mountInfo}`)).toStrictEqual({
    tar: 'gnu',
    args: ['/bin/sh', '-c', 'id'],
    cwd: '/w',
    env: { PATH: '/bin', A: 'b=c', E: '' },
    mounts: [
      { destination: '/plain', place: home(6), home: home(6), isWritable: true },
      { destination: '/owned', place: '/tmp/buildkit-mount3703748935', home: `${home(8)}/cache`, isWritable: false },
      {
        destination: '/from',
        place: '/var/lib/buildkit/runc-overlayfs/cachemounts/buildkit353950173',
        home: undefined,
        isWritable: true,
      },
    ],
  });
});

test('any tar that does not say GNU is another', () => {
  expect(parseAsk(`\n${JSON.stringify(config)}\n`).tar).toBe('other');
});

test('what is no config.json throws', () => {
  expect(() => parseAsk('gnu\nnothing')).toThrow(SyntaxError);
});

test('a home is parted where a RUN may have put a link', () => {
  expect(splitHome(home(6))).toStrictEqual({ snapshot: home(6), below: '' });
  expect(splitHome(`${home(8)}/cache/x`)).toStrictEqual({ snapshot: home(8), below: '/cache/x' });
  expect(splitHome(`${home(8)}/snapshots/1/fs`)).toStrictEqual({ snapshot: home(8), below: '/snapshots/1/fs' });
  expect(splitHome('/etc')).toBeUndefined();
});

test('a folder whose name a shell would read as more than a name is none of BuildKit’s', () => {
  const mounts = [`${home(6)} x`, `${home(6)}"`, `${home(6)}$x`].map((source) => ({ destination: '/c', source }));
  expect(parseAsk(`gnu\n${JSON.stringify({ ...config, mounts })}\n`).mounts).toStrictEqual([]);
});
