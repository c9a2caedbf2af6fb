import { expect, test } from 'vitest';
import { snapshotterOf } from '../../src/builder/container-args.ts';

test.each<[string, string[], string | undefined, string]>([
  ['nothing', [], undefined, 'auto'],
  ['a flag', ['--oci-worker-snapshotter=native'], undefined, 'native'],
  ['a flag of two words', ['--debug', '--oci-worker-snapshotter', 'stargz'], undefined, 'stargz'],
  [
    'the last of two flags',
    ['--oci-worker-snapshotter=native', '-oci-worker-snapshotter=overlayfs'],
    undefined,
    'overlayfs',
  ],
  ['a configuration', [], '[worker.oci]\nsnapshotter = "native"\n', 'native'],
  [
    'a configuration and a flag',
    ['--oci-worker-snapshotter=overlayfs'],
    'worker.oci.snapshotter = "native"',
    'overlayfs',
  ],
  ['what is no name', ['--oci-worker-snapshotter=../x'], undefined, 'auto'],
])('the snapshotter that %s asks for', (_, flags, config, expected) => {
  expect(snapshotterOf({ flags, config })).toBe(expected);
});
