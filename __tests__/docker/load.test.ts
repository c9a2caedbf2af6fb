import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runChild } from '../../src/docker/child.ts';
import { openLoad } from '../../src/docker/load.ts';
import { replaceDocker } from './docker-folder.ts';

const never = new AbortController().signal;
const full = 'echo "Error processing tar file(exit status 1): write /layer.tar: no space left on device" >&2; exit 1';

/** Writes an archive of some bytes, or one that never ends, as buildctl does. */
function write(bytes: string, load: ReturnType<typeof openLoad>) {
  return runChild('head', ['-c', bytes, '/dev/zero'], { output: load.archive, signal: load.refused });
}

test('docker load reads what is written, and says by which id it knows the image', async () => {
  const id = `sha256:${'1'.repeat(64)}`;
  const calls = replaceDocker(
    `if [ $1 = image ]; then echo ${id}; else [ "$(wc -c)" = 3000000 ] && echo "Loaded image: app:dev"; fi`,
  );
  const load = openLoad(never);
  expect((await write('3000000', load)).code).toBe(0);
  expect(await load.end()).toBe(id);
  expect(calls()).toStrictEqual(['load', 'image inspect --format {{.Id}} app:dev']);
});

test('an archive without names is known by its id', async () => {
  const id = `sha256:${'2'.repeat(64)}`;
  const calls = replaceDocker(`[ $1 = load ] && cat >/dev/null && echo "Loaded image ID: ${id}"; echo ${id}`);
  const load = openLoad(never);
  await write('10', load);
  expect(await load.end()).toBe(id);
  expect(calls()[1]).toContain(id);
});

test('a docker load that fails in the middle ends the one who writes, and its words are the error', async () => {
  replaceDocker(`head -c 100000 >/dev/null; ${full}`);
  const load = openLoad(never);
  expect((await write('100G', load)).code).not.toBe(0);
  expect(load.refused.aborted).toBe(true);
  await expect(load.end()).rejects.toThrow(/^docker load failed: .*no space left on device$/);
});

test('a docker load that fails once the archive is whole is an error too', async () => {
  replaceDocker(`cat >/dev/null; ${full}`);
  const load = openLoad(never);
  expect((await write('100000', load)).code).toBe(0);
  await expect(load.end()).rejects.toThrow('no space left on device');
  expect(load.refused.aborted).toBe(false);
});

test('a docker load that ends before it has read everything holds nobody up', async () => {
  replaceDocker('[ $1 = load ] && head -c 100000 >/dev/null && echo "Loaded image: app:dev"; echo sha256:3');
  const load = openLoad(never);
  expect((await write('3000000', load)).code).toBe(0);
  expect(await load.end()).toBe('sha256:3');
});

test('a build that writes no archive asks nothing of docker', async () => {
  const calls = replaceDocker('exit 1');
  const load = openLoad(never);
  await write('0', load);
  expect(await load.end()).toBe(undefined);
  expect(calls()).toStrictEqual([]);
});

test('a cancel ends docker load', async () => {
  replaceDocker('exec sleep 60');
  const cancel = new AbortController();
  const load = openLoad(cancel.signal);
  load.archive.write('a');
  await sleep(50);
  cancel.abort();
  await expect(load.end()).rejects.toThrow('docker load failed');
});
