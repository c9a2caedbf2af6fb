import { expect, test } from 'vitest';
import { describeSpace, hasNoRoom, isFull, mayBeFull, type Space } from '../../src/builder/space.ts';

const gigabyte = 1e9;
const name = "the runner's temp folder /home/runner/work/_temp";
const roomy: Space = {
  state: { size: 4 * gigabyte, free: gigabyte },
  disk: { size: 8 * gigabyte, free: gigabyte, name },
};

test.each([
  ['write /var/lib/buildkit/x: no space left on device', true],
  ['ResourceExhausted: write /x: No space left on device', true],
  ['write /x: disk quota exceeded', true],
  ['read /x: input/output error', true],
  ['open /x: read-only file system', true],
  ['"/space": not found', false],
])('%j says that there is no room: %s', (message, expected) => {
  expect(isFull(message)).toBe(expected);
});

test('a RUN that fails for want of room says so in its output only', () => {
  const message = 'process "/bin/sh -c make" did not complete successfully: exit code: 2';
  expect(mayBeFull({ message, logTail: ['cc: x.o: No space left on device', 'make: *** Error 2'] })).toBe(true);
  expect(mayBeFull({ message, logTail: ['make: *** Error 2'] })).toBe(false);
});

test('there is no room where less than a hundredth of the state or of the disk below it is free', () => {
  const room = (size: number, free: number) => ({ size, free });
  expect(hasNoRoom(roomy)).toBe(false);
  expect(hasNoRoom({ ...roomy, state: room(4 * gigabyte, 39e6) })).toBe(true);
  expect(hasNoRoom({ ...roomy, disk: { ...room(8 * gigabyte, 0), name } })).toBe(true);
});

test('the sizes are told with what to do', () => {
  expect(describeSpace(roomy, 'disk')).toBe(
    "The builder's state is on the disk and has 1.0 GB of 4.0 GB free, the disk of the runner's temp folder /home/runner/work/_temp 1.0 GB of 8.0 GB: free space on this runner in an earlier step, or take one with a larger disk.",
  );
  expect(describeSpace(roomy, 'memory')).toContain('write state: disk, or free space');
});
